import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessResponse } from "@/lib/study/response/assess-response";
import { CELLS_PER_MICROLITRE } from "@/lib/study/response/blood-count";
import type { CountUnit } from "@/lib/study/response/blood-count";
import type { BloodReading, MarrowReading, ResponseInput } from "@/lib/study/response/response-input";

const profiles = ["SEED", "IWG2003", "ELN2022"] as const;
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 });
const yesNoUnknown = fc.constantFrom("Y", "N", "N", "N", "U");
const tenths = (max: number) => fc.integer({ min: 0, max: max * 10 }).map((value) => String(value / 10));
const nearBound = (bound: number) => fc.oneof(fc.constantFrom(bound - 1, bound, bound + 1), fc.integer({ min: 0, max: bound * 3 }));
const perUl = (bound: number) => nearBound(bound).map((value) => ({ value: String(value), unit: "/uL" }));
const day = fc.constantFrom("2006-02-20", "2006-02-25", "2006-03-01", "2006-03-08", "2006-03-12");

const marrow: fc.Arbitrary<MarrowReading> = fc.record({
  done: fc.constantFrom("Y", "Y", "Y", "N"), date: orNull(day), blastPct: orNull(fc.oneof(tenths(6), tenths(40))), spicules: yesNoUnknown,
  nucleatedCells: orNull(fc.constantFrom(0, 199, 200, 500)), biopsyCellularityPct: orNull(fc.constantFrom("5", "10", "40")), auerRods: yesNoUnknown,
});
const blood: fc.Arbitrary<BloodReading> = fc.record({
  date: orNull(day), anc: orNull(perUl(1_000)), platelets: orNull(perUl(100_000)), wbc: fc.constant(null),
  neutrophilsPct: fc.constant(null), bandsPct: fc.constant(null), blastsPct: orNull(fc.constantFrom("0", "0", "0", "0.5", "9")),
});
const anyInput: fc.Arbitrary<ResponseInput> = fc.record({
  marrow, blood, extramedullaryDisease: yesNoUnknown, redCellsTransfused: yesNoUnknown, plateletsTransfused: yesNoUnknown,
  baselineMarrowBlastPct: orNull(tenths(90)), priorBest: fc.constantFrom(null, null, "CR", "CRp", "NR"), regenerationSuspected: fc.boolean(),
});

/** Every way to forget one thing that was read. */
const forgetters: readonly ((input: ResponseInput) => ResponseInput)[] = [
  ...(["date", "blastPct", "nucleatedCells"] as const).map((key) => (input: ResponseInput) => ({ ...input, marrow: { ...input.marrow, [key]: null } })),
  ...(["spicules", "auerRods"] as const).map((key) => (input: ResponseInput) => ({ ...input, marrow: { ...input.marrow, [key]: "U" as const } })),
  ...(["date", "anc", "platelets", "blastsPct"] as const).map((key) => (input: ResponseInput) => ({ ...input, blood: { ...input.blood, [key]: null } })),
  ...(["extramedullaryDisease", "redCellsTransfused", "plateletsTransfused"] as const).map((key) => (input: ResponseInput) => ({ ...input, [key]: "U" as const })),
  (input) => ({ ...input, baselineMarrowBlastPct: null }),
];
const remissions: readonly string[] = ["CR", "CRh", "CRp", "CRi"];

describe("missing data", () => {
  test("never make a remission out of what was none", () => {
    fc.assert(fc.property(anyInput, fc.constantFrom(...profiles), fc.constantFrom(...forgetters), (input, profile, forget) => {
      const before = assessResponse(input, profile).status;
      const after = assessResponse(forget(input), profile).status;
      if (remissions.includes(after)) expect(remissions).toContain(before);
      if (after === "CR") expect(before).toBe("CR");
    }), { numRuns: 3_000 });
  });

  /** What cannot be evaluated is no category; a relapse is as good as no response. */
  const RANK: Readonly<Record<string, number>> = { NE: 0, REL: 1, NR: 1, PR: 2, MLFS: 3, CRi: 4, CRp: 5, CRh: 6, CR: 7 };

  test("never improve a category", () => {
    fc.assert(fc.property(anyInput, fc.constantFrom(...profiles), fc.constantFrom(...forgetters), (input, profile, forget) => {
      const [before = 0, after = 0] = [input, forget(input)].map((one) => RANK[assessResponse(one, profile).status]);
      expect(after).toBeLessThanOrEqual(Math.max(before, 1));
    }), { numRuns: 3_000 });
  });

  test("never fail a criterion that did not fail before", () => {
    fc.assert(fc.property(anyInput, fc.constantFrom(...profiles), fc.constantFrom(...forgetters), (input, profile, forget) => {
      const failedIn = (one: ResponseInput) => assessResponse(one, profile).criteria.filter(({ state, id }) => state === "failed" && id !== "PLT_LT_100K").map(({ id }) => id);
      const before = failedIn(input);
      for (const id of failedIn(forget(input))) expect(before).toContain(id);
    }), { numRuns: 3_000 });
  });

  test("with nothing read at all, nothing is evaluable and nothing failed", () => {
    const nothing: ResponseInput = {
      marrow: { done: null, date: null, blastPct: null, spicules: "U", nucleatedCells: null, biopsyCellularityPct: null, auerRods: "U" },
      blood: { date: null, anc: null, platelets: null, wbc: null, neutrophilsPct: null, bandsPct: null, blastsPct: null },
      extramedullaryDisease: "U", redCellsTransfused: "U", plateletsTransfused: "U", baselineMarrowBlastPct: null, priorBest: null, regenerationSuspected: false,
    };
    for (const profile of profiles) expect(assessResponse(nothing, profile)).toMatchObject({ status: "NE", failed: [] });
  });
});

describe("units", () => {
  const inUnit = (count: BloodReading["anc"], unit: CountUnit): BloodReading["anc"] =>
    count === null ? null : { value: (Number(count.value) / CELLS_PER_MICROLITRE[unit]).toFixed(3), unit };
  const units = fc.constantFrom(...(Object.keys(CELLS_PER_MICROLITRE) as CountUnit[]));

  test("never change the assessment", () => {
    fc.assert(fc.property(anyInput, units, units, fc.constantFrom(...profiles), (input, ancUnit, plateletUnit, profile) => {
      const converted = { ...input, blood: { ...input.blood, anc: inUnit(input.blood.anc, ancUnit), platelets: inUnit(input.blood.platelets, plateletUnit) } };
      expect(assessResponse(converted, profile)).toEqual(assessResponse(input, profile));
    }), { numRuns: 2_000 });
  });
});
