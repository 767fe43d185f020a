import { describe, expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord } from "@/lib/study/patient-record";
import { exampleForms, exampleVersion } from "@/lib/study/rehearse/example-version";
import { rehearsePatient, type StandingMark } from "@/lib/study/rehearse/rehearse-patient";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const today = "2024-12-01";
const rehearse = (record: PatientRecord, standing: readonly StandingMark[] = [], policy: "keep" | "move" = "move") =>
  rehearsePatient(record, { to: exampleVersion, consentedOn: today, forms: policy }, { today, hashOf: String, standing, among: exampleForms });
const toReview = (record: PatientRecord, consentedOn = today) => rehearsePatient(record, { to: protocolVersions.review, consentedOn, forms: "move" }, { today, hashOf: String, standing: [] });

const vitals = (answers: Readonly<Record<string, unknown>>) => exampleEntry("vital_signs", "SCR", { measuredOn: "2024-09-05", weightKg: "100", heightCm: "170", zubrod: "1", ...answers });

describe("a changed form", () => {
  test("opens the questions that the new version asks, and closes those that it no longer asks", () => {
    const { opens, closes } = rehearse(exampleRecord([vitals({ pulse: 130 })]));
    expect([opens.map(({ id }) => id), closes.map(({ id }) => id)]).toEqual([["EV02"], ["EV01"]]);
  });
  test("takes away the verifications and signatures on exactly the values that leave", () => {
    const mark = (field: string, kind: StandingMark["kind"]): StandingMark => ({ entryId: "vital_signs@SCR", field, kind, byName: "Mona" });
    const standing = [mark("pulse", "verification"), mark("weightKg", "verification"), mark("heightCm", "casebook"), { ...mark("pulse", "casebook"), entryId: "vital_signs@C1" }];
    expect(rehearse(exampleRecord([vitals({ pulse: 80 })]), standing).falls).toEqual([standing[0]]);
    expect(rehearse(exampleRecord([vitals({ heightCm: "215" })]), standing).falls).toEqual([standing[2]]);
  });
  test("changes what is derived from a value that leaves", () => {
    const results = rehearse(exampleRecord([vitals({ heightCm: "215" }), exampleEntry("demography", "SCR", { age: 45 })])).results;
    expect(results).toContainEqual({ kind: "planned_dose", subject: "C1", from: "ready", to: "waiting" });
  });
  test("changes nothing at all while begun forms keep their version", () => {
    expect(rehearse(exampleRecord([vitals({ heightCm: "215", pulse: 130 })]), [], "keep")).toMatchObject({ moves: [], opens: [], closes: [], results: [], falls: [], doses: [], decisions: 0 });
  });
  test("leaves the record as it was", () => {
    const record = exampleRecord([vitals({ pulse: 80 })]);
    const before = structuredClone(record);
    rehearse(record);
    expect(record).toEqual(before);
  });
});

describe("another description of the trial", () => {
  const measured = [vitals({ weightKg: "70" }), exampleEntry("demography", "SCR", { age: 45 })];
  const begun = exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00", rateMgPerHour: "7" });
  test("changes the doses of a course that has not begun, in mg where they are known", () => {
    expect(toReview(exampleRecord(measured)).doses).toEqual([
      { course: 1, drug: "cenersen", from: "0.1 mg/kg/h over 96 h", to: "0.1 mg/kg/h over 168 h", fromMg: "7 mg/h, 672 mg in all", toMg: "7 mg/h, 1176 mg in all" },
      { course: 1, drug: "cytarabine", from: "100 mg/m² on 7 days from day 2", to: "500 mg/m² on 3 days from day 2", fromMg: "182 mg a day on 7 days, 1274 mg in all", toMg: "910 mg a day on 3 days, 2730 mg in all" },
    ]);
    expect(toReview(exampleRecord([])).doses.map(({ fromMg, toMg }) => [fromMg, toMg])).toEqual([[null, null], [null, null]]);
    expect(toReview(exampleRecord(measured, { arm: null })).doses).toEqual([]);
  });
  test("leaves the doses of a course that has begun, and changes those of the next", () => {
    expect(new Set(toReview(exampleRecord([...measured, begun])).doses.map(({ course }) => course))).toEqual(new Set([2]));
    expect(toReview(exampleRecord([...measured, begun])).opens).toEqual([]);
  });
  test("asks about an infusion of 96 hours when the consent is dated before it", () => {
    const { opens, doses } = toReview(exampleRecord([...measured, begun]), "2024-09-10");
    expect([opens.map(({ id }) => id), new Set(doses.map(({ course }) => course))]).toEqual([["IN02"], new Set([1, 2])]);
  });
  test("is nothing to a patient who is under it", () => {
    const record = exampleRecord([...measured, begun], { protocolVersion: "review" });
    expect(toReview(record)).toMatchObject({ moves: [], opens: [], closes: [], results: [], doses: [], visits: [] });
  });
});
