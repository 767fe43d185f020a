// A dump into an empty database of a PostgreSQL server.
import { readFileSync } from "node:fs";
import path from "node:path";
import { passOver, readBackup } from "./backup-file.mjs";
import { openRestore } from "./dump-database.mjs";

/** `database`: of openDatabase. Makes the roles as a start does, which a dump of one database does not hold. */
export async function restoreDump({ root, database, file, passphrase }) {
  const { rows: [{ version, held }] } = await database.admin.query(`SELECT current_setting('server_version_num')::int AS version,
    (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'v', 'S')) AS held`);
  if (held > 0) throw new Error("This database is not empty. A backup is restored into an empty one only, never over data: create a new database and name it in DATABASE_URL.");
  await database.admin.query(readFileSync(path.join(root, "prisma/roles.sql"), "utf8"));
  const restore = openRestore({ url: database.adminUrl, serverVersion: version });
  try {
    await readBackup({ file, passphrase, keep: (name, content) => (name.startsWith("dump/") ? restore.write(content) : passOver(content)) });
    await restore.end();
  } catch (error) {
    await restore.abandon(); // in one transaction: nothing of it stays
    throw error;
  }
}
