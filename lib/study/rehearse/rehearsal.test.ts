import { describe, expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord } from "@/lib/study/patient-record";
import { exampleForms, exampleVersion } from "@/lib/study/rehearse/example-version";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { addUp } from "@/lib/study/rehearse/rehearsal";
import { rehearsePatient, type StandingMark } from "@/lib/study/rehearse/rehearse-patient";
import { sayRehearsal, stepsOf } from "@/lib/study/rehearse/say-rehearsal";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const day = "2024-12-01";
const whole = { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170", zubrod: "1" };
const patient = (number: string, answers: Readonly<Record<string, unknown>>): PatientRecord =>
  exampleRecord([{ ...exampleEntry("vital_signs", "SCR", { ...whole, ...answers }), id: `${number} vitals` }, { ...exampleEntry("vital_signs", "C1", {}), id: `${number} empty` }], { number, patientId: number });
const patients = [patient("101-001", { pulse: 130 }), patient("101-002", { heightCm: "215", weightKg: "100" }), patient("102-001", { weightKg: "95", pulse: 70 })];
const standing: readonly StandingMark[] = [
  { entryId: "101-001 vitals", field: "pulse", kind: "verification", byName: "Mona" }, { entryId: "102-001 vitals", field: "pulse", kind: "verification", byName: "Mona" },
  { entryId: "101-002 vitals", field: "heightCm", kind: "casebook", byName: "Dr Ines" }, { entryId: "101-002 vitals", field: "weightKg", kind: "verification", byName: "Mona" },
];
const rehearse = (records: readonly PatientRecord[], forms: FormPolicy = "move", to = exampleVersion) =>
  addUp(records.map((record) => rehearsePatient(record, { to, consentedOn: day, forms }, { today: day, hashOf: String, standing, among: exampleForms })), { version: to.id, consentedOn: day, policy: forms });

describe("a rehearsal over patients", () => {
  test("counts entries, questions, values that leave, checks and marks [R89]", () => {
    expect(rehearse(patients)).toMatchObject({
      patients: 3, changed: 3,
      forms: [{ formId: "vital_signs", from: 1, to: 2, entries: 6, begun: 3, reopened: 3, questions: 4, dropped: 2, refused: 1, patients: 3, examples: ["101-001", "101-002", "102-001"] }],
      opens: [{ id: "EV02", count: 2, examples: ["101-002", "102-001"] }], closes: [{ id: "EV01", count: 1, examples: ["101-001"] }],
      falls: [{ kind: "verification", byName: "Mona", values: 2, patients: 2 }, { kind: "casebook", byName: "Dr Ines", values: 1 }],
    });
  });
  test("is the same in whatever order the patients come", () => {
    expect(rehearse(patients.toReversed())).toEqual(rehearse(patients));
  });
  test("counts the empty forms alone when begun ones keep their version", () => {
    expect(rehearse(patients, "keep")).toMatchObject({ forms: [{ entries: 3, begun: 0, questions: 0, dropped: 0, refused: 0 }], opens: [], closes: [], falls: [] });
  });
  test("names the steps that are needed, and none that are not", () => {
    expect(stepsOf(rehearse(patients)).slice(2)).toEqual([
      "3. Record the consent of 3 patients in their casebooks, with begun forms that move to the new version.", "4. Answer the new questions of 3 entries.", "5. Answer 2 questions that the checks would ask.",
      "6. Verify 2 values against source again.", "7. Sign again where 1 signed value left.",
    ]);
    expect(stepsOf(rehearse([]))).toHaveLength(2);
  });
  test("says everything that was looked at, also where nothing changes", () => {
    const said = sayRehearsal(rehearse([], "move", protocolVersions["2007"]), "no data").join("\n");
    expect(said).toContain("Nothing was changed.");
    for (const title of ["Forms", "Checks that would ask", "Checks that would no longer ask", "Planned doses", "Visits", "Derived results", "Verifications and signatures that would fall"]) expect(said).toContain(`${title}\n  none`);
  });
});

describe("between the two descriptions of the trial", () => {
  const records = [exampleRecord([], { number: "101-001" }), exampleRecord([], { number: "101-002", arm: "A" })];
  test("the doses that change are said as the protocols give them, with how many patients", () => {
    const said = sayRehearsal(rehearse(records, "move", protocolVersions.review), "two patients").join("\n");
    expect(said).toContain("course 1, cenersen: 0.1 mg/kg/h over 96 h → 0.1 mg/kg/h over 168 h; 2 patients: 101-001, 101-002");
    expect(said).toContain("course 1, cytarabine: 100 mg/m² on 7 days from day 2 → 500 mg/m² on 3 days from day 2; 1 patient: 101-001");
  });
});
