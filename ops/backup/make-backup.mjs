// One backup of an open database: the embedded server as a whole, any other by pg_dump.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { anchorEntries } from "./anchors.mjs";
import { writeBackup } from "./backup-file.mjs";
import { clusterEntries, textEntry } from "./copy-cluster.mjs";
import { dumpEntries } from "./dump-database.mjs";
import { readFacts } from "./facts.mjs";

/**
 * Writes a backup of `database` (of openDatabase) to `file` while people work. `home`: the data folder, with the secret. Returns the manifest.
 * The facts it states are of one state: of exactly this one for a dump; for the embedded server of one just before its end.
 */
export async function makeBackup({ root, database, home, file, passphrase, say }) {
  const client = new pg.Client({ connectionString: database.adminUrl, application_name: `ecrf ${process.pid} backup` });
  const said = { startedAt: new Date().toISOString(), application: applicationOf(root) };
  await client.connect();
  client.on("error", () => {}); // whoever asks it next is told
  try {
    const { rows: [server] } = await client.query(`SELECT current_database() AS database, current_setting('server_version_num')::int AS version, (SELECT system_identifier::text FROM pg_control_system()) AS system,
      (SELECT migration_name FROM public._prisma_migrations ORDER BY finished_at DESC NULLS LAST, migration_name DESC LIMIT 1) AS migration`);
    const about = { root, client, url: database.adminUrl, server, said, say };
    const content = database.embedded ? clusterContent(about) : dumpContent(about);
    const entries = withOthers(content, { root, home, passphrase, said });
    return await writeBackup({ file, passphrase, entries, manifestOf: () => ({ format: 1, kind: database.embedded ? "cluster" : "dump", server, ...said, finishedAt: new Date().toISOString() }) });
  } finally {
    await client.end().catch(() => {});
  }
}

/** The facts are read in a transaction of their own, which ends before the backup does. */
async function* clusterContent({ root, client, url, said, say }) {
  const beforeStop = async () => {
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    try {
      said.facts = await inSnapshot(reader, (snapshot) => readFacts({ root, client: reader, url, snapshot }));
    } finally { await reader.end(); }
  };
  yield* clusterEntries({ admin: client, say, beforeStop, done: ({ holdsUntil, ...wal }) => Object.assign(said, { holdsUntil, wal }) });
}

async function* dumpContent({ root, client, url, server, said, say }) {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows: [{ snapshot, at }] } = await client.query("SELECT pg_export_snapshot() AS snapshot, statement_timestamp() AS at");
  said.holdsUntil = at.toISOString();
  said.facts = await readFacts({ root, client, url, snapshot });
  yield* dumpEntries({ url, serverVersion: server.version, snapshot, say });
  await client.query("COMMIT");
}

async function inSnapshot(client, read) {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows: [{ snapshot }] } = await client.query("SELECT pg_export_snapshot() AS snapshot");
  const facts = await read(snapshot);
  await client.query("COMMIT");
  return facts;
}

/** The anchors lie outside the database; the secret is only ever copied sealed. */
async function* withOthers(content, { root, home, passphrase, said }) {
  yield* content;
  yield* anchorEntries({ root, home });
  const secret = path.join(home, "secret");
  const mayCopy = !process.env.ECRF_SECRET && existsSync(secret);
  if (mayCopy) said.secret = { fingerprint: fingerprintOf(readFileSync(secret, "utf8").trim()), inside: Boolean(passphrase) };
  else said.secret = { fingerprint: process.env.ECRF_SECRET ? fingerprintOf(process.env.ECRF_SECRET) : null, inside: false };
  if (said.secret.inside) yield textEntry("secret", readFileSync(secret, "utf8"));
}

/** Says whether a secret is the same one, and nothing about it. */
export const fingerprintOf = (secret) => createHash("sha256").update(`which secret\n${secret}`).digest("hex").slice(0, 16);

/** The version in package.json and, in a git checkout, its commit. */
export function applicationOf(root) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  try { return { version, commit: execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim() }; } catch { return { version, commit: null }; }
}
