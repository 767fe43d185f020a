import { expect, test } from "vitest";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import { forms } from "@/lib/study/study";
import { lastDiseaseAssessment, lastKnownAlive, NO_SIGHTING, SIGHTINGS } from "@/lib/study/survival/dated-facts";

test("every date of every form shows the patient alive, or is named as one that does not", () => {
  const dates = forms.flatMap((form) => Object.entries(form.fields).filter(([, { kind }]) => ["date", "partialDate", "dateTime"].includes(kind)).map(([field]) => `${form.id}.${field}`));
  const placed = [...SIGHTINGS.map(({ form, field }) => `${form}.${field}`), ...NO_SIGHTING];
  expect([...new Set(placed)].toSorted()).toEqual([...new Set(dates)].toSorted());
});

test("the last of them counts, unless it says that nobody was seen", () => {
  const record = exampleRecord([
    entry("marrow", "D28", { marrowDate: "2024-10-21", blastPct: "2" }), entry("transfusion", null, { givenOn: "2024-11-02" }),
    entry("follow_up", "FU3", { contactDate: "2025-01-10", status: "lost" }), entry("adverse_event", null, { startDate: "2025-02-01", outcome: "fatal" }),
    entry("idarubicin_dose", "C1", { doseDate: "2025-03-01", doseMg: "0" }),
  ]);
  expect([lastKnownAlive(record)?.on, lastDiseaseAssessment(record)?.on]).toEqual(["2024-11-02", "2024-10-21"]);
});

test("blood counts and a contact show the state of the disease only where somebody looked", () => {
  const seen = (diseaseStatus: string, blastsPct: string | null) => exampleRecord([entry("haematology", "D28", { sampleDate: "2024-10-21", blastsPct }), entry("follow_up", "FU3", { contactDate: "2025-01-10", status: "alive", diseaseStatus })]);
  expect([lastDiseaseAssessment(seen("not_assessed", null))?.on, lastDiseaseAssessment(seen("not_assessed", "0"))?.on, lastDiseaseAssessment(seen("in_remission", "0"))?.on]).toEqual([undefined, "2024-10-21", "2025-01-10"]);
});
