import { describe, expect, test } from "vitest";
import { patientExposure, type ExposureRow, type PatientExposureValue } from "@/lib/study/inhibitors/patient-exposure";
import type { ReviewedExposure } from "@/lib/study/patient-record";

const hashOf = (inputs: string) => `hash of ${inputs}`;
const row = (entryId: string, value: ExposureRow["value"], inputs = "now"): ExposureRow => ({ entryId, value, inputs });
const review = (entryId: string, verdict: ReviewedExposure["verdict"], inputs = "now"): ReviewedExposure => ({ entryId, verdict, inputsHash: hashOf(inputs) });

describe("a patient is what the strongest row is, after review", () => {
  const cases: [string, ExposureRow[], ReviewedExposure[], PatientExposureValue][] = [
    ["no medication", [], [], "not_exposed"],
    ["none and outside", [row("a", "none"), row("b", "outside")], [], "not_exposed"],
    ["one possible", [row("a", "none"), row("b", "possible")], [], "possible"],
    ["one uncoded", [row("a", "uncoded")], [], "possible"],
    ["one exposed beside a possible", [row("a", "possible"), row("b", "exposed")], [], "exposed"],
    ["an exposed row ruled out", [row("a", "exposed")], [review("a", "not_an_inhibitor")], "not_exposed"],
    ["an uncoded row ruled in", [row("a", "uncoded")], [review("a", "inhibitor_exposure")], "exposed"],
    ["a row outside ruled in", [row("a", "outside")], [review("a", "inhibitor_exposure")], "exposed"],
    ["more information needed", [row("a", "exposed")], [review("a", "need_more_information")], "exposed"],
    ["ruled out on other inputs", [row("a", "exposed")], [review("a", "not_an_inhibitor", "before")], "exposed"],
    ["ruled out, then ruled in", [row("a", "possible")], [review("a", "not_an_inhibitor"), review("a", "inhibitor_exposure")], "exposed"],
    ["another row ruled out", [row("a", "exposed")], [review("b", "not_an_inhibitor")], "exposed"],
  ];
  test.each(cases)("%s", (_, rows, reviews, expected) => expect(patientExposure(rows, reviews, hashOf).value).toBe(expected));
});

test("a decision re-opens when the row changed since", () => {
  const { trace } = patientExposure([row("a", "none"), row("b", "possible")], [review("a", "inhibitor_exposure", "before"), review("b", "not_an_inhibitor")], hashOf);
  expect(trace.rows.map(({ reopened, verdict }) => ({ reopened, verdict }))).toEqual([{ reopened: true, verdict: null }, { reopened: false, verdict: "not_an_inhibitor" }]);
});
