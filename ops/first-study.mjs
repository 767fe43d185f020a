// What an empty database begins with: the demonstration trial, or a real one with a one-time link for its first administrator.
import { createHash, randomBytes } from "node:crypto";
import { say, tethered } from "./prepare.mjs";

export const SYSTEM = "00000000-0000-4000-8000-000000000000"; // writes the first rows, so that even they have an author in the trail
const LOADING = "The demonstration is still being loaded"; // stands at the study's table from before its first row until after the loader's last

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
  if (study && !study.unfinished) return study.is_demonstration || study.entered ? null : sayLink(database.admin, address);
  if (study) {
    say("The demonstration was interrupted while it was being loaded; loading it afresh");
    await removeUnfinishedDemonstration(database.admin);
    await database.migrate();
  }
  const demonstration = database.embedded ? !options.includes("--empty") : options.includes("--demo");
  await database.admin.query(`COMMENT ON TABLE app.study IS ${demonstration ? `'${LOADING}'` : "NULL"}`);
  await beginStudy(database.admin, { isDemonstration: demonstration });
  if (!demonstration) return sayLink(database.admin, address);
  say("Loading the demonstration trial (53 invented patients)");
  const accounts = await loadDemonstration(database);
  await database.admin.query("COMMENT ON TABLE app.study IS NULL");
  return accounts;
}

/** The study of this database, or undefined. `entered`: somebody has a password, so nobody needs the first link any more. */
async function studyIn(admin) {
  const { rows: [study] } = await admin.query(
    `SELECT is_demonstration, is_demonstration AND obj_description('app.study'::regclass) IS NOT DISTINCT FROM $1 AS unfinished,
       EXISTS (SELECT FROM auth.account WHERE password_hash IS NOT NULL) AS entered FROM app.study`, [LOADING]);
  return study;
}

/** Why this database cannot be what the options ask for, in one sentence; null when it can. */
function clashOf({ is_demonstration: isDemonstration, unfinished }, { options, embedded }) {
  if (unfinished && !embedded) return "The demonstration in this database was interrupted while it was being loaded. Drop the database, create it again, and start with --demo.";
  if (options.includes("--empty") && isDemonstration && !unfinished) return "--empty: this database already holds the demonstration. Set DATA_FOLDER to another folder for a real trial, or remove this one.";
  if (options.includes("--demo") && !isDemonstration) return "--demo: this database already holds a real trial. The demonstration is only loaded into an empty one.";
  return null;
}

/** Takes the whole schema away, in one transaction; the database itself refuses when this is anything but an unfinished demonstration. */
async function removeUnfinishedDemonstration(admin) {
  await admin.query(`BEGIN;
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM app.study WHERE is_demonstration) OR obj_description('app.study'::regclass) IS DISTINCT FROM ${admin.escapeLiteral(LOADING)}
      THEN RAISE EXCEPTION 'not an unfinished demonstration'; END IF;
    END $$;
    DROP OWNED BY ecrf_app, ecrf_auth, ecrf_owner, audit_owner, ecrf_definer CASCADE;
    DROP TABLE _prisma_migrations;
    COMMIT`).catch(async (error) => { await admin.query("ROLLBACK"); throw error; });
}

/** The study's row, the account that wrote it, and the seed of the randomisation list, which no session can read. */
export async function beginStudy(admin, { isDemonstration, seed = isDemonstration ? "demonstration list 2" : randomBytes(32).toString("base64url") }) {
  await asSystem(admin, "study.begin", async () => {
    await admin.query("INSERT INTO auth.randomisation_seed (seed) VALUES ($1)", [seed]);
    await admin.query("INSERT INTO app.study (id, is_demonstration) VALUES (1, $1)", [isDemonstration]);
  });
}

/** SECOND_FACTOR=on|off: whether roles that sign, lock, export or administer must show one. Unset, it stays: on for a real trial, off for the demonstration. */
export async function setSecondFactor(admin, wanted) {
  if (!wanted) return;
  if (wanted !== "on" && wanted !== "off") throw new Error(`SECOND_FACTOR is ${wanted}. Use on or off, or leave it out.`);
  await asSystem(admin, "study.second_factor", () => admin.query("UPDATE app.study SET second_factor = $1 WHERE coalesce(second_factor, NOT is_demonstration) <> $1", [wanted === "on"]));
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

function loadDemonstration({ adminUrl, embedded }) {
  const appUrl = new URL(process.env.APP_DATABASE_URL);
  // thousands of small commits: the last one, which says that all is there, makes them all safe. A pooler before another database may refuse the option.
  if (embedded) appUrl.searchParams.set("options", "-c synchronous_commit=off");
  const loader = tethered([process.execPath, "ops/run.mjs", "prisma/demo/load.ts"], {
    stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production", APP_DATABASE_URL: appUrl.href, DATABASE_ADMIN_URL: adminUrl },
  });
  let told = "";
  loader.stdout.on("data", (chunk) => { told += chunk; });
  const next = embedded ? "Start again to load it afresh." : "Drop the database, create it again, and start with --demo.";
  return new Promise((done, failed) => loader.on("close", (status) => (status === 0 ? done(told) : failed(new Error(`The demonstration could not be loaded; its own words are above. ${next}`)))));
}
