import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/ops/database.mjs";
import { beginStudy } from "@/ops/first-study.mjs";
import { portToServe } from "../port-to-serve.mjs";
import { ended, newFolder, removeFolder, root } from "./launch";

type Kind = "real" | "training" | "demonstration";
const KINDS: readonly Kind[] = ["real", "training", "demonstration"];
const folder = newFolder();
let open: Awaited<ReturnType<typeof openDatabase>>;
const addresses = {} as Record<Kind, string>;

/** A server with one database of each kind in it. */
beforeAll(async () => {
  open = await openDatabase({ root, folder, url: null });
  for (const kind of KINDS) {
    await open!.admin.query(`CREATE DATABASE ${kind}`);
    addresses[kind] = Object.assign(new URL(open!.adminUrl), { pathname: `/${kind}` }).href;
    const database = await openDatabase({ root, folder: newFolderOf(), url: addresses[kind] });
    await database!.migrate();
    await beginStudy(database!.admin, { kind });
    await database!.close();
  }
});
afterAll(async () => { await open?.close(); for (const made of [folder, ...others]) await removeFolder(made); });

const others: string[] = [];
function newFolderOf(): string { const made = newFolder(); others.push(made); return made; }

async function inside<Value>(kind: Kind, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(addresses[kind]);
  await client.connect();
  try { return await work(client); } finally { await client.end(); }
}
const stateOf = (kind: Kind) => inside(kind, async (client) => (await client.query("SELECT s.is_demonstration, s.is_training, (SELECT count(*)::int FROM audit.event) AS events, (SELECT count(*)::int FROM _prisma_migrations) AS migrations FROM app.study s")).rows[0] as object);

test.each([
  ["training", "real", "this database holds a real trial"], ["training", "demonstration", "this database holds the demonstration"], ["real", "training", "This database holds training"], ["demonstration", "training", "This database holds training"],
] as const)("a start for %s refuses a database that is marked %s in a sentence, and changes nothing", async (wanted, kind, says) => {
  const before = await stateOf(kind);
  const options = { training: ["--training"], demonstration: ["--demo"], real: [] }[wanted];
  const env = wanted === "training" ? { TRAINING_DATABASE_URL: addresses[kind], TRAINING_FOLDER: newFolderOf(), TRAINING_PORT: String(await portToServe()) } : { DATABASE_URL: addresses[kind] };
  const { status, said } = await ended("start", { folder: newFolderOf(), options, env });
  expect([status, said]).toEqual([1, expect.stringMatching(new RegExp(`${says}.*Nothing was changed\\.`))]);
  expect(await stateOf(kind)).toEqual(before);
});

test.each(KINDS)("nothing turns %s into another kind: not its owner, not with the triggers of a replica, and its mark is not deleted", async (kind) => {
  for (const statement of ["UPDATE app.study SET is_training = NOT is_training, is_demonstration = false", "UPDATE app.study SET is_demonstration = NOT is_demonstration, is_training = false", "DELETE FROM app.study", "TRUNCATE app.study CASCADE"]) {
    for (const role of ["origin", "replica"]) {
      await inside(kind, async (client) => {
        await client.query(`SET session_replication_role = ${role}`);
        await expect(client.query(statement), `${statement} as ${role}`).rejects.toThrow("said once and never changed");
      });
    }
  }
});
