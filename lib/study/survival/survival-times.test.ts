import { describe, expect, test } from "vitest";
import { diseaseFreeSurvival, overallSurvival } from "@/lib/study/survival/survival-times";
import type { SurvivalDates } from "@/lib/study/survival/survival-times";

const responder: SurvivalDates = {
  randomised: "2005-01-10", firstResponse: "2005-02-14", relapse: null, death: null, lastKnownAlive: "2006-09-30", lastDiseaseAssessment: "2006-08-15",
};

describe("overall survival", () => {
  test.each([
    ["is censored when last known alive", responder, { days: 628, event: 0 }],
    ["ends with death", { ...responder, death: "2005-12-24" }, { days: 348, event: 1 }],
    ["is 0 days for a death on the day of randomisation", { ...responder, death: "2005-01-10" }, { days: 0, event: 1 }],
    ["is unknown before randomisation", { ...responder, randomised: null }, null],
    ["is unknown when nobody knows whether the patient lives", { ...responder, lastKnownAlive: null }, null],
    ["is unknown when death precedes randomisation", { ...responder, death: "2005-01-09" }, null],
  ])("%s", (_says, dates, time) => expect(overallSurvival(dates)).toEqual(time));
});

describe("disease-free survival", () => {
  test.each([
    ["is censored at the last disease assessment", responder, { days: 547, event: 0 }],
    ["ends with relapse when death comes later", { ...responder, relapse: "2005-08-01", death: "2005-12-24" }, { days: 168, event: 1 }],
    ["ends with death in remission", { ...responder, death: "2005-06-01" }, { days: 107, event: 1 }],
    ["does not exist without a response", { ...responder, firstResponse: null }, null],
    ["is unknown without an assessment after the response", { ...responder, lastDiseaseAssessment: null }, null],
  ])("%s", (_says, dates, time) => expect(diseaseFreeSurvival(dates)).toEqual(time));

  test("can be censored when last known alive instead", () => {
    expect(diseaseFreeSurvival(responder, "lastKnownAlive")).toEqual({ days: 593, event: 0 });
  });
});
