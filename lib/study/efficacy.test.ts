import { describe, expect, test } from "vitest";
import { efficacyTable, statusCounts, type EfficacyPatient } from "./efficacy";
import type { Arm, DiseaseStatus } from "./patient-record";
import { agreesWith, percentOf, publishedResult, splitsReproducing } from "./published-result";

describe("the published rates by disease status", () => {
  test("come from exactly one division of the 53 patients, with or without the published totals", () => {
    const only = { refractory: { total: 19, complete: 5, either: 6 }, relapsed: { total: 34, complete: 3, either: 4 } };
    expect(splitsReproducing(true)).toEqual([only]);
    expect(splitsReproducing(false)).toEqual([only]);
  });

  test.each(["refractory", "relapsed"] as const)("cannot come from the published number of %s patients, whatever the number of responders", (status) => {
    for (const rate of Object.values(publishedResult.byStatus[status])) {
      const possible = Array.from({ length: rate.total + 1 }, (_, responders) => agreesWith(rate, responders, rate.total));
      expect(possible).not.toContain(true);
    }
  });
});

describe("per cent", () => {
  test.each([
    [8, 53, "15.1"], [2, 53, "3.8"], [10, 53, "18.9"], [3, 18, "16.7"], [4, 18, "22.2"], [3, 17, "17.6"], [0, 17, "0.0"], [10, 36, "27.8"], [53, 53, "100.0"], [1, 16, "6.3"],
  ])("%i of %i is %s", (responders, total, printed) => expect(percentOf(responders, total)).toBe(printed));

  test("of nobody is nothing", () => expect(percentOf(0, 0)).toBeNull());
});

const undecided = {
  population: { ITT: "in", SAFETY: "in", PP: "unknown" }, outcome: "waiting", earlyDeath: "waiting",
  times: { overall_survival: "waiting", event_free_survival: "waiting", disease_free_survival: null, remission_duration: null },
} as const;

/** A cohort with the published counts: responders by arm and status as given, exposed patients never respond. */
function cohort(): readonly EfficacyPatient[] {
  const sizes: Readonly<Record<Arm, { readonly total: number; readonly cr: number; readonly crp: number; readonly exposed: number }>> = {
    A: { total: 18, cr: 2, crp: 1, exposed: 6 }, B: { total: 18, cr: 3, crp: 1, exposed: 6 }, C: { total: 17, cr: 3, crp: 0, exposed: 5 },
  };
  const patients = (Object.keys(sizes) as Arm[]).flatMap((arm) => {
    const { total, cr, crp, exposed } = sizes[arm];
    return Array.from({ length: total }, (_, index): EfficacyPatient => {
      const best = index < cr ? "CR" : index < cr + crp ? "CRp" : "NR";
      return { number: `${arm}${index}`, arm, diseaseStatus: null, best: { SEED: best, IWG2003: best, ELN2022: best }, exposure: index >= total - exposed ? "exposed" : "not_exposed", ...undecided };
    });
  });
  let [refractoryCr, refractoryCrp, refractory] = [5, 1, 32 - 6];
  const statusOf = (best: string): DiseaseStatus => {
    if (best === "CR") return refractoryCr-- > 0 ? "refractory" : "relapsed";
    if (best === "CRp") return refractoryCrp-- > 0 ? "refractory" : "relapsed";
    return refractory-- > 0 ? "refractory" : "relapsed";
  };
  return patients.map((patient) => ({ ...patient, diseaseStatus: statusOf(patient.best.SEED) }));
}

describe("the table of a cohort with the published counts", () => {
  const table = efficacyTable(cohort(), "SEED");
  const rows = table.flatMap((section) => section.rows.map((row) => [row.label.replace(/,.*/, ""), `${row.responders}/${row.total}`, row.percent, row.agrees]));

  test("agrees with every published figure but those of disease status", () => {
    expect(rows).toEqual([
      ["CR", "8/53", "15.1", true], ["CRp", "2/53", "3.8", true], ["CR + CRp", "10/53", "18.9", true],
      ["Group 1", "3/18", "16.7", true], ["Group 2", "4/18", "22.2", true], ["Group 3", "3/17", "17.6", true],
      ["Exposed", "0/17", "0.0", true], ["Not exposed", "10/36", "27.8", true],
      ["Refractory", "6/32", "18.8", false], ["Relapsed", "4/21", "19.0", false],
    ]);
  });

  test("gives exact intervals and Fisher's p", () => {
    const intervals = Object.fromEntries(table.flatMap(({ rows: all }) => all).map(({ id, interval }) => [id, `${interval?.lower.toFixed(1)}–${interval?.upper.toFixed(1)}`]));
    expect(intervals).toMatchObject({ complete: "6.7–27.6", either: "9.4–32.0", A: "3.6–41.4", B: "6.4–47.6", C: "3.8–43.4", exposed: "0.0–19.5", not_exposed: "14.2–45.2" });
    expect(table.find(({ id }) => id === "exposure")?.note).toBe("Fisher two-sided p = 0.021");
  });

  test("shows what was published beside everybody randomised only", () => {
    expect(efficacyTable(cohort(), "SEED", false).flatMap(({ rows: all }) => all).every(({ published, agrees }) => published === null && agrees === null)).toBe(true);
  });

  test("counts by status as recorded", () => {
    expect(statusCounts(cohort(), "SEED")).toEqual({ refractory: { total: 32, complete: 5, either: 6 }, relapsed: { total: 21, complete: 3, either: 4 } });
  });
});

describe("patients of whom something is not known", () => {
  const unknown: EfficacyPatient = { number: "101-001", arm: "A", diseaseStatus: null, best: { SEED: "NE", IWG2003: "NE", ELN2022: "CRi" }, exposure: "possible", ...undecided };

  test("stay in every denominator; undecided ones count as not exposed and are named", () => {
    const rows = efficacyTable([unknown], "SEED").flatMap((section) => section.rows);
    expect(rows.find(({ id }) => id === "either")).toMatchObject({ responders: 0, total: 1 });
    expect(rows.find(({ id }) => id === "not_exposed")).toMatchObject({ total: 1 });
    expect(rows.find(({ id }) => id === "undecided")).toMatchObject({ total: 1, published: null, agrees: null });
    expect(rows.find(({ id }) => id === "unrecorded")).toMatchObject({ total: 1 });
    expect(rows.find(({ id }) => id === "exposed")).toMatchObject({ total: 0, percent: null, interval: null });
  });

  test("respond under the profile that says so", () => {
    expect(efficacyTable([unknown], "ELN2022")[0]?.rows.map(({ label, responders }) => [label, responders])).toEqual([["CR", 0], ["CRh or CRi", 1], ["CR + CRh or CRi", 1]]);
  });
});
