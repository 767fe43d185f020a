import { describe, expect, test } from "vitest";
import { plannedDoses } from "@/lib/study/dosing/planned-doses";
import type { DosingBasis } from "@/lib/study/dosing/planned-doses";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const planFor = (version: ProtocolVersionId, arm: Arm, basis: Partial<DosingBasis> = {}) =>
  plannedDoses(protocolVersions[version], protocolVersions[version].arms[arm], { heightCm: "170", weightKg: "70", age: 45, ...basis });

describe("planned doses", () => {
  test("are reckoned from the rounded body surface and say how", () => {
    expect(planFor("2007", "B")).toMatchObject({
      state: "ready",
      bodySurface: { says: "√(170 cm × 70 kg / 3600) = 1.82 m²" },
      cenersen: { mgPerHour: "7", mgPerDay: "168", totalMg: "672", says: "0.1 mg/kg/h × 70 kg = 7 mg/h; 7 mg/h × 96 h = 672 mg" },
      chemotherapy: [
        { drug: "idarubicin", mgPerDay: "21.8", days: 3, fromDay: 2, totalMg: "65.5", says: "12 mg/m² × 1.82 m² = 21.8 mg" },
        { drug: "cytarabine", mgPerDay: "182", days: 7, totalMg: "1274" },
      ],
    });
  });

  test.each([
    ["2007", "A", []],
    ["2007", "B", [["182", 7]]],
    ["2007", "C", [["1820", 4]]],
    ["review", "A", []],
    ["review", "B", [["910", 3]]],
    ["review", "C", [["2730", 3]]],
  ] as const)("cytarabine of version %s, arm %s", (version, arm, cytarabine) => {
    const plan = planFor(version, arm);
    const given = plan.state === "ready" ? plan.chemotherapy.filter(({ drug }) => drug === "cytarabine").map(({ mgPerDay, days }) => [mgPerDay, days]) : null;
    expect(given).toEqual(cytarabine);
  });

  test.each([[59, 4, 0], [60, 4, 1], [61, 3, 0]])("at age %i arm C has cytarabine on %i days and %i question", (age, days, questions) => {
    const plan = planFor("2007", "C", { age });
    expect(plan).toMatchObject({ state: "ready", chemotherapy: [{ days: 3 }, { days }] });
    expect(plan.state === "ready" ? plan.questions.length : null).toBe(questions);
  });

  test("the review's cenersen runs for 7 days", () => {
    expect(planFor("review", "A")).toMatchObject({ cenersen: { hours: 168, totalMg: "1176" } });
  });

  test("wait for what is missing, and for the age only where it decides", () => {
    expect(planFor("2007", "C", { heightCm: null, age: null })).toEqual({ state: "waiting", waitingFor: ["height", "age"] });
    expect(planFor("2007", "A", { age: null }).state).toBe("ready");
    expect(planFor("2007", "A", { weightKg: "0" })).toEqual({ state: "waiting", waitingFor: ["weight"] });
  });

  test("DuBois gives the slightly smaller surface", () => {
    expect(planFor("2007", "A", { formula: "dubois" })).toMatchObject({ bodySurface: { says: "0.007184 × (170 cm)^0.725 × (70 kg)^0.425 = 1.81 m²" } });
  });
});
