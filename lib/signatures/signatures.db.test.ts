import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionResult } from "@/lib/kernel/action-result";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { STATEMENTS } from "./statements";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
/** After the study is open: the server's modules read their addresses when they are loaded. */
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/patients/create-patient")), ...(await import("./confirm-eligibility")), ...(await import("./read-signatures")), ...(await import("./sign-casebook")) });
let patientId: string;
const entryOf = new Map<string, string>();
const request = () => ({ requestId: randomUUID(), reason: null });

function done<Value>(result: ActionResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
const refusal = <Value>(result: ActionResult<Value>) => (!result.ok && result.fault.kind === "refused" ? result.fault.code : result);
const save = async (formId: string, changes: Readonly<Record<string, { from: unknown; to: unknown }>>, reason: string | null = null) =>
  done(await acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason, entryId: entryOf.get(formId), changes, explanations: [] }));
const sign = (token: string, password = TEST_PASSWORD) => acts.perform(acts.signCasebook, token, { ...request(), patientId, password });
const signatures = () => study.rolledBack(study.tokens.monitor, (tx) => acts.readSignatures(tx, patientId));

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  const { number } = done(await acts.perform(acts.createPatient, study.tokens.coordinator, { ...request(), siteId: study.sites["101"] }));
  const found = await study.rolledBack(study.tokens.coordinator, (tx) => tx.patient.findUniqueOrThrow({ where: { number }, include: { entries: true } }));
  patientId = found.id;
  found.entries.forEach(({ formId, id }) => entryOf.set(formId, id));
});
afterAll(() => study.close());

describe("a signature", () => {
  test("needs something to sign", async () => expect(refusal(await sign(study.tokens.investigator))).toBe("nothing_to_sign"));

  test("is an investigator's, of the site, with the password of that very person [R43]", async () => {
    await save("consent", { consentDate: { from: null, to: "2024-09-02" } });
    await save("demography", { age: { from: null, to: 61 }, sex: { from: null, to: "F" } });
    expect(refusal(await sign(study.tokens.coordinator))).toBe("not_permitted");
    expect(refusal(await sign(study.tokens.data_manager))).toBe("not_permitted");
    expect(refusal(await sign(study.tokens.investigator, "another password"))).toBe("wrong_password");
    expect((await signatures()).signatures).toEqual([]);
    done(await sign(study.tokens.investigator));
  });

  test("is refused by the database itself to anybody else [R43 A25]", async () => {
    await expect(study.rolledBack(study.tokens.coordinator, (tx) => tx.$queryRaw`SELECT ctx.sign(${patientId}::uuid, 'casebook', 'x', NULL)`)).rejects.toThrow(/only an investigator/);
  });

  test("carries name, role, meaning, and covers every value [R38]", async () => {
    const { signatures: [signature], unsignedFields } = await signatures();
    expect(signature).toMatchObject({ meaning: "casebook", statement: STATEMENTS.casebook, name: "Test investigator", role: "investigator", fields: 3, valid: true, changed: [] });
    expect(unsignedFields).toBe(0);
  });

  test("falls for exactly the value that changed, with both values, and stands for the rest [R41 A25]", async () => {
    await save("demography", { age: { from: 61, to: 62 } }, "transcription error");
    const { signatures: [signature], unsignedFields } = await signatures();
    expect(signature?.valid).toBe(false);
    expect(signature?.changed.map(({ field, label, signed, now, href, rowRemoved }) => ({ field, label, signed, now, href, rowRemoved }))).toEqual([
      { field: "age", label: expect.stringContaining("Age") as string, signed: "61 years", now: "62 years", href: `/entries/${entryOf.get("demography")}#age`, rowRemoved: false },
    ]);
    expect(unsignedFields).toBe(1);
  });

  test("is not touched by a value that came since; that value is unsigned", async () => {
    await save("cardiac", { lvefPercent: { from: null, to: "58" } });
    const { signatures: [signature], unsignedFields } = await signatures();
    expect(signature?.changed).toHaveLength(1);
    expect(unsignedFields).toBe(2);
  });

  test("given again covers all, and the fallen one stays as it was", async () => {
    done(await sign(study.tokens.investigator));
    const { signatures: [again, first], unsignedFields } = await signatures();
    expect([again?.valid, again?.fields, first?.valid, unsignedFields]).toEqual([true, 4, false, 0]);
  });

  test("of eligibility is refused while the rules do not find the patient eligible", async () => {
    const asked = await acts.perform(acts.confirmEligibility, study.tokens.investigator, { ...request(), patientId, username: "investigator", password: TEST_PASSWORD });
    expect(refusal(asked)).toBe("not_eligible");
  });

  test("is never changed or taken back, not even in SQL [R39]", async () => {
    const attempt = (statement: string) => study.admin.query(statement);
    await expect(attempt("UPDATE app.signature SET by_name = 'X'")).rejects.toThrow(/not allowed/);
    await expect(attempt("DELETE FROM app.signature_void")).rejects.toThrow(/not allowed/);
  });
});
