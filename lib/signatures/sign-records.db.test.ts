import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "@/lib/server/db";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import { casebookScope, entryScope, scopeKey, scopeOfKey, type SignScope, visitScope } from "./scope";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof load>>;
let [one, two]: TestPatient[] = [];
const load = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./sign-records")), ...(await import("./read-covering")), ...(await import("./read-review")), ...(await import("./read-signatures")), ...(await import("./read-unsigned")), ...(await import("./read-signables")), ...(await import("./read-entry-signatures")), ...(await import("./read-log-signatures")), ...(await import("@/lib/entries/read-entry")), ...(await import("@/lib/entries/read-entry-summaries")), ...(await import("@/lib/server/transaction")) });
const as = <Value>(who: Person, work: (tx: Tx) => Promise<Value>) => study.rolledBack(study.tokens[who], work);
const actorOf = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, async (_, actor) => actor);

const review = async (scopes: readonly SignScope[], since: string | null = null) => { const actor = await actorOf("investigator"); return (await as("investigator", (tx) => acts.readReviews(tx, actor, scopes, since)))!; };
const reviewed = async (...scopes: SignScope[]) => (await review(scopes)).reviews.map(({ scope, seen }) => ({ scope, seen }));
const act = async (records: unknown, { who = "investigator" as Person, username = "investigator" as string | null, password = TEST_PASSWORD as unknown, requestId = randomUUID(), ...more } = {}) =>
  acts.perform(acts.signRecords, study.tokens[who], sent({ records, username, password, requestId, ...more }));
const signatures = async (patient = one!) => (await as("inspector", (tx) => acts.readSignatures(tx, patient.id))).signatures;
const count = async () => Number((await study.admin.query("SELECT count(*) FROM app.signature")).rows[0].count);
const unsigned = async (scope: SignScope) => (await as("inspector", (tx) => acts.readUnsigned(tx, scope))).map(({ field }) => field).toSorted();

beforeAll(async () => {
  study = await openTestStudy();
  acts = await load();
  [one, two] = [await newPatient(study), await newPatient(study)];
  for (const patient of [one, two]) {
    await fill(study, patient, "demography", { age: 61, sex: "F" });
    await fill(study, patient, "cardiac", { lvefPercent: "58" });
  }
});
afterAll(() => study.close());

describe("the proof a signature asks for", () => {
  test("name and password at the first of a session, both the signer's own; then the password [R40 R43]", async () => {
    const records = await reviewed(entryScope(one!.id, one!.entries["demography"]!));
    expect((await review(records.map(({ scope }) => scope))).named).toBe(false);
    expect(said(await act(records, { username: null }))).toBe("name_first");
    expect(said(await act(records, { username: "coordinator" }))).toBe("wrong_name");
    expect([said(await act(records, { password: "" })), said(await act(records, { password: null })), said(await act(records, { password: "another" }))]).toEqual(["invalid", "invalid", "wrong_password"]);
    expect(await count()).toBe(0);
    expect(said(await act(records))).toBe("done");
    expect((await review(records.map(({ scope }) => scope))).named).toBe(true);
    expect(said(await act(await reviewed(entryScope(one!.id, one!.entries["cardiac"]!)), { username: null }))).toBe("done");
  });

  test("nobody else can give it: no other role, nobody of another site, and no name, role or time that is sent along [R38 R43 A25]", async () => {
    const before = await count();
    const records = await reviewed(casebookScope(one!.id));
    for (const who of ["coordinator", "monitor", "data_manager", "administrator", "inspector", "statistician"] as const) expect([who, said(await act(records, { who }))]).toEqual([who, "not_permitted"]);
    expect(said(await act(records.map((record) => ({ ...record, byName: "Dr Somebody", at: "1999-01-01" }))))).toBe("invalid");
    const theirs = await newPatient(study, "elsewhere", "102");
    expect(said(await act([{ scope: casebookScope(theirs.id), seen: "0".repeat(64) }]))).toBe("not_found");
    expect(said(await act([records[0], { scope: casebookScope(theirs.id), seen: "0".repeat(64) }]))).toBe("not_found");
    await expect(inSql(study.tokens.coordinator, "SELECT ctx.sign($1, 'casebook', 'x', NULL)", [one!.id])).rejects.toThrow(/only an investigator/);
    await expect(inSql(study.tokens.investigator, "INSERT INTO app.signature (id) VALUES (gen_random_uuid())")).rejects.toThrow(/permission denied/);
    expect(await count()).toBe(before);
  });
});

describe("the scope", () => {
  test("of a form is that form, of a visit its forms, of a casebook everything; a wider signature covers the narrower [R39]", async () => {
    const [ofForm] = (await signatures()).toReversed();
    expect(ofForm).toMatchObject({ meaning: "entry", of: "Demography · Screening", fields: 2, valid: true, problem: null });
    expect([await unsigned(entryScope(one!.id, one!.entries["demography"]!)), await unsigned(visitScope(one!.id, one!.visitId)), await unsigned(casebookScope(one!.id))]).toEqual([[], ["age", "lvefPercent", "sex"], ["age", "lvefPercent", "sex"]]);
    done(await act(await reviewed(visitScope(one!.id, one!.visitId)), { username: null }));
    expect([await unsigned(visitScope(one!.id, one!.visitId)), await unsigned(casebookScope(one!.id))]).toEqual([[], ["age", "lvefPercent", "sex"]]);
    done(await act(await reviewed(casebookScope(one!.id)), { username: null }));
    expect(await unsigned(casebookScope(one!.id))).toEqual([]);
  });

  test("falls exactly where the content changed, under every signature that named it, with who changed it and why [R41]", async () => {
    done(await save(study, one!.entries["demography"], { age: [61, 62] }, { reason: "misread" }));
    expect((await signatures()).map(({ meaning, changed }) => [meaning, changed.map(({ field, signed, now, byName, reason }) => [field, signed, now, byName, reason])])).toEqual([
      ["casebook", [["age", "61 years", "62 years", "Test coordinator", "misread"]]], ["visit", [["age", "61 years", "62 years", "Test coordinator", "misread"]]], ["entry", []], ["entry", [["age", "61 years", "62 years", "Test coordinator", "misread"]]],
    ]);
    expect(await unsigned(casebookScope(one!.id))).toEqual(["age"]);
    expect((await as("monitor", (tx) => acts.readLogSignatures(tx, one!.id, [one!.entries["demography"]!]))).map(({ meaning, fields, fallen }) => [meaning, fields, fallen])).toEqual([["casebook", 2, 1], ["visit", 2, 1], ["entry", 2, 1]]);
  });

  test("of one form lacks what it lacks among all of the patient's, under signatures of every reach", async () => {
    await fill(study, one!, "cardiac", { method: "echo" });
    for (const scopeOf of [(entryId: string) => entryScope(one!.id, entryId), (entryId: string) => ({ ...casebookScope(one!.id), entryId })]) {
      const all = await as("inspector", (tx) => acts.readUnsigned(tx, { ...scopeOf(""), entryId: null }));
      expect(all.length).toBeGreaterThan(1);
      for (const entryId of Object.values(one!.entries)) expect(await as("inspector", (tx) => acts.readUnsigned(tx, scopeOf(entryId)))).toEqual(all.filter((value) => value.entryId === entryId));
    }
  });

  test("of the difference is what fell and what came since, no more, and makes the casebook whole again; each form names the signature that holds it", async () => {
    const actor = await actorOf("investigator");
    const onForm = await as("investigator", async (tx) => acts.readEntrySignatures(tx, actor, (await acts.readEntry(tx, actor, one!.entries["demography"]!))!));
    expect([onForm.offer, onForm.unsigned.map(({ signed, now, byName, reason }) => [signed, now, byName, reason])]).toEqual([{ ...casebookScope(one!.id, true), entryId: one!.entries["demography"] }, [["61 years", "62 years", "Test coordinator", "misread"]]]);
    done(await act(await reviewed(onForm.offer!), { username: null }));
    expect(await unsigned(casebookScope(one!.id))).toEqual(["method"]);
    const stateOf = async () => (await as("inspector", (tx) => acts.readEntrySummaries(tx, [one!.id]))).find(({ id }) => id === one!.entries["demography"])?.state;
    expect(await stateOf()).toBe("signed");
    const covering = (form: string) => as("inspector", async (tx) => (await acts.readCovering(tx, one!.id)).get(one!.entries[form]!));
    const ofDemography = (await signatures())[0]!.id;
    expect([await covering("demography"), await covering("cardiac")]).toEqual([ofDemography, undefined]);
    done(await act(await reviewed(casebookScope(one!.id, true)), { username: null }));
    const [difference] = await signatures();
    expect([difference?.fields, difference?.difference, difference?.statement.includes("changed or added since"), await unsigned(casebookScope(one!.id))]).toEqual([1, true, true, []]);
    expect([await covering("demography"), await covering("cardiac")]).toEqual([ofDemography, difference?.id]);
    expect(said(await act([{ scope: casebookScope(one!.id, true), seen: (await reviewed(casebookScope(one!.id, true)))[0]!.seen }], { username: null }))).toBe("nothing_to_sign");
  });
});

describe("what was read is what is signed", () => {
  test("a change in between refuses the signature, and the next review tells who changed what [R42 A25]", async () => {
    const scope = casebookScope(two!.id);
    const { at, reviews } = await review([scope]);
    expect(reviews[0]).toMatchObject({ number: two!.number, values: 3, forms: 2, content: expect.arrayContaining([expect.objectContaining({ where: "Demography · Screening" })]) as unknown });
    await save(study, two!.entries["cardiac"], { lvefPercent: ["58", "57"] }, { reason: "second reader" });
    const before = await count();
    expect(said(await act([{ scope, seen: reviews[0]!.seen }], { username: null }))).toBe("signature_moved_on");
    expect((await review([scope], at)).reviews[0]?.changedSince.map(({ from, to, byName, reason }) => [from, to, byName, reason])).toEqual([["58 %", "57 %", "Test coordinator", "second reader"]]);
    await expect(inSql(study.tokens.investigator, "SELECT ctx.sign($1, 'casebook', 'x', NULL, NULL, NULL, false, $2)", [two!.id, reviews[0]!.seen])).rejects.toThrow(/changed while it was read/);
    expect(await count()).toBe(before);
  });

  test("several patients are one act: each has a signature of its own, or none has one; and the same request signs once [R40]", async () => {
    await fill(study, one!, "vital_signs", { pulse: 70 });
    const records = await reviewed(casebookScope(one!.id, true), casebookScope(two!.id));
    const before = await count();
    expect(said(await act([records[0], { ...records[1], seen: "0".repeat(64) }], { username: null }))).toBe("signature_moved_on");
    expect(await count()).toBe(before);
    const requestId = randomUUID();
    const first = done(await act(records, { username: null, requestId })) ;
    expect(first.signed.map(({ number }) => number)).toEqual([one!.number, two!.number]);
    expect(done(await act(records, { username: null, requestId }))).toEqual(first);
    expect(await count()).toBe(before + 2);
    expect(said(await act([records[0], records[0]], { username: null }))).toBe("invalid");
    expect(await as("investigator", acts.readSignables)).toEqual([]);
  });

  test("nothing is signed under a lock, of the patient or of the form alone [R47 A09]", async () => {
    await fill(study, two!, "vital_signs", { pulse: 70 });
    const records = await reviewed(casebookScope(two!.id, true));
    const lock = (scope: string, columns: string) => study.admin.query(`BEGIN; SELECT set_config('app.session_token', 'token-data_manager', true), set_config('app.action', 'lock.place', true); ALTER TABLE app.lock DISABLE TRIGGER c_guard;
      INSERT INTO app.lock (kind, scope, site_id, patient_id, entry_id, reason) VALUES ('lock', '${scope}', '${two!.siteId}', '${two!.id}', ${columns}, 'closed'); ALTER TABLE app.lock ENABLE TRIGGER c_guard; COMMIT`);
    await lock("entry", `'${two!.entries["vital_signs"]}'`);
    const onForm = await reviewed(entryScope(two!.id, two!.entries["vital_signs"]!));
    expect(said(await act(onForm, { username: null }))).toBe("locked_among");
    await lock("patient", "NULL");
    expect(said(await act(records, { username: null }))).toBe("locked_among");
    await expect(inSql(study.tokens.investigator, "SELECT ctx.sign($1, 'casebook', 'x', NULL)", [two!.id])).rejects.toThrow(/locked/);
  });
});

describe("a signature cannot be moved, copied or made by hand", () => {
  const columns = "site_id, patient_id, meaning, statement, manifest, visit_id, entry_id, difference, entries, session_id, seal, by_id, by_role, at";
  /** As the owner of the database with every guard taken away; undone afterwards. */
  const tampered = async (...statements: string[]) => {
    await study.admin.query("BEGIN; ALTER TABLE app.signature DISABLE TRIGGER ALL; SELECT set_config('app.session_token', 'token-inspector', true)");
    for (const statement of statements) await study.admin.query(statement);
    const { rows } = await study.admin.query<{ problem: string }>("SELECT DISTINCT split_part(problem, ':', 1) AS problem FROM ctx.signature_problems($1) ORDER BY 1", [one!.id]);
    await study.admin.query("ROLLBACK");
    return rows.map(({ problem }) => problem);
  };
  test("every honest one verifies, fallen or not [R39]", async () => expect(await tampered()).toEqual([]));
  test.each<readonly [string, () => string, readonly string[]]>([
    ["another name", () => "UPDATE app.signature SET by_name = 'Dr Somebody' WHERE meaning = 'casebook'", ["altered", "unknown to the trail"]],
    ["another time", () => "UPDATE app.signature SET at = at - interval '1 day' WHERE meaning = 'visit'", ["altered"]],
    ["another meaning", () => "UPDATE app.signature SET meaning = 'casebook', visit_id = NULL WHERE meaning = 'visit'", ["altered"]],
    ["other words", () => "UPDATE app.signature SET statement = 'I have not read it.'", ["altered"]],
    ["a further value", () => "UPDATE app.signature SET manifest = jsonb_set(manifest, ARRAY[(SELECT key FROM jsonb_each(manifest) LIMIT 1), 'extra'], '\"0\"') WHERE meaning = 'visit'", ["altered", "content"]],
    ["a copy with a new number", () => `INSERT INTO app.signature (id, manifest_sha256, by_name, ${columns}) SELECT gen_random_uuid(), manifest_sha256, by_name, ${columns} FROM app.signature WHERE meaning = 'entry' LIMIT 1`, ["altered", "content", "unknown to the trail"]],
    ["one of another patient", () => `UPDATE app.signature SET patient_id = '${one!.id}' WHERE patient_id = '${two!.id}'`, ["altered", "transferred", "unknown to the trail"]],
    ["a forged seal", () => "UPDATE app.signature s SET by_name = 'Dr Somebody', manifest_sha256 = (SELECT ctx.seal(x) FROM app.signature x WHERE x.id = s.id) WHERE meaning = 'visit'", ["altered", "unknown to the trail"]],
  ])("%s is seen [R39 A25]", async (_, statement, problems) => expect(await tampered(statement())).toEqual([...problems]));
  test("a value that changed behind its back is seen [R39 A25]", async () => {
    expect(await tampered("ALTER TABLE app.entry DISABLE TRIGGER ALL", `UPDATE app.entry SET answers = answers || '{"age": 44}' WHERE id = '${one!.entries["demography"]}'`)).toEqual(["content"]);
  });
});

test("a scope has one spelling, and nothing else reads as one", () => {
  for (const scope of [casebookScope(one!.id), casebookScope(one!.id, true), visitScope(one!.id, one!.visitId), entryScope(one!.id, one!.entries["cardiac"]!), { ...casebookScope(one!.id, true), entryId: one!.entries["cardiac"]! }]) expect(scopeOfKey(scopeKey(scope))).toEqual(scope);
  for (const key of ["", "x", `${one!.id}.entry...`, `${one!.id}.casebook.${one!.visitId}..`, `${one!.id}.patient...`]) expect(scopeOfKey(key)).toBeNull();
});

test("a form that nobody signed lacks nothing for whoever may not sign; once it is signed, everybody is told what changed", async () => {
  const patient = await newPatient(study);
  await fill(study, patient, "demography", { age: 50, sex: "F" });
  const told = async (who: Person) => { const actor = await actorOf(who); return as(who, async (tx) => acts.readEntrySignatures(tx, actor, (await acts.readEntry(tx, actor, patient.entries["demography"]!))!)); };
  const unsignedFor = async (who: Person) => (await told(who)).unsigned.map(({ field }) => field).toSorted();
  expect([await unsignedFor("coordinator"), await unsignedFor("monitor"), await unsignedFor("investigator")]).toEqual([[], [], ["age", "sex"]]);
  expect([(await told("coordinator")).offer, (await told("investigator")).offer]).toEqual([null, entryScope(patient.id, patient.entries["demography"]!, false)]);
  done(await act(await reviewed(entryScope(patient.id, patient.entries["demography"]!)), { username: null }));
  done(await save(study, patient.entries["demography"], { age: [50, 51] }, { reason: "misread" }));
  expect([await unsignedFor("coordinator"), await unsignedFor("monitor"), await unsignedFor("investigator")]).toEqual([["age"], ["age"], ["age"]]);
});
