import { Decimal } from "decimal.js";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { CriterionState } from "@/lib/study/patient-record";
import { figure, sayCount } from "@/lib/study/response/blood-count";
import type { CriterionId, CriterionResult } from "@/lib/study/response/criterion-result";
import { marrowAdequacy } from "@/lib/study/response/marrow-adequacy";
import type { ResponseInput, YesNoUnknown } from "@/lib/study/response/response-input";
import type { CountBound, ProfileDefinition } from "@/lib/study/response/response-profiles";
import type { UsableCounts } from "@/lib/study/response/usable-counts";
import { meets } from "@/lib/study/response/usable-counts";

/** Every criterion that any row of the decision tables asks for, each met, failed or unknown. */
export interface ResponseCriteria {
  readonly marrow: CriterionResult;
  readonly blood: CriterionResult;
  readonly extramedullary: CriterionResult;
  readonly neutrophils: CriterionResult;
  readonly platelets: CriterionResult;
  /** The CRp clause: below the bound, not merely not above it. */
  readonly plateletsLow: CriterionResult;
  readonly auerRods: CriterionResult;
  readonly adequacy: CriterionResult;
  readonly redCells: CriterionResult;
}

export function evaluateCriteria(input: ResponseInput, counts: UsableCounts, profile: ProfileDefinition): ResponseCriteria {
  const { marrow } = input;
  const marrowDay = marrow.done === "N" ? null : marrow.date;
  return {
    marrow: marrowCriterion(input, profile),
    blood: bloodCriterion(input, counts),
    extramedullary: absence("NO_EMD", "No extramedullary disease", input.extramedullaryDisease, null, {
      present: "Extramedullary disease is present",
      unknown: "Extramedullary disease was not examined",
    }),
    neutrophils: countCriterion("Neutrophils", counts.neutrophils, profile.neutrophils, input.blood.date, counts),
    platelets: countCriterion("Platelets", counts.platelets, profile.platelets, input.blood.date, counts),
    plateletsLow: lowPlatelets(counts, profile.platelets, input.blood.date),
    auerRods: absence("NO_AUER_RODS", "No blasts with Auer rods", marrow.done === "N" ? "U" : marrow.auerRods, marrowDay, {
      present: "Auer rods were seen",
      unknown: "Whether Auer rods were seen is not recorded",
    }),
    adequacy: marrowAdequacy(marrow),
    redCells: absence("RBC_TI", "Independent of red-cell transfusion", input.redCellsTransfused, null, {
      present: "Red cells were transfused within 7 days",
      unknown: "Whether red cells were transfused within 7 days is not recorded",
    }),
  };
}

/** The marrow blasts in per cent; null when no marrow was taken or no figure was read. */
export const marrowBlasts = ({ marrow }: ResponseInput): Decimal | null => (marrow.done === "N" ? null : figure(marrow.blastPct));

const decided = (passes: boolean | null): CriterionState => (passes === null ? "unknown" : passes ? "met" : "failed");

function marrowCriterion(input: ResponseInput, { marrowBlastsBelowPct: limit }: ProfileDefinition): CriterionResult {
  const blasts = marrowBlasts(input);
  const passes = blasts === null ? null : blasts.lessThan(limit);
  const notDone = input.marrow.done === "N" ? "No marrow was taken" : "The marrow blast percentage is missing";
  return {
    id: "MARROW_BLASTS_LT5",
    label: `Marrow blasts below ${limit} %`,
    state: decided(passes),
    value: blasts === null ? null : `${blasts.toFixed()} %`,
    on: input.marrow.done === "N" ? null : input.marrow.date,
    note: blasts === null ? notDone : passes ? null : `${blasts.toFixed()} % is not below ${limit} %`,
  };
}

function bloodCriterion({ blood }: ResponseInput, { blastsPct, unusableBecause }: UsableCounts): CriterionResult {
  const present = blastsPct?.greaterThan(0) ?? null;
  return {
    id: "NO_PB_BLASTS",
    label: "No circulating blasts",
    state: decided(present === null ? null : !present),
    value: blastsPct === null ? null : `${blastsPct.toFixed()} %`,
    on: blood.date,
    note: blastsPct === null ? (unusableBecause ?? "Circulating blasts are not recorded") : present ? `${blastsPct.toFixed()} % of the white cells are blasts` : null,
  };
}

function countCriterion(what: string, count: Decimal | null, bound: CountBound, on: CalendarDate | null, counts: UsableCounts): CriterionResult {
  const limit = sayCount(new Decimal(bound.perMicrolitre));
  const passes = count === null ? null : meets(count, bound);
  const missing = counts.unusableBecause ?? `${what} are not recorded, or in no unit that is known`;
  return {
    id: bound.criterion,
    label: `${what} ${bound.relation} ${limit}`,
    state: decided(passes),
    value: count === null ? null : sayCount(count),
    on,
    note: count === null ? missing : passes ? null : `${sayCount(count)} is not ${bound.relation} ${limit}`,
  };
}

function lowPlatelets({ platelets, unusableBecause }: UsableCounts, bound: CountBound, on: CalendarDate | null): CriterionResult {
  const limit = sayCount(new Decimal(bound.perMicrolitre));
  const below = platelets?.lessThan(bound.perMicrolitre) ?? null;
  return {
    id: "PLT_LT_100K",
    label: `Platelets below ${limit}, as CRp asks`,
    state: decided(below),
    value: platelets === null ? null : sayCount(platelets),
    on,
    note: platelets === null ? (unusableBecause ?? "Platelets are not recorded") : below ? null : `${sayCount(platelets)} is not below ${limit}`,
  };
}

function absence(
  id: CriterionId, label: string, found: YesNoUnknown, on: CalendarDate | null, notes: { readonly present: string; readonly unknown: string },
): CriterionResult {
  const shown = { Y: "Yes", N: "No", U: null } as const;
  return {
    id, label, on,
    state: found === "U" ? "unknown" : found === "N" ? "met" : "failed",
    value: shown[found],
    note: found === "U" ? notes.unknown : found === "Y" ? notes.present : null,
  };
}
