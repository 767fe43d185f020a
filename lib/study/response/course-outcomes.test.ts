import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestOverallResponse } from "@/lib/study/response/best-overall-response";
import type { DatedResponse } from "@/lib/study/response/best-overall-response";
import { treatmentFailure } from "@/lib/study/response/treatment-failure";
import type { CourseOutcome } from "@/lib/study/response/treatment-failure";

const on = (studyDay: number, status: DatedResponse["status"]): DatedResponse => ({ studyDay, status });

describe("best overall response", () => {
  test.each([
    ["improves", [on(30, "CRp"), on(44, "CR")], {}, "CR", 44, 30],
    ["is kept", [on(30, "CR"), on(60, "CRp")], {}, "CR", 30, 30],
    ["is NE without assessments", [], {}, "NE", null, null],
    ["does not count the day after new therapy", [on(28, "NR"), on(51, "CR")], { newTherapyDay: 50 }, "NR", 28, null],
    ["counts the day of new therapy", [on(50, "CR")], { newTherapyDay: 50 }, "CR", 50, 50],
    ["counts nothing after a relapse", [on(30, "CRp"), on(80, "REL"), on(120, "CR")], {}, "CRp", 30, 30],
    ["counts nothing after a recorded relapse", [on(30, "CRp"), on(120, "CR")], { relapseDay: 80 }, "CRp", 30, 30],
    ["counts nothing after the cut-off", [on(30, "NR"), on(200, "CR")], { cutoffDay: 180 }, "NR", 30, null],
  ] as const)("%s", (_says, assessments, stops, best, firstDay, firstRemissionDay) => {
    expect(bestOverallResponse(assessments, stops)).toEqual({ best, firstDay, firstRemissionDay });
  });

  test("does not depend on the order in which assessments were entered", () => {
    const some = fc.uniqueArray(fc.record({ studyDay: fc.integer({ min: 1, max: 300 }), status: fc.constantFrom("CR", "CRp", "NR", "REL", "NE") }), { selector: ({ studyDay }) => studyDay });
    fc.assert(fc.property(some, (assessments) => {
      expect(bestOverallResponse(assessments.toReversed(), {})).toEqual(bestOverallResponse(assessments, {}));
    }));
  });
});

describe("treatment failure", () => {
  const died: CourseOutcome = {
    responded: false, therapyCompleted: true, daysFromEndOfTreatmentToDeath: 20, aliveDaysAfterTreatment: null, bloodBlasts: "N",
    cytopenic: true, lastMarrowDaysBeforeDeath: 7, lastMarrow: "hypoplastic", evidenceOfPersistentLeukaemia: false,
  };
  const lives: CourseOutcome = { ...died, daysFromEndOfTreatmentToDeath: null, lastMarrowDaysBeforeDeath: null };
  test.each([
    ["a responder is none", { ...died, responded: true }, "NOT_A_TREATMENT_FAILURE"],
    ["aplasia on the seventh day, with a marrow 7 days old", { ...died, daysFromEndOfTreatmentToDeath: 7 }, "DEATH_IN_APLASIA"],
    ["a marrow 8 days before death is too old", { ...died, lastMarrowDaysBeforeDeath: 8 }, "DEATH_INDETERMINATE"],
    ["death on the sixth day", { ...died, daysFromEndOfTreatmentToDeath: 6 }, "DEATH_INDETERMINATE"],
    ["death on the sixth day with blasts", { ...died, daysFromEndOfTreatmentToDeath: 6, bloodBlasts: "Y" }, "DEATH_INDETERMINATE"],
    ["death before the end of treatment", { ...died, therapyCompleted: false, daysFromEndOfTreatmentToDeath: null }, "DEATH_INDETERMINATE"],
    ["no marrow and no blasts in blood", { ...died, lastMarrow: null, lastMarrowDaysBeforeDeath: null }, "DEATH_INDETERMINATE"],
    ["cytopenia unknown", { ...died, cytopenic: null }, "DEATH_INDETERMINATE"],
    ["blasts in blood", { ...died, bloodBlasts: "Y" }, "RESISTANT_DISEASE"],
    ["blasts in the last marrow", { ...died, lastMarrow: "persistent" }, "RESISTANT_DISEASE"],
    ["alive with leukaemia after 7 days", { ...lives, aliveDaysAfterTreatment: 7, evidenceOfPersistentLeukaemia: true }, "RESISTANT_DISEASE"],
    ["alive with leukaemia after 6 days waits", { ...lives, aliveDaysAfterTreatment: 6, evidenceOfPersistentLeukaemia: true }, "UNDETERMINED"],
  ] satisfies readonly (readonly [string, CourseOutcome, string])[])("%s", (_says, course, category) => {
    expect(treatmentFailure(course)).toBe(category);
  });
});
