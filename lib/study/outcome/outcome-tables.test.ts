import { describe, expect, test } from "vitest";
import type { EfficacyPatient } from "@/lib/study/efficacy";
import { armsWatched, bestByProfile, evaluableAgainstExposed, patientCounts, patientsIn, responseBySet, timeSummaries } from "@/lib/study/outcome/outcome-tables";

const patient = (changes: Partial<EfficacyPatient>): EfficacyPatient => ({
  number: "101-001", arm: "A", diseaseStatus: "relapsed", exposure: "not_exposed", outcome: "resistant_disease", earlyDeath: "none",
  best: { SEED: "NR", IWG2003: "NR", ELN2022: "NR" }, population: { ITT: "in", SAFETY: "in", PP: "in" },
  times: { overall_survival: { days: 100, event: true }, event_free_survival: { days: 0, event: true }, disease_free_survival: null, remission_duration: null },
  ...changes,
});
const times = (days: number, event: boolean): EfficacyPatient["times"] => ({ overall_survival: { days, event }, event_free_survival: { days, event }, disease_free_survival: { days, event }, remission_duration: "waiting" });
const responder = patient({ arm: "B", outcome: "responder", best: { SEED: "CR", IWG2003: "MLFS", ELN2022: "CR" }, times: times(400, false) });
const exposed = patient({ arm: "B", exposure: "exposed", population: { ITT: "in", SAFETY: "in", PP: "out" }, earlyDeath: "30" });
const untreated = patient({ arm: "C", exposure: null, outcome: "waiting", earlyDeath: "waiting", population: { ITT: "in", SAFETY: "unknown", PP: "unknown" }, times: times(10, false) });
const ALL = [patient({}), responder, exposed, untreated];

describe("the tables of the analysis page", () => {
  test("count rates over everybody, the evaluable and the unexposed; an undecided patient is in neither of the last two", () => {
    expect(responseBySet(ALL, "SEED")[0]?.sets.map(({ set, rate }) => [set, `${rate.successes}/${rate.total}`])).toEqual([["ITT", "1/4"], ["PP", "1/2"], ["unexposed", "1/2"]]);
    expect(patientsIn(ALL, "PP")).toHaveLength(2);
  });

  test("compare the evaluable with the exposed as the interim report did", () => {
    const some = (count: number, changes: Partial<EfficacyPatient>) => Array.from({ length: count }, () => patient(changes));
    const interim = [...some(6, { best: responder.best }), ...some(12, {}), ...some(16, { exposure: "exposed", population: exposed.population })];
    expect(evaluableAgainstExposed(interim, "SEED")).toMatchObject({ evaluable: { successes: 6, total: 18 }, exposed: { successes: 0, total: 16 } });
    expect(evaluableAgainstExposed(interim, "SEED").p?.toFixed(4)).toBe("0.0198");
    expect(evaluableAgainstExposed([], "SEED").p).toBeNull();
  });

  test("put the best responses of the profiles side by side", () => {
    expect(bestByProfile(ALL)).toEqual([
      { status: "CR", counts: { SEED: 1, IWG2003: 0, ELN2022: 1 } }, { status: "MLFS", counts: { SEED: 0, IWG2003: 1, ELN2022: 0 } }, { status: "NR", counts: { SEED: 3, IWG2003: 3, ELN2022: 3 } },
    ]);
  });

  test("watch treated patients only", () => expect(armsWatched(ALL, "SEED").map(({ arm, treated, complete }) => [arm, treated, complete])).toEqual([["A", 1, 0], ["B", 2, 1], ["C", 0, 0]]));

  test("estimate over who was observed, and count who is still waited for", () => {
    const [everybody, , armB] = timeSummaries(ALL, "overall_survival");
    expect(everybody).toMatchObject({ arm: null, patients: 4, events: 2, waiting: 0, median: { days: 100 } });
    expect(armB?.at.map(({ months, estimate, atRisk }) => [months, estimate?.survival, atRisk])).toEqual([[6, 0.5, 1], [12, 0.5, 1], [24, undefined, 0]]);
    expect(timeSummaries(ALL, "remission_duration")[0]).toMatchObject({ patients: 0, events: 0, waiting: 2 });
  });

  test("count populations, outcomes and early deaths in all and by arm", () => {
    const rows = Object.fromEntries(patientCounts(ALL).flatMap(({ rows: some }) => some.map(({ label, counts }) => [label, counts])));
    expect(rows).toMatchObject({
      "Intention to treat": [4, 1, 2, 1], "Safety, not known yet": [1, 0, 0, 1], "Per protocol (evaluable), out": [1, 0, 1, 0], "Resistant disease": [2, 1, 1, 0],
      "Within 30 days": [1, 0, 1, 0], "Within 90 days": [1, 0, 1, 0], "Not followed for 90 days yet": [1, 0, 0, 1],
    });
    expect(rows["Death in aplasia"]).toBeUndefined();
  });
});
