import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionResult } from "@/lib/kernel/action-result";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
/** After the study is open: the server's modules read their addresses when they are loaded. */
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("@/lib/review/verify-fields")), ...(await import("./rehearse-lock")), ...(await import("./place-lock")), ...(await import("./read-lock-ledger")), ...(await import("./release-lock")) });
let patient: { readonly id: string; readonly number: string; readonly entries: readonly { readonly id: string; readonly formId: string }[] };

function done<Value>(result: ActionResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
const refusal = <Value>(result: ActionResult<Value>) => (!result.ok && result.fault.kind === "refused" ? result.fault.code : result);
const lock = (kind: "freeze" | "lock", reason: string | null = "end of data entry", token = study.tokens.data_manager) =>
  acts.perform(acts.placeLock, token, { requestId: randomUUID(), reason, kind, over: { scope: "patient", patientId: patient.id } });
const release = (lockId: string, reason: string | null, approvedBy: string | null = "Pia Holm, sponsor") => acts.perform(acts.releaseLock, study.tokens.data_manager, { requestId: randomUUID(), reason, lockId, approvedBy });
const ledger = () => study.rolledBack(study.tokens.data_manager, async (tx) => acts.readLockLedger(tx, { id: "", name: "", grants: [{ role: "data_manager", siteId: "all" }] }, { patient: patient.number }, new Date()));
const entryOf = (formId: string) => patient.entries.find((entry) => entry.formId === formId)?.id;
const askConsent = () => acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, { requestId: randomUUID(), reason: null, entryId: entryOf("consent") ?? "", field: "consentDate", question: "When?" });
const saveConsent = () => acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason: null, entryId: entryOf("consent"), changes: { consentDate: { from: null, to: "2024-09-02" } }, explanations: [] });
/** The same update as the act's, past every check of the application. */
const releaseInSql = (lockId: string) => study.rolledBack(study.tokens.data_manager, (tx) => tx.$executeRaw`UPDATE app.lock SET release_reason = 'x' WHERE id = ${lockId}::uuid`);

/** The same insert as the act's, past every check of the application. */
const lockInSql = () => study.rolledBack(study.tokens.data_manager, (tx) =>
  tx.$executeRaw`INSERT INTO app.lock (kind, scope, site_id, patient_id, reason, by_id, by_name, at) VALUES ('lock', 'patient', ${study.sites["101"]}::uuid, ${patient.id}::uuid, 'x', gen_random_uuid(), '', now())`);

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

async function newPatient() {
  const { number } = done(await acts.perform(acts.createPatient, study.tokens.coordinator, { requestId: randomUUID(), reason: null, siteId: study.sites["101"] }));
  patient = await study.rolledBack(study.tokens.coordinator, (tx) => tx.patient.findUniqueOrThrow({ where: { number }, include: { entries: true } }));
}

async function nothingDone(but: readonly string[] = []) {
  for (const { id, formId } of patient.entries) {
    if (!but.includes(formId)) done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "patient withdrew", entryId: id }));
  }
}

describe("a lock with something left to do", () => {
  beforeAll(newPatient);

  test("is refused by the act, with the count of the ledger", async () => {
    const before = await ledger();
    expect(before?.blockers.length).toBe(patient.entries.length);
    const refused = await lock("lock");
    expect(refused).toMatchObject({ ok: false, fault: { code: "blockers_remain", details: { count: patient.entries.length } } });
    expect((await ledger())?.locks).toEqual([]);
  });

  test("is refused by the database to a direct insert", async () => { await expect(lockInSql()).rejects.toThrow(/blockers remain/); });

  test("names every blocker with its owner and the way to it", async () => {
    const found = await ledger();
    expect(found?.blockers.every(({ owner, href, why }) => owner === "site" && href.startsWith("/entries/") && why === "nothing entered yet")).toBe(true);
    expect(found?.counts).toMatchObject({ patients: 1, signed: 0, frozen: 0, locked: 0 });
  });

  test("is warned of what the verification plan asks for and nobody compared with the source", async () => {
    expect((await ledger())?.planned).toEqual({ values: 0, forms: 0, oldest: [] });
    done(await saveConsent());
    expect((await ledger())?.planned).toEqual({ values: 1, forms: 1, oldest: [{ patient: patient.number, what: expect.stringContaining("consent"), values: 1, href: `/entries/${entryOf("consent")}#consentDate`, ageDays: 0 }] });
    done(await acts.perform(acts.verifyFields, study.tokens.monitor, { requestId: randomUUID(), reason: null, entryId: entryOf("consent"), seen: { consentDate: "2024-09-02" } }));
    expect((await ledger())?.planned.values).toBe(0);
  });

  test("needs a reason and the role", async () => {
    expect(refusal(await lock("freeze", null))).toBe("reason_required");
    expect(refusal(await lock("freeze", "x", study.tokens.monitor))).toBe("not_permitted");
  });
});

describe("a freeze", () => {
  beforeAll(newPatient);

  test("stops entry but not the settling of questions, until it is released with a reason", async () => {
    const { lockId } = done(await lock("freeze"));
    expect(refusal(await lock("freeze"))).toBe("already_locked");
    expect(refusal(await saveConsent())).toBe("record_locked");
    const ask = () => study.rolledBack(study.tokens.data_manager, (tx) =>
      tx.discrepancy.create({ data: { siteId: study.sites["101"], patientId: patient.id, entryId: entryOf("consent") ?? "", field: "consentDate", origin: "manual", question: "When?" }, select: { id: true } }));
    await expect(ask()).resolves.toBeDefined();
    expect(refusal(await release(lockId, null))).toBe("reason_required");
    done(await release(lockId, "asked by site 101: late consent form"));
    expect(refusal(await release(lockId, "again"))).toBe("lock_released");
    done(await saveConsent());
  });
});

describe("a value of the primary endpoint that nobody verified", () => {
  test("blocks the lock although the database alone would not see it", async () => {
    await newPatient();
    await nothingDone(["marrow"]);
    const marrow = { done: "Y", marrowDate: "2024-09-01", blastPct: "40", nucleatedCells: 500, spicules: "Y", auerRods: "N", biopsyCellularityPct: "60" };
    done(await acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason: null, entryId: entryOf("marrow"), explanations: [], changes: Object.fromEntries(Object.entries(marrow).map(([field, to]) => [field, { from: null, to }])) }));
    done(await acts.perform(acts.signCasebook, study.tokens.investigator, { requestId: randomUUID(), reason: null, patientId: patient.id, password: TEST_PASSWORD }));
    const found = await ledger();
    expect(found?.blockers.filter(({ kind }) => kind === "unverified")).toMatchObject([{ owner: "monitor", href: expect.stringContaining(`/entries/${entryOf("marrow")}#`) as string }]);
    expect(refusal(await lock("lock"))).toBe("blockers_remain");
  });
});

describe("a lock with nothing left to do", () => {
  test("refuses every write in the database, and opens again with a reason", async () => {
    await newPatient();
    await nothingDone();
    expect((await ledger())?.blockers).toEqual([]);
    const { lockId: freezeId } = done(await lock("freeze"));
    const { lockId } = done(await lock("lock"));
    expect(await ledger()).toMatchObject({ state: "lock", counts: { frozen: 1, locked: 1 } });

    expect(refusal(await saveConsent())).toBe("record_locked");
    const row = { requestId: randomUUID(), reason: null, entryId: randomUUID(), patientId: patient.id, visitId: null, formId: "transfusion", answers: { givenOn: "2024-09-20" }, explanations: [] };
    expect(refusal(await acts.perform(acts.addRow, study.tokens.coordinator, row))).toBe("record_locked");
    const inSql = () => study.rolledBack(study.tokens.coordinator, (tx) => tx.$executeRaw`UPDATE app.entry SET answers = '{"consentDate": "2024-09-02"}', version = version + 1 WHERE id = ${entryOf("consent")}::uuid`);
    await expect(inSql()).rejects.toThrow(/record is locked/);

    expect(refusal(await release(freezeId, "asked by site 101"))).toBe("unlock_first");
    await expect(releaseInSql(freezeId)).rejects.toThrow(/unlock before unfreezing/);
    done(await release(lockId, "asked by site 101"));
    expect(refusal(await saveConsent())).toBe("record_locked");
    done(await release(freezeId, "asked by site 101"));
    expect(refusal(await saveConsent())).not.toBe("record_locked");
  });
});

describe("the order of closing: sign, freeze, lock", () => {
  const rehearsal = async () => {
    const found = await ledger();
    return found && acts.rehearseLock(found).refusals.map(({ kind }) => kind);
  };
  const enterDemography = () => acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason: null, entryId: entryOf("demography") ?? "", changes: { age: { from: null, to: 61 }, sex: { from: null, to: "F" } }, explanations: [] });
  const sign = () => acts.perform(acts.signCasebook, study.tokens.investigator, { requestId: randomUUID(), reason: null, patientId: patient.id, password: TEST_PASSWORD });
  beforeAll(async () => {
    await newPatient();
    await nothingDone(["demography"]);
    done(await enterDemography());
  });

  test("is kept by the act, and by the database to a direct insert; the rehearsal says before what the lock says then", async () => {
    const { lockId: early } = done(await lock("freeze", "interim look"));
    expect(await rehearsal()).toEqual(["blockers"]);
    expect(refusal(await lock("lock"))).toBe("blockers_remain");
    await expect(lockInSql()).rejects.toThrow(/blockers remain/);

    done(await sign()); // under a freeze that came before it, which leads to no lock
    expect(await rehearsal()).toEqual(["signed_since"]);
    expect(refusal(await lock("lock"))).toBe("freeze_first");
    await expect(lockInSql()).rejects.toThrow(/freeze first/);

    done(await release(early, "to be placed anew", null));
    expect(await rehearsal()).toEqual(["not_frozen"]);
    expect(refusal(await lock("lock"))).toBe("freeze_first");
    await expect(lockInSql()).rejects.toThrow(/freeze first/);

    done(await lock("freeze"));
    expect(await rehearsal()).toEqual([]);
    done(await lock("lock"));
    expect(await rehearsal()).toEqual(["already_locked"]);
    expect(refusal(await lock("lock"))).toBe("already_locked");
  });
});

describe("a lock and a query at the same moment", () => {
  test("cannot both happen: whoever is second sees what the first did", async () => {
    for (let round = 0; round < 4; round++) {
      await newPatient();
      await nothingDone();
      done(await lock("freeze"));
      const [locked, asked] = await Promise.all([lock("lock"), askConsent()]);
      expect([locked.ok, asked.ok].filter(Boolean)).toHaveLength(1);
      if (locked.ok) expect(refusal(asked)).toBe("record_locked");
      else expect(["blockers_remain", "ledger_moved_on"]).toContain(refusal(locked));
    }
  });
});
