import { pbkdf2 } from "node:crypto";
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBackup, writeBackup } from "./backup-file.mjs";
import { textEntry } from "./copy-cluster.mjs";
import { tarred } from "./tar-stream.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "ecrf-backup-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

const PASSPHRASE = "correct horse";
const plain = path.join(folder, "plain.backup");
const closed = path.join(folder, "closed.backup");
const noise = Array.from({ length: 9_000 }, (_, nth) => String(Math.imul(nth, 2_654_435_761) >>> 0)).join(""); // more than one sealed piece, also compressed
const few = [{ name: "data/empty/" }, textEntry("data/a", "one"), textEntry("data/b", "two")];
const manifestOf = () => ({ format: 1, kind: "cluster" });

beforeAll(async () => {
  await writeBackup({ file: plain, passphrase: null, entries: few, manifestOf });
  await writeBackup({ file: closed, passphrase: PASSPHRASE, entries: [...few, textEntry("data/noise", `${noise}${noise.split("").reverse().join("")}`)], manifestOf });
});

const refusal = async (file: string, passphrase: string | null = null): Promise<string> => readBackup({ file, passphrase }).then(() => "taken", (error: Error) => error.message);
const changed = (file: string, at: number): string => {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  const copy = path.join(folder, "changed.backup");
  writeFileSync(copy, bytes);
  return copy;
};
const cut = (file: string, length: number): string => {
  const copy = path.join(folder, "cut.backup");
  writeFileSync(copy, readFileSync(file));
  truncateSync(copy, length);
  return copy;
};

test("a whole backup gives back what was put in, with only its owner's eyes allowed on it [R80]", async () => {
  const read: Record<string, string> = {};
  await readBackup({ file: closed, passphrase: PASSPHRASE, keep: async (name: string, content: AsyncIterable<Buffer>) => { read[name] = ""; for await (const chunk of content) read[name] += chunk.toString(); } });
  expect(read["data/a"]).toBe("one");
  expect(read["data/noise"]?.slice(0, noise.length)).toBe(noise);
  expect(statSync(closed).mode & 0o777).toBe(0o600);
  expect(readFileSync(closed).includes("data/a")).toBe(false);
});

test("one changed byte, wherever it is, and the backup is refused with a sentence, unless it unpacks to the very same [F12]", async () => {
  const { size } = statSync(plain);
  let same = 0;
  for (let at = 10; at < size; at++) { // the ten bytes before are gzip's, of a time and a system that say nothing
    const said = await refusal(changed(plain, at));
    if (said === "taken") same += 1; // a run of zeros has more than one packing: its manifest was proved all the same
    else expect(said, `byte ${at} of ${size}`).toMatch(/is not a whole backup: .+ Use another one\.$/);
  }
  expect(same).toBeLessThan(size / 50);
  const sealedSize = statSync(closed).size;
  expect(sealedSize).toBeGreaterThan(70_000);
  for (const at of [20, 65_580, sealedSize - 1]) expect(await refusal(changed(closed, at), PASSPHRASE), `byte ${at} of ${sealedSize}`).toMatch(/is not a whole backup/);
}, 30_000);

test("a backup that ends early is refused, wherever it ends [F12]", async () => {
  for (let length = 0; length < statSync(plain).size; length++) expect(await refusal(cut(plain, length)), `at byte ${length}`).toMatch(/is not a whole backup/);
  const piece = 64 * 1024 + 16;
  for (const length of [30, 30 + piece, statSync(closed).size - 1]) expect(await refusal(cut(closed, length), PASSPHRASE), `at byte ${length}`).toMatch(/is not a whole backup/);
}, 30_000);

test("a file that is missing, was put in, or leaves its folder, is refused by name [F12 R80]", async () => {
  const manifest = readBackup({ file: plain, passphrase: null });
  const entriesOf = async (...names: string[]) => {
    const { createHash } = await import("node:crypto");
    const text = `${JSON.stringify(await manifest, null, 1)}\n`;
    const sum = `${createHash("sha256").update(text).digest("hex")}  manifest.json\n`;
    return [...few.filter(({ name }) => names.includes(name)), ...names.filter((name) => !few.some((each) => each.name === name)).map((name) => textEntry(name, "more")), textEntry("manifest.json", text), textEntry("manifest.sha256", sum)];
  };
  const file = path.join(folder, "other.backup");
  const write = async (...names: string[]) => pipeline(Readable.from(tarred(await entriesOf(...names))), createGzip(), createWriteStream(file));
  await write("data/empty/", "data/a", "data/b");
  expect(await refusal(file)).toBe("taken");
  await write("data/empty/", "data/b");
  expect(await refusal(file)).toContain("data/a is missing");
  await write("data/empty/", "data/a", "data/b", "data/c");
  expect(await refusal(file)).toContain("data/c is in it, and the manifest does not know it");
  await write("data/empty/", "data/a", "data/b", "../c");
  expect(await refusal(file)).toContain("a file outside its folder (../c)");
});

test("without its passphrase, or with another, nothing is read [R78]", async () => {
  expect(await refusal(closed)).toMatch(/is sealed\. Set BACKUP_PASSPHRASE/);
  expect(await refusal(closed, "correct horsf")).toMatch(/BACKUP_PASSPHRASE is not the one it was sealed with/);
});

test("a backup that fails leaves no file at all, half way or while its file is still being opened [F12]", async () => {
  const file = path.join(folder, "failed.backup");
  const busy = Array.from({ length: 12 }, async () => promisify(pbkdf2)("words", "salt", 60_000, 32, "sha512")); // opening a file waits behind them
  const entries = (async function* () { yield textEntry("data/a", "one"); throw new Error("the disk is full"); })();
  await expect(writeBackup({ file, passphrase: null, entries, manifestOf })).rejects.toThrow("the disk is full");
  await Promise.all(busy);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("failed"))).toEqual([]);
});
