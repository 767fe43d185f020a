import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOf } from "@/ops/cluster.mjs";
import { openDatabase } from "@/ops/database.mjs";
import { openOwnCluster, type OwnCluster } from "@/ops/faults/own-cluster";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient, save, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey } from "@/ops/verify/anchor-key.mjs";
import { anchorFile, anchorTrail } from "@/ops/verify/anchors.mjs";
import { makeBackup } from "./make-backup.mjs";
import { restoreBackup } from "./restore-backup.mjs";
import { sayReport } from "./say-report.mjs";
import { archiveSettings } from "./wal-archive.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-drill-"));
chmodSync(folder, 0o755); // the database's user must reach it
const place = (name: string) => path.join(folder, name);
const PASSPHRASE = "a passphrase for tests";
const say = () => {};
const SLOW = 300_000; // ms; ten seconds each on a machine that does nothing else

let cluster: OwnCluster;
let study: TestStudy;
let patients: TestPatient[];
let url: string;
beforeAll(async () => {
  const { user } = placeOf({ root, folder: place("nobody"), password: "none", say });
  cluster = await openOwnCluster({ settings: archiveSettings(place("wal"), user) });
  study = await openTestStudy();
  url = Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: new URL(process.env["APP_DATABASE_URL"] ?? "").pathname }).href;
  await study.admin.query("DROP DATABASE test_template"); // nobody needs it any more, and each backup would hold it
  patients = [await newPatient(study), await newPatient(study), await newPatient(study)];
  await anchor();
}, SLOW);
afterAll(async () => {
  await study.close().catch(() => {});
  await cluster.close();
  rmSync(folder, { recursive: true, force: true });
});

const backUp = (name: string, passphrase: string | null = PASSPHRASE) => makeBackup({ root, database: { adminUrl: url, embedded: true }, home: cluster.folder, file: place(name), passphrase, say });
const restore = (name: string, into: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) => restoreBackup({ root, file: place(name), passphrase: PASSPHRASE, folder: place(into), say, ...more });

async function anchor(): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("SELECT audit.take_checkpoint()");
  await anchorTrail(client, { file: anchorFile(cluster.folder), key: anchorKey(cluster.folder), every: "1 second" });
  await client.end();
}

/** Corrects a weight again and again until it is told to stop; which requests were answered as saved, and when. */
function saver({ entries }: TestPatient) {
  const acknowledged: { requestId: string; at: number }[] = [];
  let isOver = false;
  const weight = (nth: number) => (nth === 0 ? null : String(60 + (nth % 20)));
  const running = (async () => {
    while (!isOver) {
      const requestId = randomUUID();
      const nth = acknowledged.length;
      const result = await save(study, entries["vital_signs"], { weightKg: [weight(nth), weight(nth + 1)] }, { requestId, reason: "Read again" });
      if (!result.ok) throw new Error(JSON.stringify(result.fault));
      acknowledged.push({ requestId, at: Date.now() });
      await sleep(20);
    }
  })();
  return { acknowledged, end: async () => { isOver = true; await running; return acknowledged; } };
}

/** Which of these requests the restored database has. */
async function requestsIn(into: string, ids: readonly string[], token?: string): Promise<{ found: Set<string>; signedIn: string | null }> {
  const database = await openDatabase({ root, folder: place(into), url: null, create: false });
  if (!database) throw new Error("Nothing was restored");
  const at = (address: string) => Object.assign(new URL(address), { pathname: new URL(url).pathname }).href;
  const [admin, app] = [new pg.Client(at(database.adminUrl)), new pg.Client(at(database.env.APP_DATABASE_URL))];
  try {
    await Promise.all([admin.connect(), app.connect()]);
    const { rows } = await admin.query<{ id: string }>("SELECT r.id FROM app.request r WHERE r.id = ANY ($1::uuid[]) AND r.result IS NOT NULL AND EXISTS (SELECT FROM audit.event e WHERE e.request_id = r.id::text)", [ids]);
    await app.query("BEGIN");
    const { rows: [person] } = await app.query<{ full_name: string }>("SELECT full_name FROM ctx.enter($1, 'r', 'test', '', false)", [token ?? ""]);
    return { found: new Set(rows.map(({ id }) => id)), signedIn: person?.full_name ?? null };
  } finally {
    await Promise.all([admin.end(), app.end()]);
    await database.close();
  }
}

test("a backup taken while people save, restored elsewhere, holds what they were told was saved: rows, chain, anchors, a casebook, and their sessions [R80 R81 R83 F14]", async () => {
  const savers = patients.slice(0, 2).map(saver); // the third patient's casebook keeps still
  const manifest = await backUp("drill.backup");
  const acknowledged = (await Promise.all(savers.map((each) => each.end()))).flat();
  await anchor();
  expect(acknowledged.length).toBeGreaterThan(5);

  const report = await restore("drill.backup", "restored", { anchors: anchorFile(cluster.folder) });
  expect(report.problems).toEqual([]);
  expect(report.links).toBeGreaterThanOrEqual(manifest.facts.heads.reduce((sum: number, { seq }: { seq: string }) => sum + Number(seq), 0));
  expect(report.casebook).toBe(patients[2]?.number);
  expect(report.lost).toHaveLength(1); // the anchor of after the backup remembers what is not here
  expect(sayReport(report)).toMatch(/RESTORED, and everything that was checked holds\.[^]*1 anchor is newer than this database/);

  const before = acknowledged.filter(({ at }) => at < Date.parse(manifest.holdsUntil));
  const { found, signedIn } = await requestsIn("restored", acknowledged.map(({ requestId }) => requestId), study.tokens.coordinator);
  expect(before.filter(({ requestId }) => !found.has(requestId))).toEqual([]);
  expect(signedIn).toBe("Test coordinator");
}, SLOW);

test("a restored copy goes to a moment of the log: what was saved before it is there, what was saved after it is not [R81 F14]", async () => {
  const [first] = patients;
  const request = async () => {
    const requestId = randomUUID();
    const { rows: [row] } = await study.admin.query<{ weight: string | null }>("SELECT answers ->> 'weightKg' AS weight FROM app.entry WHERE id = $1", [first?.entries["vital_signs"]]);
    const result = await save(study, first?.entries["vital_signs"], { weightKg: [row?.weight ?? null, row?.weight === "90" ? "91" : "90"] }, { requestId, reason: "Read again" });
    expect(result.ok).toBe(true);
    return requestId;
  };
  const early = await request();
  const until = new Date(Date.now() + 50);
  await sleep(200);
  const late = await request();
  await study.admin.query("SELECT pg_switch_wal()");
  const { rows: [segment] } = await study.admin.query<{ name: string }>("SELECT pg_walfile_name(pg_current_wal_lsn() - 1::numeric) AS name");
  for (let tries = 0; tries < 100 && !existsSync(path.join(place("wal"), `${segment?.name}.gz`)); tries++) await sleep(100);

  expect((await restore("drill.backup", "moment", { until, wal: place("wal") })).problems).toEqual([]);
  expect((await requestsIn("moment", [early, late])).found).toEqual(new Set([early]));
  await expect(restore("drill.backup", "too-early", { until: new Date(0), wal: place("wal") })).rejects.toThrow(/Use an earlier backup/);
  expect(existsSync(place("too-early"))).toBe(false);
}, SLOW);

test("a restore never goes over data, and a refused one leaves nothing behind [R81]", async () => {
  await expect(restore("drill.backup", "restored")).rejects.toThrow(/is not empty .+ never over data/);
  await expect(restore("drill.backup", "nowhere", { passphrase: "another" })).rejects.toThrow(/BACKUP_PASSPHRASE is not the one/);
  expect(existsSync(place("nowhere"))).toBe(false);
}, SLOW);

test("a backup that is killed leaves nothing that a restore accepts, and nothing behind in the server [F12]", async () => {
  const how = { root, database: { adminUrl: url, embedded: true }, home: cluster.folder, file: place("killed.backup"), passphrase: null };
  const child = spawn(process.execPath, ["--input-type=module", "-e", `const { makeBackup } = await import("./ops/backup/make-backup.mjs"); await makeBackup({ ...${JSON.stringify(how)}, say() {} });`], { cwd: root, stdio: "inherit" });
  const gone = once(child, "exit");
  const partial = () => readdirSync(folder).find((name) => name.includes("killed.backup"));
  while (!partial() || statSync(place(partial() ?? "")).size < 500_000) await sleep(5);
  child.kill("SIGKILL");
  await gone;

  expect(existsSync(place("killed.backup"))).toBe(false);
  await expect(restore(partial() ?? "", "from-killed", { passphrase: null })).rejects.toThrow(/is not a whole backup/);
  expect(existsSync(place("from-killed"))).toBe(false);
  for (let tries = 0; tries < 50 && (await study.admin.query("SELECT FROM pg_replication_slots")).rows.length > 0; tries++) await sleep(50);
  expect((await study.admin.query("SELECT FROM pg_replication_slots")).rows).toEqual([]);
  await backUp("after.backup", null);
  expect(partial()).toBeUndefined();
}, SLOW);
