// What an empty database begins with: the demonstration trial, or a real one with a one-time link for its first administrator.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { say } from "./prepare.mjs";

export const SYSTEM = "00000000-0000-4000-8000-000000000000"; // writes the first rows, so that even they have an author in the trail

/** Returns what to tell the person who started it, or null when there was nothing to fill. */
export async function fillIfEmpty({ database, options, address }) {
  if (!(await database.isEmpty())) return null;
  const demonstration = database.embedded ? !options.includes("--empty") : options.includes("--demo");
  await beginStudy(database.admin, { isDemonstration: demonstration });
  if (!demonstration) return `\nThis is an empty trial. Its first administrator opens this link once, within 7 days, and chooses a password:\n  ${address}/welcome/${await inviteFirstAdministrator(database.admin)}\n`;
  say("Loading the demonstration trial (53 invented patients)");
  return loadDemonstration(database);
}

/** The study's row, the account that wrote it, and the seed of the randomisation list, which no session can read. */
export async function beginStudy(admin, { isDemonstration, seed = isDemonstration ? "demonstration list 2" : randomBytes(32).toString("base64url") }) {
  await asSystem(admin, "study.begin", async () => {
    await admin.query("INSERT INTO auth.randomisation_seed (seed) VALUES ($1)", [seed]);
    await admin.query("INSERT INTO app.study (id, is_demonstration) VALUES (1, $1)", [isDemonstration]);
  });
}

async function inviteFirstAdministrator(admin) {
  const token = randomBytes(32).toString("base64url");
  await asSystem(admin, "person.invite", async () => {
    const { rows: [{ id }] } = await admin.query("INSERT INTO auth.account (username, full_name) VALUES ('administrator', 'First administrator') RETURNING id");
    await admin.query("INSERT INTO app.membership (account_id, role, trained_on) VALUES ($1, 'administrator', current_date)", [id]);
    await admin.query("INSERT INTO auth.invitation (token_hash, account_id, expires_at) VALUES ($1, $2, now() + interval '7 days')", [createHash("sha256").update(token).digest(), id]);
  });
  return token;
}

/** One transaction in a session of the system's own account, closed at its end. */
export async function asSystem(admin, action, work) {
  const token = randomBytes(32).toString("base64url");
  await admin.query("BEGIN");
  try {
    await admin.query("ALTER TABLE auth.account DISABLE TRIGGER z_audit"); // its own first row: nobody is there yet to have written it
    await admin.query("INSERT INTO auth.account (id, username, full_name) VALUES ($1, 'system', 'The system') ON CONFLICT DO NOTHING", [SYSTEM]);
    await admin.query("ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit");
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
  // thousands of small commits: the loader's last one, by the administrator, makes them all safe. A pooler before another database may refuse the option.
  if (embedded) appUrl.searchParams.set("options", "-c synchronous_commit=off");
  return new Promise((done, failed) => {
    const loader = spawn(process.execPath, ["ops/run.mjs", "prisma/demo/load.ts"], {
      stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production", APP_DATABASE_URL: appUrl.href, DATABASE_ADMIN_URL: adminUrl },
    });
    let told = "";
    loader.stdout.on("data", (chunk) => { told += chunk; });
    loader.on("close", (status) => (status === 0 ? done(told) : failed(new Error("The demonstration could not be loaded. Remove the folder .data and start again."))));
  });
}
