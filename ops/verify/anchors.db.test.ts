import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, inSql, newPatient, said, sent, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey } from "./anchor-key.mjs";
import { anchorTrail, recordRestore } from "./anchors.mjs";
import { checkAnchors } from "./check-anchors.mjs";
import { askNightly, runVerification, verifyAll } from "./run-verification.mjs";
import { keepTrail } from "./trail-keeper.mjs";
import { sayStructure, walkTrail } from "./walk-trail.mjs";

let study: TestStudy;
let patient: TestPatient;
let folder: string, file: string;
const keyFolder = mkdtempSync(path.join(tmpdir(), "ecrf-key-"));
const key = anchorKey(keyFolder, "");
const LATER = Date.now() + 3_600_000; // when no other instance can be writing its line any more

beforeAll(async () => {
  study = await openTestStudy();
  patient = await newPatient(study);
  await fill(study, patient, "demography", { age: 61 });
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ecrf-anchors-"));
  file = path.join(folder, "anchors.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(async () => { rmSync(keyFolder, { recursive: true }); await study.close(); });

const lines = () => readFileSync(file, "utf8").trim().split("\n");
const check = async () => checkAnchors(study.admin, { file, trusted: key.trusted, now: LATER });
const anchor = (client: pg.Client = study.admin) => anchorTrail(client, { file, key, every: "0" });
const problems = async () => (await walkTrail(study.admin)).findings;
const moreSaved = async () => { const one = await newPatient(study); await fill(study, one, "demography", { age: 50 }); return one; };
/** Everything that was written in there is as if it had never been: the anchors stay. */
async function thenSetBack(work: () => Promise<unknown>) {
  await study.admin.query("BEGIN");
  try { await work(); } finally { await study.admin.query("ROLLBACK"); }
}
const GUARDED = ["event", "payload", "link", "checkpoint", "checkpoint_head", "anchor"];
const switchOff = () => study.admin.query(GUARDED.map((table) => `ALTER TABLE audit.${table} DISABLE TRIGGER ALL`).join(";"));
const switchOn = () => study.admin.query(GUARDED.map((table) => `ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate`).join(";") + "; ALTER TABLE audit.event ENABLE ALWAYS TRIGGER link");
/** As an insider with every right would: all links, heads and checkpoints made anew over what now stands. */
const RECOMPUTE = `DO $$ DECLARE l record; h bytea; c uuid; k audit.checkpoint; p bytea := '\\x'; BEGIN
  FOR l IN SELECT * FROM audit.link ORDER BY chain_id, seq LOOP
    IF c IS DISTINCT FROM l.chain_id THEN c := l.chain_id; h := '\\x'; END IF;
    UPDATE audit.link SET prev_hash = h, hash = sha256(h || (SELECT audit.canonical(e, l.seq) FROM audit.event e WHERE e.id = l.event_id)) WHERE event_id = l.event_id RETURNING hash INTO h;
  END LOOP;
  UPDATE audit.chain_head x SET last_hash = (SELECT hash FROM audit.link WHERE chain_id = x.chain_id AND seq = x.last_seq);
  UPDATE audit.checkpoint_head x SET last_hash = (SELECT hash FROM audit.link WHERE chain_id = x.chain_id AND seq = x.last_seq);
  FOR k IN SELECT * FROM audit.checkpoint ORDER BY seq LOOP
    k.prev_hash := p; k.hash := audit.checkpoint_hash(k); p := k.hash; UPDATE audit.checkpoint SET prev_hash = k.prev_hash, hash = k.hash WHERE seq = k.seq;
  END LOOP; END $$`;

describe("anchors", () => {
  test("sign each checkpoint outside the database, one line after the other, with a key that only its owner reads [R09]", async () => {
    await anchor();
    await moreSaved();
    await anchor();
    expect(lines()).toHaveLength((await study.admin.query("SELECT FROM audit.checkpoint")).rowCount!);
    expect(await check()).toEqual({ anchors: lines().length, findings: [], notes: [] });
    expect(statSync(path.join(keyFolder, "anchor.key")).mode & 0o077).toBe(0);
    const before = lines();
    await anchor();
    expect(lines()).toEqual(before); // nothing was written since
  });
  test("a signature, a lock or a cut is anchored at the next look, anything else within five minutes", async () => {
    await anchor();
    const count = lines().length;
    await moreSaved();
    const look = () => anchorTrail(study.admin, { file, key });
    await look();
    expect(lines()).toHaveLength(count);
    await inSql(null, `SELECT ctx.enter('${study.tokens.data_manager}', 'r', 'lock.place', 'x', false); INSERT INTO app.lock (kind, scope, site_id, reason) VALUES ('freeze', 'site', '${study.sites["102"]}', 'x'); COMMIT`);
    await look();
    expect(lines()).toHaveLength(count + 1);
  });
  test("several instances on one database write the same lines, none twice, into one folder or each its own", async () => {
    await anchor();
    const address = Object.assign(new URL(process.env["TEST_ADMIN_URL"]!), { pathname: new URL(process.env["APP_DATABASE_URL"]!).pathname }).href;
    const clients = await Promise.all([0, 1, 2].map(async () => { const client = new pg.Client(address); await client.connect(); return client; }));
    const own = path.join(folder, "own", "anchors.jsonl");
    await moreSaved();
    await Promise.all(clients.map((client, at) => anchorTrail(client, { file: at === 2 ? own : file, key, every: "0" })));
    await Promise.all(clients.map((client, at) => anchorTrail(client, { file: at === 2 ? own : file, key, every: "0" })));
    expect(new Set(lines()).size).toBe(lines().length);
    expect(readFileSync(own, "utf8")).toBe(readFileSync(file, "utf8"));
    await Promise.all(clients.map((client) => client.end()));
  });
});

describe("only anchors find", () => {
  beforeEach(async () => { await moreSaved(); await anchor(); });
  test("a tail cut with its head, its checkpoint and its anchor's row [D08 R09]", async () => {
    await thenSetBack(async () => {
      await switchOff();
      const { rows: [{ chain }] } = await study.admin.query("SELECT chain_id AS chain FROM audit.checkpoint_head WHERE checkpoint = (SELECT max(seq) FROM audit.checkpoint) LIMIT 1");
      await study.admin.query(`DELETE FROM audit.anchor WHERE seq = (SELECT max(seq) FROM audit.checkpoint);
        DELETE FROM audit.checkpoint_head WHERE checkpoint = (SELECT max(seq) FROM audit.checkpoint); DELETE FROM audit.checkpoint WHERE seq = (SELECT max(seq) FROM audit.checkpoint)`);
      await study.admin.query(`DELETE FROM audit.payload USING audit.link l WHERE l.event_id = payload.event_id AND l.chain_id = '${chain}' AND l.seq = (SELECT max(seq) FROM audit.link WHERE chain_id = '${chain}');
        WITH gone AS (DELETE FROM audit.link WHERE (chain_id, seq) = (SELECT chain_id, max(seq) FROM audit.link WHERE chain_id = '${chain}' GROUP BY 1) RETURNING *)
        UPDATE audit.chain_head h SET last_seq = gone.seq - 1, last_hash = gone.prev_hash FROM gone WHERE h.chain_id = gone.chain_id;
        DELETE FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = e.id)`);
      await switchOn();
      expect(await problems()).toEqual([]);
      expect((await check()).findings).toEqual([expect.stringMatching(/^the database ends before checkpoint \d+, anchored on .* At least 1 events/)]);
    });
    expect((await check()).findings).toEqual([]);
  });
  test("a trail recomputed whole by who owns the database [D11 R09]", async () => {
    await thenSetBack(async () => {
      await switchOff();
      await study.admin.query(`UPDATE audit.event SET username = 'mallory' WHERE id = (SELECT max(id) FROM audit.event WHERE chain_id = '${patient.id}')`);
      await study.admin.query(RECOMPUTE);
      await switchOn();
      expect(await problems()).toEqual([]);
      expect((await check()).findings).toEqual([expect.stringContaining("the trail before it was rewritten")]);
    });
  });
  test("an older database in the place of the newer one, also after work has gone on with it; a restore that was recorded is known [D12 R09]", async () => {
    await thenSetBack(async () => {
      await study.admin.query(`SELECT ctx.open_session((SELECT id FROM auth.account WHERE username = 'inspector'), 'lost'); SET CONSTRAINTS audit.link IMMEDIATE`);
      await anchor();
    });
    expect((await check()).findings).toEqual([expect.stringMatching(/an older backup was put in its place/)]);
    await moreSaved();
    await anchor();
    expect((await check()).findings).toEqual([expect.stringMatching(/is not the one that was anchored on/)]);
  });
  test("and a restore that was recorded with its reason is a note, not a finding", async () => {
    await thenSetBack(async () => {
      await study.admin.query(`SELECT ctx.open_session((SELECT id FROM auth.account WHERE username = 'inspector'), 'lost again'); SET CONSTRAINTS audit.link IMMEDIATE`);
      await anchor();
    });
    await recordRestore(study.admin, { file, key, reason: "disk lost", time: new Date().toISOString() });
    await moreSaved();
    await anchor();
    expect(await check()).toMatchObject({ findings: [], notes: [expect.stringMatching(/set back to checkpoint \d+ on purpose \(disk lost\); 1 later anchor remember/)] });
  });
});

describe("the file of anchors by itself", () => {
  beforeEach(async () => { await anchor(); await moreSaved(); await anchor(); });
  test.each<[string, (text: string) => string, RegExp]>([
    ["a figure altered", (text) => text.replace(/"events":\d+/, '"events":1'), /signature that does not hold/],
    ["a line taken out", (text) => text.split("\n").toSpliced(1, 1).join("\n"), /follows a line that is not there|lacks 1/],
    ["the newest lines taken off", (text) => `${text.split("\n").slice(0, -2).join("\n")}\n`, /lacks 1 that the database wrote/],
  ])("%s is found", async (_, change, says) => {
    writeFileSync(file, change(readFileSync(file, "utf8")));
    expect((await check()).findings).toContainEqual(expect.stringMatching(says));
  });
  test("lines of another key, and a file that is gone, are found; a line cut short by a power cut is not held against it", async () => {
    expect((await checkAnchors(study.admin, { file, trusted: [anchorKey(path.join(folder, "other"), "").publicKey], now: LATER })).findings[0]).toMatch(/a key that is not known here/);
    expect((await checkAnchors(study.admin, { file: `${file}.gone`, trusted: key.trusted, now: LATER })).findings[0]).toMatch(/there is no file/);
    appendFileSync(file, '{"anchor":1,"stu');
    await moreSaved();
    await anchor();
    expect(await check()).toMatchObject({ findings: [], notes: [expect.stringMatching(/cut short/)] });
  });
});

describe("nobody switches the trail off unnoticed", () => {
  test("who does is noted by the database, also after switching it on again, and verification says which guard is missing [R08]", async () => {
    await study.admin.query("ALTER TABLE app.entry DISABLE TRIGGER z_audit");
    expect(await problems()).toEqual(["changes of app.entry write no trail"]);
    await study.admin.query("ALTER TABLE app.entry ENABLE TRIGGER z_audit"); // not under a replication role: not as it was
    expect(await problems()).toEqual(["changes of app.entry write no trail"]);
    await study.admin.query("ALTER TABLE app.entry ENABLE ALWAYS TRIGGER z_audit");
    expect(await problems()).toEqual([]);
    expect(await sayStructure(study.admin)).toEqual([0, 1].map(() => expect.stringMatching(/postgres.* switched off z_audit of table app\.entry/)));
  });
  test("under a replication role too; what is dropped is noted; the note itself cannot be changed, and a changed one is found [R08]", async () => {
    await thenSetBack(async () => {
      await study.admin.query("SET LOCAL session_replication_role = replica; ALTER TABLE audit.payload DISABLE TRIGGER no_change; DROP TRIGGER z_audit ON app.lock");
      const { rows } = await study.admin.query("SELECT tag, object, switched_off FROM audit.ddl ORDER BY id DESC LIMIT 2");
      expect(rows).toEqual([{ tag: "DROP TRIGGER", object: "trigger z_audit on app.lock", switched_off: [] }, { tag: "ALTER TABLE", object: "table audit.payload", switched_off: ["no_change"] }]);
      expect(await problems()).toEqual(["the guard no_change of audit.payload is switched off or gone", "changes of app.lock write no trail"]);
    });
    await expect(study.admin.query("UPDATE audit.ddl SET db_user = 'nobody'")).rejects.toThrow(/not allowed/);
    await thenSetBack(async () => {
      await study.admin.query("ALTER TABLE audit.ddl DISABLE TRIGGER ALL; UPDATE audit.ddl SET db_user = 'nobody' WHERE id = 1; ALTER TABLE audit.ddl ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate");
      expect(await problems()).toEqual(["change of structure 1 altered"]);
    });
    await thenSetBack(async () => {
      await study.admin.query("ALTER EVENT TRIGGER trail_ddl DISABLE");
      expect(await problems()).toEqual(["changes of the structure are not noted any more (trail_ddl)"]);
    });
  });
});

test("an unfinished demonstration can be taken away whole, with the noting of changes itself", async () => {
  await thenSetBack(async () => {
    await study.admin.query("DROP OWNED BY ecrf_app, ecrf_auth, ecrf_owner, audit_owner, ecrf_definer CASCADE");
    expect((await study.admin.query("SELECT evtname FROM pg_event_trigger")).rows).toEqual([]);
  });
});

describe("verifications", () => {
  const where = () => ({ file, trusted: key.trusted });
  const ask = async (who: "inspector" | "data_manager" | "monitor") => (await import("@/lib/server/act")).perform((await import("@/lib/analysis/verify-trail")).verifyTrail, study.tokens[who], sent({}));
  const state = async (who: "inspector" | "coordinator") => study.rolledBack(study.tokens[who], async (tx) => (await import("@/lib/analysis/read-verification")).readTrailState(tx, { id: "", name: "", grants: [{ role: who, siteId: "all" }] }));
  test("one a night, by whichever instance comes first; its outcome is kept as it was [R09]", async () => {
    await anchor();
    await askNightly(study.admin, new Date("2026-11-22T01:59:00Z"));
    for (const minute of ["00", "30"]) await askNightly(study.admin, new Date(`2026-11-22T02:${minute}:00Z`));
    const outcome = await runVerification(study.admin, where());
    expect(outcome).toMatchObject({ findings: [], asked_by: null });
    expect(Number(outcome.links)).toBeGreaterThan(100);
    expect(await runVerification(study.admin, where())).toBeNull();
    await expect(study.admin.query("UPDATE audit.verification SET findings = '{}'")).rejects.toThrow(/not allowed/);
  });
  test("and when data management or an inspector asks, which is itself in the trail; a failure is told in full to who answers for the whole [R18 R22]", async () => {
    expect([said(await ask("monitor")), said(await ask("inspector")), said(await ask("data_manager"))]).toEqual(["not_permitted", "done", "done"]);
    expect((await state("inspector")).running).toMatchObject({ askedBy: "Test inspector", endedAt: null });
    await runVerification(study.admin, where()); // there is no file of anchors here: a finding
    expect(await runVerification(study.admin, where())).toBeNull();
    expect((await state("inspector")).last).toMatchObject({ found: 1, findings: [expect.stringMatching(/there is no file/)] });
    expect((await state("coordinator")).last).toMatchObject({ found: 1, findings: [] });
    const { rows } = await study.admin.query("SELECT full_name FROM audit.event WHERE action = 'trail.verify' ORDER BY id");
    expect(rows.map(({ full_name: name }) => name)).toEqual(["Test inspector", "Test data_manager"]);
  });
  test("finding values and chains by patient and link, in sentences", async () => {
    await anchor();
    await thenSetBack(async () => {
      await switchOff();
      await study.admin.query(`UPDATE audit.payload SET changes = replace(changes::text, '61', '60')::jsonb WHERE event_id = (SELECT max(id) FROM audit.event WHERE chain_id = '${patient.id}' AND table_name = 'app.entry')`);
      await switchOn();
      expect((await verifyAll(study.admin, where())).findings).toEqual([expect.stringMatching(new RegExp(`^the chain of patient ${patient.number}, link \\d+: its values were altered$`))]);
    });
  });
});

test("beside the running application: an anchor at once, the last one at its end, and only one keeper's lines", async () => {
  const address = Object.assign(new URL(process.env["TEST_ADMIN_URL"]!), { pathname: new URL(process.env["APP_DATABASE_URL"]!).pathname }).href;
  const open = async () => { const client = new pg.Client(address); await client.connect(); return client; };
  const told: string[] = [];
  const keeper = await keepTrail({ open, folder: keyFolder, version: "1.2.3", say: (text: string) => void told.push(text) });
  const begun = readFileSync(path.join(keyFolder, "anchors/anchors.jsonl"), "utf8");
  await moreSaved();
  await keeper.end();
  const ended = readFileSync(path.join(keyFolder, "anchors/anchors.jsonl"), "utf8");
  expect([ended.startsWith(begun), ended.length > begun.length, JSON.parse(ended.trim().split("\n").at(-1)!).version, told]).toEqual([true, true, "1.2.3", []]);
});
