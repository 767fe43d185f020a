import { closeSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "@/ops/database.mjs";
import { dataOf, newFolder, removeFolder, root } from "@/ops/testing/start/launch";

const folder = newFolder();
afterAll(() => removeFolder(folder));

async function opened() {
  const database = await openDatabase({ root, folder, url: null });
  if (!database) throw new Error("There is no database here.");
  return database;
}

test("a value that the disk altered is refused, never read as if it were the one that was written [F05]", async () => {
  const before = await opened();
  await before.admin.query("CREATE TABLE kept AS SELECT n, 'platelets 41' AS value FROM generate_series(1, 50) n");
  await before.admin.query("CHECKPOINT");
  const { rows: [{ file }] } = await before.admin.query("SELECT pg_relation_filepath('kept') AS file");
  await before.close();

  const page = openSync(path.join(dataOf(folder), file), "r+");
  const bytes = Buffer.alloc(8192);
  readSync(page, bytes, 0, bytes.length, 0);
  writeSync(page, "9", bytes.lastIndexOf("41")); // one digit of one value
  closeSync(page);

  const after = await opened();
  await expect(after.admin.query("SELECT value FROM kept")).rejects.toMatchObject({ code: "XX001", message: expect.stringContaining("invalid page") });
  expect((await after.admin.query("SELECT sum(checksum_failures)::int AS failures FROM pg_stat_database")).rows[0].failures).toBeGreaterThan(0);
  await after.close();
});
