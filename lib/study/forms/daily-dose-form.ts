import { defineForm } from "@/lib/study/checks/check-context";
import type { PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import { doseAsPlanned, givenToArm, noDayLeftOut, notTooMany, oncePerDay, onPlannedDay } from "@/lib/study/forms/daily-dose-checks";
import { dailyDoseFields, type DoseCheck } from "@/lib/study/forms/daily-dose-fields";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

interface DailyDoseForm {
  readonly id: "idarubicin_dose" | "cytarabine_dose";
  readonly drug: PlannedDailyDose["drug"];
  readonly title: string;
  readonly shortTitle: string;
  /** Two letters before the number of each check. */
  readonly checks: string;
  readonly highestMg: number;
  readonly howGiven: string;
  /** Checks of this drug alone, numbered from 08. */
  readonly own: readonly DoseCheck[];
}

/** The fields and checks of a drug that is given once a day, a row for each day. */
export function dailyDoseForm({ id, drug, title, shortTitle, checks, own, ...rest }: DailyDoseForm) {
  return defineForm({
    id,
    title,
    shortTitle,
    version: 1,
    repeats: true,
    fields: dailyDoseFields({ drug, ...rest }),
    checks: [
      onPlannedDay(`${checks}01`, drug),
      oncePerDay(`${checks}02`, id),
      notTooMany(`${checks}03`, drug, id),
      doseAsPlanned(`${checks}04`, drug, "ask"),
      doseAsPlanned(`${checks}05`, drug, "deviation"),
      ...(isGivenToAll(drug) ? [] : [givenToArm(`${checks}06`, drug)]),
      noDayLeftOut(`${checks}07`, drug, id),
      ...own,
    ],
  });
}

const isGivenToAll = (drug: string): boolean =>
  Object.values(protocolVersions).every(({ arms }) => Object.values(arms).every(({ chemotherapy }) => chemotherapy.some((dose) => dose.drug === drug)));
