// The secrets of one deployment. Several instances on one database share them: give each the same ECRF_SECRET.
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Everything is drawn from one root secret: ECRF_SECRET, or one made at the first start and kept in the data folder, readable by its owner only. */
export function secretsIn(folder) {
  const root = process.env.ECRF_SECRET || stored(path.join(folder, "secret"));
  mustBeSecret("ECRF_SECRET", root);
  const draw = (purpose) => createHmac("sha256", root).update(purpose).digest();
  return {
    admin: draw("database administrator").toString("base64url"),
    app: draw("database application").toString("base64url"),
    auth: draw("database sign-in").toString("base64url"),
    cookie: draw("session cookie").toString("base64url"),
    actions: draw("server actions").toString("base64"), // 32 bytes, as Next asks; the same on every instance and over every build
  };
}

const PUBLISHED = /change[-_ ]?(me|this)|replace[-_ ]?(me|this|with)|your[-_ ](own|key|random)|example|secret|passwor|default|letmein|qwerty|test[-_ ](key|only)|next-?auth|12345678|abcdefgh|01234567|deadbeef|cafebabe/i;

/** Throws, with a sentence, unless `value` looks drawn at random: long, of many characters, without repetition, and none of those that tutorials print. */
export function mustBeSecret(name, value) {
  const tooWeak = !value ? "is not set" : value.length < 32 ? "is too short"
    : new Set(value).size < 10 || /(.)\1{9}/.test(value) || /^(.{1,16})\1+$/.test(value) ? "repeats itself"
      : PUBLISHED.test(value) ? "is one that anybody would try" : null;
  if (tooWeak) throw new Error(`${name} ${tooWeak}. Use at least 32 random characters: openssl rand -base64 32`);
}

function stored(file) {
  try {
    if (!existsSync(file)) make(file);
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error.code === "EACCES") throw new Error(`${file} cannot be used: it, or the folder it would be in, belongs to another user. Start as that user, or set DATA_FOLDER to a folder of your own.`);
    throw error;
  }
}

/** Linked into place when whole: of two starts at once, both use the one that came first. */
function make(file) {
  const mine = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(mine, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try { linkSync(mine, file); } catch (error) { if (error.code !== "EEXIST") throw error; }
  rmSync(mine);
}
