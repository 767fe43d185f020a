// The study's database: the embedded one, or the one DATABASE_URL names. Roles and migrations; the web server gets two narrow URLs of its own.
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { startCluster } from "./cluster.mjs";
import { migrate } from "./migrate.mjs";
import { secretsIn } from "./secrets.mjs";

const ONE_START = 7219; // the advisory lock that one running instance holds on an embedded database

/**
 * Opens the database as its administrator.
 * `folder`: where secrets and the embedded server live. `url`: an existing PostgreSQL instead of the embedded one.
 */
export async function openDatabase({ root, folder = process.env.DATA_FOLDER ?? path.join(root, ".data"), url = process.env.DATABASE_URL, say = () => {}, settings = [] }) {
  const secrets = secretsIn(folder);
  const cluster = url ? null : await startCluster({ root, folder, password: secrets.admin, say, settings });
  const adminUrl = url ?? cluster.url;
  const urlFor = (role, password) => Object.assign(new URL(adminUrl), { username: role, password }).href;
  const admin = await connect(adminUrl).catch((error) => { cluster?.stop(); throw error; });

  return {
    admin, adminUrl, embedded: !url,
    env: {
      APP_DATABASE_URL: urlFor("ecrf_app", secrets.app), AUTH_DATABASE_URL: urlFor("ecrf_auth", secrets.auth),
      NEXTAUTH_SECRET: secrets.cookie, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actions,
    },
    /** One start at a time on an embedded database: the lock goes with the connection, so a killed start leaves nothing behind to clean up. */
    async claim(at) {
      const { rows: [{ mine }] } = await admin.query("SELECT pg_try_advisory_lock($1) AS mine", [ONE_START]);
      if (mine) { await admin.query(`SET application_name = ${admin.escapeLiteral(`ecrf ${process.pid} ${at}`)}`); return null; }
      const { rows: [holder] } = await admin.query(
        "SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted", [ONE_START]);
      const [, pid, address] = holder?.name.split(" ") ?? [];
      return { pid, url: address };
    },
    async migrate() {
      await admin.query("SELECT pg_advisory_lock($1)", [ONE_START + 1]); // several instances may start on one database at once
      try {
        await admin.query(readFileSync(path.join(root, "prisma/roles.sql"), "utf8"));
        for (const role of ["app", "auth"]) await admin.query(`ALTER ROLE ecrf_${role} PASSWORD ${admin.escapeLiteral(secrets[role])}`);
        return await migrate({ root, connectionString: adminUrl });
      } finally {
        await admin.query("SELECT pg_advisory_unlock($1)", [ONE_START + 1]);
      }
    },
    async isEmpty() { return (await admin.query("SELECT FROM app.study")).rows.length === 0; },
    async close({ stop = true } = {}) { await admin.end().catch(() => {}); if (stop) cluster?.stop(); },
  };
}

async function connect(connectionString) {
  let client;
  try {
    client = new pg.Client({ connectionString, application_name: "ecrf start", connectionTimeoutMillis: 10_000 });
    client.on("error", () => {}); // a connection that breaks later is noticed by whoever uses it
    await client.connect();
    return client;
  } catch (error) {
    const where = URL.canParse(connectionString) ? new URL(connectionString).host : "the address in DATABASE_URL";
    throw new Error(`No database at ${where}: ${error.message || error.code}. Check DATABASE_URL (postgresql://user:password@host:5432/database).`);
  }
}
