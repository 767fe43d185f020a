import { describe, expect, test } from "vitest";
import { effectsOfOne, evaluableIf, exposureEffect, type ComparedPatient } from "./exposure-effect";
import { countsAsExposed, standingOf, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

const patients = (n: number, responder: boolean, medications: readonly [ExposureFlag, ExposureStanding][] = []): ComparedPatient[] =>
  Array.from({ length: n }, (_, at) => ({ id: `${n} ${responder} ${at}`, responder, otherwise: "in", medications: medications.map(([flag, standing]) => ({ entryId: `${flag} ${standing}`, flag, standing })) }));

/** The published cohort: 0 of 17 exposed patients responded, 10 of 36 others; 5 of the others are undecided, one responder took it on day 7. */
const cohort = [
  ...patients(17, false, [["exposed", "exposure"]]),
  ...patients(1, true, [["outside", "not_needed"]]), ...patients(9, true),
  ...patients(5, false, [["possible", "to_decide"]]), ...patients(21, false),
];

test("the published comparison comes out as published", () => {
  const { exposed, notExposed, p } = exposureEffect(cohort);
  expect({ exposed, notExposed }).toEqual({ exposed: { successes: 0, total: 17 }, notExposed: { successes: 10, total: 36 } });
  expect(p).toBeCloseTo(0.0214, 3);
});

test("what would follow from other verdicts is counted by patient, without touching the cohort", () => {
  const allUndecided = exposureEffect(cohort, ({ standing }) => (standing === "to_decide" ? true : null));
  expect(allUndecided).toMatchObject({ exposed: { successes: 0, total: 22 }, notExposed: { successes: 10, total: 31 } });
  expect(allUndecided.p).toBeCloseTo(0.003, 3);
  const daySeven = exposureEffect(cohort, ({ flag }) => (flag === "outside" ? true : null));
  expect(daySeven).toMatchObject({ exposed: { successes: 1, total: 18 }, notExposed: { successes: 9, total: 35 } });
  expect(daySeven.p).toBeCloseTo(0.137, 3);
  expect(exposureEffect(cohort).exposed.total).toBe(17);
});

test("a second exposure of the same patient changes nothing, and one ruled out leaves the other standing", () => {
  const twice: ComparedPatient[] = [{ id: "x", responder: false, otherwise: "in", medications: [{ entryId: "a", flag: "exposed", standing: "exposure" }, { entryId: "b", flag: "exposed", standing: "to_decide" }] }, ...patients(3, true)];
  expect(exposureEffect(twice, ({ entryId }) => (entryId === "b" ? false : null)).exposed.total).toBe(1);
  expect(exposureEffect(twice, () => false)).toEqual({ exposed: { successes: 0, total: 0 }, notExposed: { successes: 3, total: 4 }, evaluable: { successes: 3, total: 4 }, p: null });
});

test("evaluable are those with nothing else against them, no exposure, and nothing left open", () => {
  const patientWith = (otherwise: ComparedPatient["otherwise"], medications: ComparedPatient["medications"] = []): ComparedPatient => ({ id: "y", responder: true, otherwise, medications });
  const open = [{ entryId: "a", flag: "possible", standing: "to_decide" }] as const;
  expect((["in", "out", "unknown"] as const).map((otherwise) => evaluableIf(patientWith(otherwise)))).toEqual(["in", "out", "unknown"]);
  expect([null, true, false].map((counts) => evaluableIf(patientWith("in", open), () => counts))).toEqual(["unknown", "out", "in"]);
  expect(evaluableIf(patientWith("out", open), () => false)).toBe("out");
  expect(exposureEffect(cohort).evaluable).toEqual({ successes: 10, total: 31 });
  expect(exposureEffect(cohort, ({ standing }) => (standing === "to_decide" ? false : null)).evaluable).toEqual({ successes: 10, total: 36 });
});

test("moving one patient is the same as counting everybody again", () => {
  const one = effectsOfOne(exposureEffect(cohort));
  for (const patient of cohort) {
    for (const counts of [true, false]) {
      const others = cohort.map((other) => (other === patient ? { ...other, medications: other.medications.map((medication) => ({ ...medication, entryId: "this" })) } : other));
      expect(one(patient, () => counts)).toEqual(exposureEffect(others, ({ entryId }) => (entryId === "this" ? counts : null)));
    }
  }
});

describe("only what is flagged in the window waits for a person, and only on what it is now", () => {
  const cases: [ExposureFlag, Parameters<typeof standingOf>[1], ExposureStanding, boolean][] = [
    ["exposed", null, "to_decide", true],
    ["possible", null, "to_decide", false],
    ["uncoded", null, "to_decide", false],
    ["outside", null, "not_needed", false],
    ["none", null, "not_needed", false],
    ["exposed", "need_more_information", "asked", true],
    ["possible", "need_more_information", "asked", false],
    ["outside", "need_more_information", "not_needed", false],
    ["exposed", "not_an_inhibitor", "no_exposure", false],
    ["uncoded", "inhibitor_exposure", "exposure", true],
    ["outside", "inhibitor_exposure", "exposure", true],
    ["none", "inhibitor_exposure", "exposure", true],
  ];
  test.each(cases)("%s with verdict %s is %s", (flag, verdict, standing, counts) => {
    expect(standingOf(flag, verdict)).toBe(standing);
    expect(countsAsExposed(flag, standing)).toBe(counts);
  });
});
