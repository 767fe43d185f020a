import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm, DiseaseStatus } from "@/lib/study/patient-record";
import type { CohortRow } from "./cohort";
import { chance } from "./chance";

export type SiteCode = "101" | "102" | "103";

/** Who enters when and where. `order` counts from 0 over the whole trial; randomisation follows it. */
export interface Enrolment {
  readonly order: number;
  readonly row: CohortRow;
  readonly siteCode: SiteCode;
  readonly consentOn: CalendarDate;
  readonly randomisedOn: CalendarDate;
  /** Day 1 of the course. */
  readonly dayOne: CalendarDate;
}

const PATIENTS_AT: Readonly<Record<SiteCode, number>> = { "101": 20, "102": 18, "103": 15 };
const FIRST_CONSENT = "2004-02-09";
/** The fifty-third patient then consents in October 2006. */
const DAYS_BETWEEN_PATIENTS = 18.9;

/**
 * Puts the cohort into the order that the randomisation list asks for: the list decides the arm, and the next row of that stratum
 * and arm is the patient who comes. Throws when the list of this seed has other numbers than the cohort.
 */
export function enrolmentOrder(cohort: readonly CohortRow[], allocation: (stratum: DiseaseStatus, position: number) => Arm): readonly Enrolment[] {
  const waiting = [...cohort];
  const strata = spread({ refractory: count(cohort, "refractory"), relapsed: count(cohort, "relapsed") });
  const sites = spread(PATIENTS_AT);
  const positions = { refractory: 0, relapsed: 0 };
  return strata.map((stratum, order) => {
    const arm = allocation(stratum, ++positions[stratum]);
    const at = waiting.findIndex((row) => row.diseaseStatus === stratum && row.arm === arm);
    const [row] = at < 0 ? [] : waiting.splice(at, 1);
    const siteCode = sites[order];
    if (!row || !siteCode) throw new Error(`The randomisation list gives ${stratum} patient ${positions[stratum]} arm ${arm}, and the cohort has none left.`);
    return { order, row, siteCode, ...daysOf(order) };
  });
}

const count = (cohort: readonly CohortRow[], stratum: DiseaseStatus) => cohort.filter(({ diseaseStatus }) => diseaseStatus === stratum).length;

/** Consents are far enough apart that screening never lets one patient overtake another. */
function daysOf(order: number): Pick<Enrolment, "consentOn" | "randomisedOn" | "dayOne"> {
  const { whole } = chance(1000 + order);
  const consentOn = addDays(FIRST_CONSENT, Math.round(order * DAYS_BETWEEN_PATIENTS) + whole(-3, 3));
  const randomisedOn = addDays(consentOn, whole(4, 8));
  return { consentOn, randomisedOn, dayOne: addDays(randomisedOn, whole(1, 2)) };
}

/** Each name as often as asked, spread evenly: at every step the one that lags most behind its share. */
function spread<Name extends string>(times: Readonly<Record<Name, number>>): readonly Name[] {
  const names = Object.keys(times) as Name[];
  const all = names.reduce((sum, name) => sum + times[name], 0);
  const given = new Map<Name, number>();
  return Array.from({ length: all }, (_, step) => {
    const lag = (name: Name) => ((step + 1) * times[name]) / all - (given.get(name) ?? 0);
    const next = names.toSorted((one, other) => lag(other) - lag(one))[0];
    if (next === undefined) throw new Error("Nothing to spread");
    given.set(next, (given.get(next) ?? 0) + 1);
    return next;
  });
}
