import type { Draft } from "../record/drafts";
import { dated, visitOf, type Place } from "../record/findings";
import type { PatientView } from "../record/patient-view";
import { criterionById } from "../trial/criteria";

interface FailedCriterion {
  readonly id: string;
  readonly state: string;
  readonly on: string | null;
  readonly waiver?: { readonly reason: string } | null;
}

/** The entry criteria that were not met, and no others. */
export const criteriaNotMet = (view: PatientView, place: Place): readonly Draft[] =>
  view.of("finding").filter(({ kind }) => kind === "eligibility").flatMap(({ trace }) => (trace as { readonly criteria?: readonly FailedCriterion[] } | null)?.criteria ?? [])
    .filter(({ state }) => state === "failed").flatMap(({ id, on, waiver }): Draft[] => {
      const criterion = criterionById(id);
      if (criterion === undefined) return [];
      const answer = criterion.category === "INCLUSION" ? "N" : "Y";
      return [{
        row: { IETESTCD: criterion.code, IETEST: criterion.text, IECAT: criterion.category, IEORRES: answer, IESTRESC: answer, ...visitOf(place, "SCR"), ...dated("IE", place, on, "SCR") },
        beside: { IEWAIVR: waiver?.reason ?? null },
      }];
    });
