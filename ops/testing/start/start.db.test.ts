import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { mustServe } from "@/ops/database.mjs";
import { asAdministrator, dataOf, dataOfCopy, ended, launch, type Launched, newFolder, removeFolder, root, signalGroup } from "./launch";

/** Stopped, with an empty real trial in it whose first link nobody has opened; copied by each test that changes it. */
const trial = newFolder();
const folders = [trial];
const launched: Launched[] = [];

async function start(folder: string, options: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Launched> {
  const app = await launch("start", { folder, options, env });
  launched.push(app);
  return app;
}
async function stop(app: Launched): Promise<number | string> {
  signalGroup(app, "SIGINT");
  return app.ends;
}
function copyOfTrial(): string {
  const folder = newFolder();
  folders.push(folder);
  const [from, to] = [dataOf(trial), dataOfCopy(trial, folder)];
  cpSync(trial, folder, { recursive: true, preserveTimestamps: true });
  if (!from.startsWith(trial)) cpSync(from, to, { recursive: true, preserveTimestamps: true });
  keepOwners(from, to);
  return folder;
}
/** The database's files belong to the user the server runs as, also in a copy that root made. */
function keepOwners(from: string, to: string): void {
  if (process.getuid?.() === 0) execFileSync("chown", ["-R", `--reference=${from}`, to]);
  execFileSync("chmod", ["-R", "go-rwx", to]);
}
const linkIn = (said: string) => /http:\S+\/welcome\/\S+/.exec(said)?.[0] ?? "";
const page = async (address: string) => (await fetch(address)).text();
const firstRow = async (folder: string, query: string) => asAdministrator(folder, async ({ admin }) => (await admin.query(query)).rows[0] as Record<string, unknown>);

beforeAll(async () => {
  const app = await start(trial, ["--empty"]);
  const said = await app.says("/welcome/");
  expect(said).not.toContain("Building");
  expect(await stop(app)).toBe(0);
});
afterEach(async () => {
  for (const app of launched.splice(0)) { if (app.child.exitCode === null && app.child.signalCode === null) signalGroup(app, "SIGKILL"); await app.ends; }
});
afterAll(async () => { for (const folder of folders) await removeFolder(folder); });

describe("an empty trial", () => {
  test("the first administrator's link opens once; until then every start prints a new one and spends the old", async () => {
    const folder = copyOfTrial();
    const first = await start(folder);
    const lost = linkIn(await first.says("/welcome/"));
    expect(await page(lost)).toContain("First administrator");
    await stop(first);

    const second = await start(folder);
    const link = linkIn(await second.says("/welcome/"));
    expect(await page(lost.replace(String(first.port), String(second.port)))).toContain("This link is spent");
    await asAdministrator(folder, async ({ env }) => {
      const signIn = new pg.Client(env.AUTH_DATABASE_URL);
      await signIn.connect();
      const accept = () => signIn.query("SELECT ctx.accept_invitation($1, 'a hash', 'a session', 'a device', '198.51.100.7', 'Tests', NULL, NULL) AS outcome", [link.split("/").at(-1)]);
      expect((await accept()).rows[0].outcome).toBe("in");
      expect((await accept()).rows[0].outcome).toBe("spent");
      await signIn.end();
    });
    expect(await page(link)).toContain("This link is spent");
    await stop(second);

    const third = await start(folder);
    await third.says("Ready at");
    await stop(third);
    expect(third.said()).not.toContain("/welcome/");
  });

  test("it is not turned into the demonstration", async () => {
    const { status, said } = await ended("start", { folder: trial, options: ["--demo"] });
    expect([status, said]).toEqual([1, expect.stringContaining("this database already holds a real trial")]);
  });

  test("on DATABASE_URL nothing is loaded unless told, and what is there stays", async () => {
    const folder = copyOfTrial();
    const holder = await start(folder);
    await holder.says("Ready at");
    const url = await asAdministrator(folder, async ({ admin, adminUrl }) => {
      await admin.query("CREATE DATABASE elsewhere");
      return Object.assign(new URL(adminUrl), { pathname: "/elsewhere" }).href;
    });
    const app = await start(folder, [], { DATABASE_URL: url });
    await app.says("/welcome/");
    const client = new pg.Client(url);
    await client.connect();
    expect((await client.query("SELECT is_demonstration, (SELECT count(*)::int FROM app.patient) AS patients FROM app.study")).rows).toEqual([{ is_demonstration: false, patients: 0 }]);
    await client.end();
    expect(await stop(app)).toBe(0);
    expect((await ended("start", { folder, options: ["--demo"], env: { DATABASE_URL: url } })).said).toContain("already holds a real trial");
    expect(await stop(holder)).toBe(0);
  });
});

describe("starts and ends", () => {
  test("Ctrl-C ends the database too, and the next start is ready without a build", async () => {
    const folder = copyOfTrial();
    const app = await start(folder);
    await app.says("Ready at");
    expect(await stop(app)).toBe(0);
    expect(() => readFileSync(path.join(dataOf(folder), "postmaster.pid"))).toThrow("ENOENT");
    expect(app.said()).not.toMatch(/Building|Installing/);
  });

  test("after kill -9 the next start goes on with the database it finds", async () => {
    const folder = copyOfTrial();
    const app = await start(folder);
    await app.says("Ready at");
    signalGroup(app, "SIGKILL");
    await app.ends;
    const next = await start(folder);
    expect(await next.says("Ready at")).toContain("Found the database running");
    expect(await stop(next)).toBe(0);
  });

  test("a database that dies under people is started again where it was, and so is one that only lost a connection's process; one that somebody stops takes the start with it [R51 F01]", async () => {
    const folder = copyOfTrial();
    const app = await start(folder);
    await app.says("Ready at");
    const isUp = () => fetch(`http://localhost:${app.port}/api/health`).then(({ ok }) => ok, () => false);
    const back = async (times: number) => { while (app.said().split("The database is back").length <= times) { if (app.child.exitCode !== null) throw new Error(app.said()); await new Promise((done) => setTimeout(done, 100)); } };
    const processOf = async (what: string) => asAdministrator(folder, async ({ admin }) => Number((await admin.query(what)).rows[0]?.pid));

    process.kill(await processOf("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'ecrf % http%'"), "SIGKILL");
    await back(1);
    expect(await isUp()).toBe(true);
    process.kill(Number(readFileSync(path.join(dataOf(folder), "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await back(2);
    expect(await isUp()).toBe(true);
    process.kill(Number(readFileSync(path.join(dataOf(folder), "postmaster.pid"), "utf8").split("\n")[0]), "SIGINT"); // how PostgreSQL is stopped in order
    expect(await app.ends).toBe(1);
    expect(app.said()).toContain("The database has stopped, so this stops too.");
  }, 60_000);

  test("a lock file that names another program's number does not keep the database from starting", async () => {
    const folder = copyOfTrial();
    const data = dataOf(folder);
    execFileSync("sh", ["-c", `printf '%s\\n' ${process.pid} ${data} 0 5432 '' 127.0.0.1 0 ready > ${data}/postmaster.pid`]);
    keepOwners(dataOf(trial), data);
    const app = await start(folder);
    await app.says("Ready at");
    expect(await stop(app)).toBe(0);
  });

  test("a second start on the same folder says where the first one is; a port that is taken is named; both leave the first alone", async () => {
    const folder = copyOfTrial();
    const app = await start(folder);
    await app.says("Ready at");
    expect(await ended("start", { folder })).toEqual({ status: 1, said: expect.stringContaining(`at http://localhost:${app.port} (process ${app.child.pid})`) });
    expect(await ended("start", { folder: copyOfTrial(), env: { PORT: String(app.port) } })).toEqual({ status: 1, said: `Port ${app.port} is taken. Choose another: PORT=${app.port + 1} npm start` });
    expect(await page(`http://localhost:${app.port}/api/health`)).toContain("true");
    await stop(app);
  });

  test("of two first starts at once on one folder, one serves and the other says so", async () => {
    const folder = newFolder();
    folders.push(folder);
    const both = await Promise.all([start(folder, ["--empty"]), start(folder, ["--empty"])]);
    const loser = await Promise.race(both.map(async (app) => { await app.ends; return app; }));
    const winner = both.find((app) => app !== loser);
    expect(loser.said()).toContain(`at http://localhost:${winner?.port}`);
    await winner?.says("Ready at");
    expect(winner && await stop(winner)).toBe(0);
  });

  test("a demonstration whose loading was cut short is taken away; a finished one stays", async () => {
    const folder = copyOfTrial();
    const become = (comment: string) => asAdministrator(folder, async ({ admin }) => {
      await admin.query(`ALTER TABLE app.study DISABLE TRIGGER ALL; UPDATE app.study SET is_demonstration = true; COMMENT ON TABLE app.study IS ${comment}`);
    });
    await become("NULL");
    expect((await ended("start", { folder, options: ["--empty"] })).said).toContain("already holds the demonstration");
    await become("'The demonstration is still being loaded'");
    const app = await start(folder, ["--empty"]);
    expect(await app.says("/welcome/")).toContain("interrupted");
    expect(await firstRow(folder, "SELECT is_demonstration FROM app.study")).toEqual({ is_demonstration: false });
    expect(await stop(app)).toBe(0);
  });
});

describe("what cannot work is said in one sentence", () => {
  const cases: readonly (readonly [string, { options?: string[]; env?: Record<string, string> }, RegExp])[] = [
    ["an unknown option", { options: ["--fresh"] }, /^There is no option --fresh\. Use --empty .*$/],
    ["two options that exclude each other", { options: ["--empty", "--demo"] }, /^--empty begins .* Choose one\.$/],
    ["a PORT that is no number", { env: { PORT: "web" } }, /^PORT is web, which is no port\. .*$/],
    ["a PORT beyond the last", { env: { PORT: "65536" } }, /^PORT is 65536, which is no port\. .*$/],
    ["a DATABASE_URL that is no URL", { env: { DATABASE_URL: "localhost" } }, /^DATABASE_URL is not the address of a PostgreSQL\. .*$/],
    ["a DATABASE_URL of another database", { env: { DATABASE_URL: "mysql://root:secret@localhost/x" } }, /^DATABASE_URL is not the address of a PostgreSQL\. (?!.*secret).*$/],
    ["a DATABASE_URL where nobody listens", { env: { DATABASE_URL: "postgresql://postgres:secret@127.0.0.1:1/x" } }, /^No database at 127\.0\.0\.1:1: .*ECONNREFUSED.* Check DATABASE_URL (?!.*secret).*$/],
  ];
  test.each(cases)("%s", async (_, { options = [], env = {} }, sentence) => {
    expect(await ended("start", { folder: trial, options, env })).toEqual({ status: 1, said: expect.stringMatching(sentence) });
  });

  test("a wrong password in DATABASE_URL", async () => {
    const url = new URL(process.env["TEST_ADMIN_URL"] ?? "");
    const { status, said } = await ended("start", { folder: trial, env: { DATABASE_URL: Object.assign(url, { password: "wrong" }).href } });
    expect([status, said]).toEqual([1, expect.stringMatching(/^No database at .*password authentication failed.*$/)]);
  });

  test("a port in use by another program", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, () => done()));
    const { port } = other.address() as { port: number };
    expect((await ended("start", { folder: copyOfTrial(), env: { PORT: String(port) } })).said).toBe(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
    other.close();
  });

  test.each(["18.20.8", "20.18.3"])("Node %s", (version) => {
    const ask = `import("./ops/prepare.mjs").then(({ nodeIsOldEnough }) => nodeIsOldEnough("${version}"))`;
    expect(() => execFileSync(process.execPath, ["-e", ask], { cwd: root, stdio: "pipe" })).toThrow(`This needs Node 20.19 or newer; this is Node ${version}.`);
  });

  test("a PostgreSQL that is too old, and a user who may not make roles", () => {
    expect(() => mustServe({ version: 140_019, superuser: true })).toThrow("This needs PostgreSQL 15 or newer; the one DATABASE_URL names is 14.");
    expect(() => mustServe({ version: 150_000, superuser: false })).toThrow("not the server's administrator");
    expect(() => mustServe({ version: 150_000, superuser: true })).not.toThrow();
  });
});

describe("npm run verify", () => {
  test("counts an intact trail, beside a running application and without one, and leaves the database as it found it", async () => {
    const folder = copyOfTrial();
    const intact = { status: 0, said: expect.stringMatching(/^(?:Note: .*\n)*Intact: \d+ links in 1 chain, \d+ checkpoints?, \d+ anchors?, 0 data cuts\. \d+ links a second\.$/) };
    expect(await ended("verify", { folder })).toEqual(intact);
    expect(() => readFileSync(path.join(dataOf(folder), "postmaster.pid"))).toThrow("ENOENT");
    const app = await start(folder);
    await app.says("Ready at");
    expect(await ended("verify", { folder })).toEqual(intact);
    expect(await page(`http://localhost:${app.port}/api/health`)).toContain("true");
    await stop(app);
  });

  const damage: readonly (readonly [string, string, RegExp])[] = [
    ["a recorded value", "UPDATE audit.payload SET changes = '{\"name\": [null, \"another\"]}' WHERE event_id = (SELECT event_id FROM audit.link WHERE seq = 3)", /Broken: \d+ findings? among [^]*chain, link 3: its values were altered\.$/m],
    ["what was done", "UPDATE audit.event SET action = 'another act' WHERE id = (SELECT event_id FROM audit.link WHERE seq = 2)", /Broken: \d+ findings? among [^]*chain, link 2: what it says of who, what, when or why was altered\.$/m],
    ["a data cut", "INSERT INTO app.data_cut (name, is_interim, content_hash, manifest, by_id, by_name, at) VALUES ('Cut 1', true, 'made up', '{}', gen_random_uuid(), 'Nobody', now())", /Broken: \d+ findings? among [^]*Data cut Cut 1 \(.*\) is not what was cut\.$/m],
  ];
  test.each(damage)("finds %s, altered with the owner's rights", async (_, statement, sentence) => {
    const folder = copyOfTrial();
    await asAdministrator(folder, async ({ admin }) => {
      for (const table of ["audit.payload", "audit.event", "app.data_cut"]) await admin.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      expect((await admin.query(statement)).rowCount).toBe(1);
    });
    expect(await ended("verify", { folder })).toEqual({ status: 1, said: expect.stringMatching(sentence) });
  });

  test("says that it could not look, with an exit status of its own", async () => {
    const nothing = newFolder();
    folders.push(nothing);
    expect(await ended("verify", { folder: nothing })).toEqual({ status: 2, said: expect.stringContaining("Run npm start first") });
    expect((await ended("verify", { folder: nothing, env: { DATABASE_URL: "postgresql://postgres@127.0.0.1:1/x" } })).status).toBe(2);
  });
});
