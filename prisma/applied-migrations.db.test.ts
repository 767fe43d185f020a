import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasEveryMigration, migrationsIn } from "@/ops/applied-migrations.mjs";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

const root = path.resolve(__dirname, "..");
const LAST = migrationsIn(root).at(-1);
let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(async () => { await study.close(); });

/** What is found while the record reads so. */
async function foundAfter(change: string, ...values: readonly unknown[]): Promise<boolean> {
  await study.admin.query("BEGIN");
  try {
    await study.admin.query(change, [...values]);
    return await hasEveryMigration(study.admin, root);
  } finally {
    await study.admin.query("ROLLBACK");
  }
}

test("a database that has every migration is not asked again by the engine", async () => {
  expect(await hasEveryMigration(study.admin, root)).toBe(true);
});

test.each([
  ["one is missing", "DELETE FROM _prisma_migrations WHERE migration_name = $1"],
  ["one was begun and not finished", "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1"],
  ["one was taken back", "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1"],
  ["one was another text", "UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name = $1"],
  ["it has one of a later release", "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) SELECT 'later', checksum, $1 || '_later', now(), 1 FROM _prisma_migrations LIMIT 1"],
  ["one failed and was tried again", "INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at, applied_steps_count) SELECT 'failed', checksum, $1, now(), 0 FROM _prisma_migrations LIMIT 1"],
])("the engine judges where %s", async (_, change) => {
  expect(await foundAfter(change, LAST)).toBe(false);
});

test("and where nothing was ever applied", async () => {
  expect(await foundAfter("ALTER TABLE _prisma_migrations RENAME TO elsewhere")).toBe(false);
});
