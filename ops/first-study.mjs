// What an empty database begins with: the demonstration trial, practice data for training, or a real one with a one-time link for its first administrator.
import { createHash, randomBytes } from "node:crypto";
import { say, tethered } from "./prepare.mjs";
import { clashOfKinds } from "./trial-kind.mjs";

export const SYSTEM = "00000000-0000-4000-8000-000000000000"; // writes the first rows, so that even they have an author in the trail
const LOADING = "The demonstration is still being loaded"; // or practice data: stands at the study's table from before its first row until after the loader's last

/** Returns what to tell the person who started it, or null when there is nothing to tell. */
export async function fillIfEmpty(opening) {
  const told = await fill(opening);
  await setSecondFactor(opening.database.admin, process.env.SECOND_FACTOR);
  await setMail(opening.database.admin, Boolean(process.env.SMTP_URL));
  return told;
}

async function fill({ database, options, address }) {
  const study = await studyIn(database.admin);
  const clash = study && clashOf(study, { options, embedded: database.embedded });
  if (clash) throw new Error(clash);
  if (study && !study.unfinished) return study.kind !== "real" || study.entered ? null : sayLink(database.admin, address);
  if (study) {
    say(`${LOADS[study.kind].says} was interrupted while it was being loaded; loading it afresh`);
    await removeInvented(database.admin, study.kind);
    await database.migrate();
  }
  const kind = kindFor({ embedded: database.embedded, options });
  if (kind !== "real") return load(database, kind);
  await database.admin.query("COMMENT ON TABLE app.study IS NULL");
  await beginStudy(database.admin, { kind });
  return sayLink(database.admin, address);
}

/** What an empty database becomes. */
function kindFor({ embedded, options }) {
  if (options.includes("--training")) return "training";
  return (embedded ? !options.includes("--empty") : options.includes("--demo")) ? "demonstration" : "real";
}

const LOADS = {
  demonstration: { says: "The demonstration", loading: "Loading the demonstration trial (53 invented patients)", loader: "prisma/demo/load.ts", option: "--demo" },
  training: { says: "The practice data", loading: "Loading the practice data (a few invented patients)", loader: "prisma/demo/load-practice.ts", option: "--training" },
};

/** Everything invented of one kind, into an empty database. Marked as unfinished until the last row is there. */
async function load(database, kind) {
  await database.admin.query(`COMMENT ON TABLE app.study IS '${LOADING}'`);
  await beginStudy(database.admin, { kind });
  say(LOADS[kind].loading);
  const accounts = await runLoader(database, LOADS[kind]);
  await database.admin.query("COMMENT ON TABLE app.study IS NULL");
  return accounts;
}

/** The practice data as on the first day; whatever was practised goes, with its trail. The database itself refuses where it is no training. */
export async function renewPractice(database) {
  await database.alone(async () => {
    await removeInvented(database.admin, "training");
    await database.migrate();
    await load(database, "training");
  });
}

/** The study of this database, or undefined. `entered`: somebody has a password, so nobody needs the first link any more. */
async function studyIn(admin) {
  const { rows: [study] } = await admin.query(
    `SELECT CASE WHEN is_training THEN 'training' WHEN is_demonstration THEN 'demonstration' ELSE 'real' END AS kind,
       (is_demonstration OR is_training) AND obj_description('app.study'::regclass) IS NOT DISTINCT FROM $1 AS unfinished,
       EXISTS (SELECT FROM auth.account WHERE password_hash IS NOT NULL) AS entered FROM app.study`, [LOADING]);
  return study;
}

/** Why this database cannot be what the options ask for, in one sentence; null when it can. */
function clashOf({ kind, unfinished }, { options, embedded }) {
  const other = clashOfKinds(kind, options);
  if (other) return other;
  if (unfinished && !embedded) return `${LOADS[kind].says} in this database was interrupted while it was being loaded. Drop the database, create it again, and start with ${LOADS[kind].option}.`;
  if (options.includes("--empty") && kind === "demonstration" && !unfinished) return "--empty: this database already holds the demonstration. Set DATA_FOLDER to another folder for a real trial, or remove this one.";
  if (options.includes("--demo") && kind === "real") return "--demo: this database already holds a real trial. The demonstration is only loaded into an empty one.";
  return null;
}

/** When invented data may be taken away: the demonstration only where it is unfinished, training always. */
const MAY_GO = { demonstration: (admin) => `is_demonstration AND obj_description('app.study'::regclass) = ${admin.escapeLiteral(LOADING)}`, training: () => "is_training" };

/** Takes the whole schema away, in one transaction; the database itself refuses when this is anything else. */
async function removeInvented(admin, kind) {
  await admin.query(`BEGIN;
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM app.study WHERE ${MAY_GO[kind](admin)})
      THEN RAISE EXCEPTION 'neither an unfinished demonstration nor training'; END IF;
    END $$;
    DROP OWNED BY ecrf_app, ecrf_auth, ecrf_owner, audit_owner, ecrf_definer CASCADE;
    DROP TABLE _prisma_migrations;
    COMMIT`).catch(async (error) => { await admin.query("ROLLBACK"); throw error; });
}

/** Of the invented trials: their data follow from the list. */
const SEEDS = { demonstration: "demonstration list 2", training: "the practice list 1" };

/** The study's row, the account that wrote it, and the seed of the randomisation list, which no session can read. */
export async function beginStudy(admin, { kind, seed = SEEDS[kind] ?? randomBytes(32).toString("base64url") }) {
  await asSystem(admin, "study.begin", async () => {
    await admin.query("INSERT INTO auth.randomisation_seed (seed) VALUES ($1)", [seed]);
    await admin.query("INSERT INTO app.study (id, is_demonstration, is_training) VALUES (1, $1, $2)", [kind === "demonstration", kind === "training"]);
  });
}

/** SECOND_FACTOR=on|off: whether roles that sign, lock, export or administer must show one. Unset, it stays: on for a real trial, off for the demonstration and training. */
export async function setSecondFactor(admin, wanted) {
  if (!wanted) return;
  if (wanted !== "on" && wanted !== "off") throw new Error(`SECOND_FACTOR is ${wanted}. Use on or off, or leave it out.`);
  await asSystem(admin, "study.second_factor", () => admin.query("UPDATE app.study SET second_factor = $1 WHERE coalesce(second_factor, NOT (is_demonstration OR is_training)) <> $1", [wanted === "on"]));
}

/** Whether there is a mail server, so that nothing is queued that nobody would send. */
async function setMail(admin, sends) {
  const { rows: [{ sends_mail: before }] } = await admin.query("SELECT sends_mail FROM app.study");
  if (before !== sends) await asSystem(admin, "study.mail", () => admin.query("UPDATE app.study SET sends_mail = $1", [sends]));
}

/** At every start until somebody has used one: a link that was lost, or that expired, would close the trial for ever. */
async function sayLink(admin, address) {
  const link = `${address}/welcome/${await inviteFirstAdministrator(admin)}`;
  return `\nThis is an empty trial. Its first administrator opens this link once, within 7 days, and chooses a password:\n  ${link}\n`;
}

async function inviteFirstAdministrator(admin) {
  const token = randomBytes(32).toString("base64url");
  await asSystem(admin, "person.invite", async () => {
    const { rows: [known] } = await admin.query("SELECT id FROM auth.account WHERE username = 'administrator'");
    const id = known?.id ?? await newAdministrator(admin);
    await admin.query("UPDATE auth.invitation SET used_at = now() WHERE account_id = $1 AND used_at IS NULL", [id]); // only the newest link opens
    await admin.query("INSERT INTO auth.invitation (token_hash, account_id, expires_at) VALUES ($1, $2, now() + interval '7 days')", [createHash("sha256").update(token).digest(), id]);
  });
  return token;
}

async function newAdministrator(admin) {
  const { rows: [{ id }] } = await admin.query("INSERT INTO auth.account (username, full_name) VALUES ('administrator', 'First administrator') RETURNING id");
  await admin.query("INSERT INTO app.membership (account_id, role, trained_on) VALUES ($1, 'administrator', current_date)", [id]);
  return id;
}

/** One transaction in a session of the system's own account, closed at its end. */
export async function asSystem(admin, action, work) {
  const token = randomBytes(32).toString("base64url");
  await admin.query("BEGIN");
  try {
    await admin.query("SELECT ctx.open_session($1, $2)", [SYSTEM, token]);
    await admin.query("SELECT set_config('app.action', $1, true)", [action]);
    const value = await work();
    await admin.query("SELECT ctx.close_session($1)", [token]);
    await admin.query("COMMIT");
    return value;
  } catch (error) {
    await admin.query("ROLLBACK");
    throw error;
  }
}

function runLoader({ adminUrl, embedded }, { says, loader: script, option }) {
  const appUrl = new URL(process.env.APP_DATABASE_URL);
  // thousands of small commits: the last one, which says that all is there, makes them all safe. A pooler before another database may refuse the option.
  if (embedded) appUrl.searchParams.set("options", "-c synchronous_commit=off");
  const loader = tethered([process.execPath, "ops/run.mjs", script], {
    stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production", APP_DATABASE_URL: appUrl.href, DATABASE_ADMIN_URL: adminUrl },
  });
  let told = "";
  loader.stdout.on("data", (chunk) => { told += chunk; });
  const next = embedded ? "Start again to load it afresh." : `Drop the database, create it again, and start with ${option}.`;
  return new Promise((done, failed) => loader.on("close", (status) => (status === 0 ? done(told) : failed(new Error(`${says} could not be loaded; its own words are above. ${next}`)))));
}
