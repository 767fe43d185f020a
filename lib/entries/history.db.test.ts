import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, sent } from "@/ops/testing/test-patient";

const loadHere = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("./read-history")) });
let study: TestStudy;
let here: Awaited<ReturnType<typeof loadHere>>;
beforeAll(async () => {
  study = await openTestStudy();
  here = await loadHere();
});
afterAll(() => study.close());

test("what a form shows of a field's history before it is opened is what its story then tells, and nobody else's is told [R13]", async () => {
  const patient = await newPatient(study);
  const entryId = patient.entries["vital_signs"] ?? "";
  await fill(study, patient, "vital_signs", { pulse: 70, weightKg: "70" });
  done(await save(study, entryId, { pulse: [70, 72] }, { reason: "Transcription error" }));
  done(await save(study, entryId, { weightKg: ["70", null] }, { reason: "Wrong patient" }));
  done(await here.perform(here.raiseDiscrepancy, study.tokens.monitor, sent({ entryId, field: "pulse", question: "Is it?" })));
  const seenBy = <Value>(token: string, read: (tx: Parameters<typeof here.readHistory>[0]) => Promise<Value>) => study.rolledBack(token, read);

  const heads = await seenBy(study.tokens.coordinator, (tx) => here.readHistoryHeads(tx, entryId));
  const pulse = await seenBy(study.tokens.coordinator, (tx) => here.readHistory(tx, entryId, "pulse"));
  const weight = await seenBy(study.tokens.coordinator, (tx) => here.readHistory(tx, entryId, "weightKg"));
  expect(pulse.map(({ kind, to, reason }) => [kind, to, reason])).toEqual([["raised", null, null], ["changed", 72, "Transcription error"], ["entered", 70, null]]);
  expect(weight.map(({ kind }) => kind)).toEqual(["removed", "entered"]);
  expect(heads["pulse"]).toEqual({ events: 3, storedBy: { name: pulse[1]?.byName, at: pulse[1]?.at } });
  expect(heads["weightKg"]).toEqual({ events: 2, storedBy: { name: weight[0]?.byName, at: weight[0]?.at } });
  expect(heads).not.toHaveProperty("heightCm");
  expect(await seenBy(study.tokens.coordinator, (tx) => here.readHistory(tx, entryId, "heightCm"))).toEqual([]);

  expect(await seenBy(study.tokens.elsewhere, (tx) => here.readHistoryHeads(tx, entryId))).toEqual({});
  expect(await seenBy(study.tokens.elsewhere, (tx) => here.readHistory(tx, entryId, "pulse"))).toEqual([]);
});
