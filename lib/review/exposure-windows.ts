import { z } from "zod";
import { groupBy } from "@/lib/kernel/group-by";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import type { ReadMedication } from "@/lib/study/inhibitors/exposure-of";
import { exposureOverCourses, type CourseWindow } from "@/lib/study/inhibitors/exposure-over-courses";
import { substance, substanceId } from "@/lib/study/inhibitors/substances";
import { chosenWindow, MOST_DAYS_CHOSEN, PROTOCOL_WINDOW, SENSITIVITY_WINDOW, type WindowChoice } from "@/lib/study/inhibitors/window-choice";
import { courseOf } from "./course";
import type { CourseRow, MedicationRow } from "./exposure-rows";
import { compositionsIn, ExposureTrace, windowOfFinding } from "./exposure-trace";
import { countsAsExposed, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

const days = (otherwise: number) => z.coerce.number().int().min(0).max(MOST_DAYS_CHOSEN).catch(otherwise);

/** The sensitivity window in the address of the board; what is missing or unreadable is as the analysis declares it. */
export const AskedWindow = z.object({ before: days(SENSITIVITY_WINDOW.before), after: days(SENSITIVITY_WINDOW.after), until: z.enum(["infusion", "chemotherapy"]).catch(SENSITIVITY_WINDOW.until) });

const same = (one: WindowChoice, other: WindowChoice): boolean => one.before === other.before && one.after === other.after && one.until === other.until;
export const isDeclared = (choice: WindowChoice): boolean => same(choice, SENSITIVITY_WINDOW);
export const isProtocols = (choice: WindowChoice): boolean => same(choice, PROTOCOL_WINDOW);

/** The window of one course by the protocol, and under the choice; null until the infusion has a start and an end. */
export interface CourseWindows {
  readonly window: ExposureWindow | null;
  readonly chosen: ExposureWindow | null;
}

export function windowsOf(row: CourseRow, choice: WindowChoice): CourseWindows {
  const stored = windowOfFinding(row.window);
  if (stored === null) return { window: null, chosen: null };
  const window = { firstDay: stored.from, lastDay: stored.to };
  const { idarubicin, cytarabine } = courseOf(row);
  return { window, chosen: chosenWindow(window, [...idarubicin, ...cytarabine].toSorted().at(-1) ?? null, choice) };
}

/** The name is not read again: what it was found to be is stored with the finding. */
function readAgain({ entryId, answers, trace }: MedicationRow): ReadMedication & { readonly entryId: string } {
  const { match: { verdict, how, substances }, inputs } = ExposureTrace.parse(trace);
  const known = substances.flatMap(({ id }) => substanceId(id) ?? []).map(substance);
  return { entryId, answers, name: typeof answers["medication"] === "string" ? answers["medication"] : "", compositions: compositionsIn(inputs), match: { verdict, how, substances: known } };
}

/** What each medication of one patient is in these windows. `medications` are all of the patient's that hold an inhibitor or that no dictionary knows. */
export function flagsIn(medications: readonly MedicationRow[], windows: readonly CourseWindow[]): ReadonlyMap<string, ExposureFlag> {
  const rows = medications.map(readAgain);
  const bySubstance = groupBy(rows.flatMap((row) => row.match.substances.map(({ id }) => ({ id, row }))), ({ id }) => id);
  return new Map(rows.map((row) => {
    const sharing = new Set(row.match.substances.flatMap(({ id }) => (bySubstance.get(id) ?? []).map((held) => held.row)));
    return [row.entryId, exposureOverCourses(row, [...sharing].filter((other) => other !== row), windows).value];
  }));
}

/** Whether a medication counts under the choice: as in the protocol's window, but a verdict reaches no further than to where the medication was taken. */
export const countsIn = (flag: ExposureFlag, standing: ExposureStanding, inChosen: ExposureFlag): boolean =>
  standing === "exposure" ? inChosen !== "outside" || flag === "outside" : countsAsExposed(inChosen, standing);

/** "from 1 day before the infusion to 1 day after the last chemotherapy" */
export function sayChoice({ before, after, until }: WindowChoice): string {
  const count = (number: number) => `${number} ${number === 1 ? "day" : "days"}`;
  const [first, last] = [before === 0 ? "from the first infusion day" : `from ${count(before)} before the infusion`, until === "chemotherapy" ? "the last chemotherapy" : "it"];
  return `${first} to ${after === 0 ? (until === "chemotherapy" ? "the last chemotherapy" : "the last infusion day") : `${count(after)} after ${last}`}`;
}
