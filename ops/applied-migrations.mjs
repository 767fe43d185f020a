// Whether a database has every migration of this release: told without the engine that applies them, which takes 70 MB and a quarter of a second of whoever asks.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The migrations of this release, in the order in which they are applied. */
export const migrationsIn = (root) => readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

export const scriptOf = (root, name) => readFileSync(path.join(root, "prisma/migrations", name, "migration.sql"), "utf8");

/** True when the engine's own record holds just these, each finished and with the very text. Whatever else there is, is the engine's to judge. */
export async function hasEveryMigration(client, root) {
  const { rows: [{ record }] } = await client.query("SELECT to_regclass('public._prisma_migrations') AS record");
  if (record === null) return false;
  const { rows } = await client.query("SELECT migration_name AS name, checksum, finished_at IS NOT NULL AND rolled_back_at IS NULL AS stands FROM public._prisma_migrations");
  const recorded = new Map(rows.filter(({ stands }) => stands).map(({ name, checksum }) => [name, checksum]));
  const names = migrationsIn(root);
  return recorded.size === rows.length && rows.length === names.length && names.every((name) => recorded.get(name) === createHash("sha256").update(scriptOf(root, name)).digest("hex"));
}
