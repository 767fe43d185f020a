// One backup of an open database: the embedded server as a whole, any other by pg_dump.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { appVersion } from "../verify/app-version.mjs";
import { anchorEntries } from "./anchors.mjs";
import { writeBackup } from "./backup-file.mjs";
import { clusterEntries, textEntry } from "./copy-cluster.mjs";
import { dumpEntries } from "./dump-database.mjs";
import { readFacts } from "./facts.mjs";

/**
 * Writes a backup of `database` (of openDatabase) to `file` while people work. `home`: the data folder, with the secret. Returns the manifest.
 * The facts it states are of one state: of exactly this one for a dump; for the embedded server of one just before its end.
 * @param {{ root: string, database: { adminUrl: string, embedded: boolean }, home: string, file: string, passphrase: string | null, say: (text: string) => void }} how
 * @returns {Promise<any>}
 */
export async function makeBackup({ root, database, home, file, passphrase, say }) {
  const client = new pg.Client({ connectionString: database.adminUrl, application_name: `ecrf ${process.pid} backup` });
  const said = { startedAt: new Date().toISOString(), application: applicationOf(root) };
  await client.connect();
  client.on("error", () => {}); // whoever asks it next is told
  try {
    const { rows: [server] } = await client.query(`SELECT current_database() AS database, current_setting('server_version_num')::int AS version, (SELECT system_identifier::text FROM pg_control_system()) AS system,
      (SELECT migration_name FROM public._prisma_migrations ORDER BY finished_at DESC NULLS LAST, migration_name DESC LIMIT 1) AS migration`);
    const about = { root, home, client, url: database.adminUrl, server, said, say };
    const content = database.embedded ? clusterContent(about) : dumpContent(about);
    const entries = withOthers(content, { home, passphrase, said });
    return await writeBackup({ file, passphrase, entries, manifestOf: () => ({ format: 1, kind: database.embedded ? "cluster" : "dump", server, ...said, anchors: said.anchors.length > 0, finishedAt: new Date().toISOString() }) });
  } finally {
    await client.end().catch(() => {});
  }
}

/** The facts are read in a transaction of their own, which ends before the backup does. */
async function* clusterContent({ root, home, client, url, said, say }) {
  const beforeStop = async () => {
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    try {
      said.anchors = anchorEntries(home);
      said.facts = await inSnapshot(reader, (snapshot) => readFacts({ root, client: reader, url, snapshot }));
    } finally { await reader.end(); }
  };
  yield* clusterEntries({ admin: client, say, beforeStop, done: ({ holdsUntil, ...wal }) => Object.assign(said, { holdsUntil, wal }) });
}

async function* dumpContent({ root, home, client, url, server, said, say }) {
  said.anchors = anchorEntries(home);
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

/** What lies beside the database: the anchors and, only ever sealed, the secrets. */
async function* withOthers(content, { home, passphrase, said }) {
  yield* content;
  yield* said.anchors;
  const secret = process.env.ECRF_SECRET || (existsSync(path.join(home, "secret")) ? readFileSync(path.join(home, "secret"), "utf8").trim() : null);
  const files = SECRETS.filter(({ name, given }) => passphrase && !process.env[given] && existsSync(path.join(home, name)));
  said.secret = { fingerprint: secret && fingerprintOf(secret), inside: files.some(({ name }) => name === "secret") };
  for (const { name } of files) yield textEntry(name, readFileSync(path.join(home, name)));
}

/** Files of the data folder that are copied when the backup is sealed, and the variables in whose place they stand. */
export const SECRETS = [{ name: "secret", given: "ECRF_SECRET" }, { name: "anchor.key", given: "ECRF_ANCHOR_KEY" }];

/** Says whether a secret is the same one, and nothing about it. */
export const fingerprintOf = (secret) => createHash("sha256").update(`which secret\n${secret}`).digest("hex").slice(0, 16);

/** The version that the trail's events carry and, in a git checkout, its commit. */
export function applicationOf(root) {
  const version = appVersion(root);
  try { return { version, commit: execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim() }; } catch { return { version, commit: null }; }
}
