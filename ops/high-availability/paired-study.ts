import "server-only";
import path from "node:path";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import { makeBackup } from "@/ops/backup/make-backup.mjs";
import { restoreBackup } from "@/ops/backup/restore-backup.mjs";
import { openDatabase } from "@/ops/database.mjs";
import { beginStudy } from "@/ops/first-study.mjs";
import { openTestStudy, TEST_PASSWORD } from "@/ops/testing/test-database";
import { trustedKeys } from "@/ops/verify/anchor-key.mjs";
import { anchorFile } from "@/ops/verify/anchors.mjs";
import { verifyAll } from "@/ops/verify/run-verification.mjs";
import { startInstances } from "./instances.mjs";
import { ask, urlOf } from "./postgres-pair.mjs";
import { closePair, openPair } from "./setup.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/** A test study on a primary with its standby, and two instances of the application before it. */
export interface PairedStudy {
  readonly place: Awaited<ReturnType<typeof openPair>>["place"];
  readonly password: string;
  readonly database: string;
  readonly siteId: string;
  /** The administrator, on whichever server is the primary. */
  readonly admin: pg.Pool;
  /** What the trail and its anchors say is wrong; nothing when all is as it was written. */
  readonly checkAnchors: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

export async function openStudy({ folder, base }: { folder: string; base: number }): Promise<PairedStudy> {
  const { place, password } = await openPair({ folder, base });
  try {
    await fillTemplate(place, password);
    const study = await openTestStudy();
    const database = new URL(process.env["APP_DATABASE_URL"] ?? "").pathname.slice(1);
    const siteId = study.sites["101"];
    const admin = new pg.Pool({ connectionString: urlOf(place, "primary", password, database), max: 3 }).on("error", () => {});
    await startInstances({ root, place, password, database });
    const checkAnchors = async () => {
      const client = await admin.connect();
      try { return (await verifyAll(client, { file: anchorFile(place.home), trusted: trustedKeys(place.home) })).findings; } finally { client.release(); }
    };
    return { place, password, database, siteId, admin, checkAnchors, close: async () => { await admin.end(); await closePair(place); } };
  } catch (error) {
    await closePair(place);
    throw error;
  }
}

/** Where `openTestStudy` looks for a server: this primary, reached through HAProxy. */
async function fillTemplate(place: PairedStudy["place"], password: string): Promise<void> {
  await ask(place, "a", password, "CREATE DATABASE test_template");
  const template = await openDatabase({ root, folder: place.home, url: urlOf(place, "a", password, "test_template") });
  if (!template) throw new Error("No database");
  await template.migrate();
  await beginStudy(template.admin, { kind: "demonstration", seed: "a seed for tests only" });
  Object.assign(process.env, {
    TEST_ADMIN_URL: urlOf(place, "a", password), TEST_APP_URL: template.env.APP_DATABASE_URL, TEST_AUTH_URL: template.env.AUTH_DATABASE_URL,
    TEST_PASSWORD_HASH: await hash(TEST_PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 }),
  });
  await template.close();
}

/** A backup of the primary while the application runs, into an empty database; what does not hold. */
export async function backUpAndRestore({ place, password, database }: PairedStudy): Promise<string[]> {
  const file = path.join(place.folder, "primary.backup");
  const say = () => {};
  await makeBackup({ root, database: { adminUrl: urlOf(place, "primary", password, database), embedded: false }, home: place.home, file, passphrase: "a passphrase for tests", say });
  await ask(place, "primary", password, "CREATE DATABASE restored");
  const { problems } = await restoreBackup({ root, file, passphrase: "a passphrase for tests", folder: place.home, beside: path.join(place.folder, "restored"), url: urlOf(place, "primary", password, "restored"), say });
  return problems;
}
