// A PostgreSQL of its own for one run of the tests, gone afterwards.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openDatabase } from "../database.mjs";
import { beginStudy } from "../first-study.mjs";
import { migrate } from "../migrate.mjs";

const QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** Hands over what database tests need in their environment, and removes it all afterwards. */
export async function withScratchDatabase({ root }, work) {
  const scratch = await openScratchDatabase({ root });
  try { return await work(scratch.env); } finally { await scratch.close(); }
}

/**
 * `env`: addresses for three roles, and a template database with an empty study. `settings`: of the server; left out, it is quick
 * and would not outlive a power cut. `within`: where to make its folder.
 */
export async function openScratchDatabase({ root, settings = QUICK, within = tmpdir() }) {
  const folder = mkdtempSync(path.join(within, "ecrf-test-"));
  chmodSync(folder, 0o755);
  const database = await openDatabase({ root, folder, url: null, settings });
  const close = async () => { await database.close(); rmSync(folder, { recursive: true, force: true }); };
  try {
    await database.admin.query(readFileSync(path.join(root, "prisma/roles.sql"), "utf8"));
    const [app, auth] = [new URL(database.env.APP_DATABASE_URL), new URL(database.env.AUTH_DATABASE_URL)];
    for (const { username, password } of [app, auth]) await database.admin.query(`ALTER ROLE ${username} PASSWORD ${database.admin.escapeLiteral(password)}`);
    await database.admin.query("CREATE DATABASE test_template");
    await fillTemplate({ root, url: Object.assign(new URL(database.adminUrl), { pathname: "/test_template" }).href });
    const { hash } = await import("@node-rs/argon2");
    const env = {
      TEST_ADMIN_URL: database.adminUrl, TEST_APP_URL: app.href, TEST_AUTH_URL: auth.href,
      TEST_PASSWORD_HASH: await hash("a password for tests", { memoryCost: 1024, timeCost: 1, parallelism: 1 }), // cheap: these are not secrets
    };
    return { folder, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fillTemplate({ root, url }) {
  await migrate({ root, connectionString: url });
  const admin = new pg.Client(url);
  await admin.connect();
  await beginStudy(admin, { kind: "demonstration", seed: "a seed for tests only" });
  await admin.end();
}
