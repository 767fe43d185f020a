// The study's database: the embedded one, or the one DATABASE_URL names. Roles and migrations; the web server gets two narrow URLs of its own.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { hasEveryMigration } from "./applied-migrations.mjs";
import { startCluster } from "./cluster.mjs";
import { secretsIn } from "./secrets.mjs";

// Advisory locks of a database.
const ONE_START = 7219;     // held by the one running instance of an embedded database
const ONE_PREPARING = 7220; // held while migrations are applied and an empty database is filled: several instances may start on one database at once

/**
 * Opens the database as its administrator; null when `create` is false and there is no embedded one yet.
 * `folder`: where secrets and the embedded server live. `url`: an existing PostgreSQL instead of the embedded one. `purpose`: what others see of this connection.
 * `archive`: where the embedded server hands its log to. `pooler`: where the web server connects instead, when a pooler stands before `url`.
 * @param {{ root: string, folder?: string, archive?: string | null, url?: string | null, pooler?: string | null, say?: (text: string) => void, settings?: string[], purpose?: string, create?: boolean }} how
 */
export async function openDatabase({ root, folder, archive = folder ? null : process.env.WAL_ARCHIVE, url = process.env.DATABASE_URL, pooler = url && process.env.POOLER_URL, say = () => {}, settings = [], purpose = "preparing", create = true }) {
  if (url) checkAddress(url);
  if (pooler) checkAddress(pooler, "POOLER_URL");
  const home = path.resolve(root, folder || process.env.DATA_FOLDER || ".data");
  if (!url && !create && !existsSync(home)) return null;
  const secrets = secretsIn(home);
  const place = { root, folder: home, password: secrets.admin, settings, archive: archive && path.resolve(root, archive) };
  const cluster = url ? null : await startCluster({ ...place, say, create });
  if (!url && !cluster) return null;
  const adminUrl = url || cluster.url;
  const advice = url ? `Check DATABASE_URL (${EXAMPLE}).` : `It was made with the secret that was in ${home} then, or with the ECRF_SECRET of that day.`;
  const urlFor = (role, password) => Object.assign(new URL(pooler || adminUrl), { username: role, password }).href;
  let admin = await connect(adminUrl, { purpose, advice }).catch(async (error) => { await cluster?.stop(); throw error; });

  return {
    get admin() { return admin; },
    adminUrl, home, embedded: !url,
    env: {
      APP_DATABASE_URL: urlFor("ecrf_app", secrets.app), AUTH_DATABASE_URL: urlFor("ecrf_auth", secrets.auth),
      PREPARED_STATEMENTS: pooler ? "off" : "on", NEXTAUTH_SECRET: secrets.cookie, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actions,
    },
    /** One start at a time on an embedded database: the lock goes with the connection, so a killed start leaves nothing behind to clean up. Returns who holds it, or null. */
    async claim() {
      const { rows: [{ mine }] } = await admin.query("SELECT pg_try_advisory_lock($1) AS mine", [ONE_START]);
      if (mine) return null;
      const { rows: [holder] } = await admin.query(
        "SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted", [ONE_START]);
      const [, pid, address] = holder?.name.split(" ") ?? [];
      return { pid, url: address };
    },
    /** Of the embedded server, when its connections have ended: whether somebody stopped it, or it died. */
    wasStopped: () => cluster.wasStopped(),
    /** Starts the embedded server again where it was, after it died. Whoever had its address has it still. The lock of this start has to be claimed anew. */
    async revive() {
      const { port } = new URL(adminUrl);
      const again = () => startCluster({ ...place, say: () => {}, create: false, port: Number(port) });
      const found = await again();
      if (new URL(found.url).port !== port) { await found.stop(); await again(); } // somebody who looked in meanwhile has started it elsewhere
      for (let tries = 60; ; tries--) { // one that recovers refuses connections at first
        try { admin = await connect(adminUrl, { purpose, advice }); return; } catch (error) { if (tries === 1) throw error; }
        await new Promise((done) => setTimeout(done, 500));
      }
    },
    /** Lets nobody else prepare this database meanwhile. */
    async alone(work) {
      const { rows: [{ mine }] } = await admin.query("SELECT pg_try_advisory_lock($1) AS mine", [ONE_PREPARING]);
      if (!mine) {
        say("Another start is preparing this database; waiting for it");
        await admin.query("SELECT pg_advisory_lock($1)", [ONE_PREPARING]);
      }
      try { return await work(); } finally { await admin.query("SELECT pg_advisory_unlock($1)", [ONE_PREPARING]).catch(() => {}); }
    },
    async migrate() {
      await admin.query(readFileSync(path.join(root, "prisma/roles.sql"), "utf8"));
      for (const role of ["app", "auth"]) await admin.query(`ALTER ROLE ecrf_${role} PASSWORD ${admin.escapeLiteral(secrets[role])}`);
      if (await hasEveryMigration(admin, root)) return [];
      const { migrate } = await import("./migrate.mjs");
      return migrate({ root, connectionString: adminUrl });
    },
    /** Another connection of the administrator, for work that goes on beside. */
    open: (what) => connect(adminUrl, { purpose: what, advice }),
    async isUsedByOthers() {
      const { rows } = await admin.query("SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
      return rows.length > 0;
    },
    async close({ stop = true } = {}) { await admin.end().catch(() => {}); if (stop) await cluster?.stop(); },
  };
}

const EXAMPLE = "postgresql://user:password@host:5432/database";

/** Never repeats the address: it holds a password. */
function checkAddress(url, name = "DATABASE_URL") {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : {};
  if (!/^postgres(ql)?:$/.test(protocol) || !hostname) throw new Error(`${name} is not the address of a PostgreSQL. It looks like ${EXAMPLE}`);
}

async function connect(connectionString, { purpose, advice }) {
  const client = new pg.Client({ connectionString, application_name: `ecrf ${process.pid} ${purpose}`.slice(0, 63), connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a connection that breaks later is noticed by whoever uses it
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`No database at ${new URL(connectionString).host}: ${error.message || error.code}. ${advice}`);
  }
  try {
    const { rows: [{ version, superuser }] } = await client.query("SELECT current_setting('server_version_num')::int AS version, current_setting('is_superuser') = 'on' AS superuser");
    mustServe({ version, superuser });
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

const OLDEST_SERVER = 15;

/** Says in one sentence why this server or this user cannot hold a study. `version` as PostgreSQL counts: 150004 is 15.4. */
export function mustServe({ version, superuser }) {
  const major = Math.floor(version / 10_000);
  if (major < OLDEST_SERVER) throw new Error(`This needs PostgreSQL ${OLDEST_SERVER} or newer; the one DATABASE_URL names is ${major}.`);
  if (!superuser) throw new Error("The user in DATABASE_URL is not the server's administrator (a superuser), who is needed to make the roles that keep the trail out of reach of everybody else.");
}
