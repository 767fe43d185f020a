import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { CountPoint, DoseRow, InfusionSegment, MarrowPoint, MedicationRow, SevereEvent, Transfusion } from "./course-marks";

/** "D14, 18-Sep-2006" */
export const sayDay = (first: CalendarDate, day: CalendarDate): string => `${sayStudyDay(studyDay(first, day))}, ${sayDate(day)}`;

/** "D14 to D21", or the one day. */
const saySpan = (first: CalendarDate, from: CalendarDate, to: CalendarDate | null): string =>
  to === null ? `from ${sayDay(first, from)}, ongoing` : from === to ? sayDay(first, from) : `${sayDay(first, from)} to ${sayDay(first, to)}`;

/** "82,000" */
export const sayCount = (count: number): string => Math.round(count).toString().replace(/\B(?=(\d{3})+$)/g, ",");

const sayMoment = (first: CalendarDate, moment: string): string => [sayDay(first, moment.slice(0, 10)), moment.slice(11, 16)].filter(Boolean).join(" ");

/** What each mark of the figure says on hover, by keyboard and in the table. */
export const sayInfusion = (first: CalendarDate, { from, to }: InfusionSegment): string => `Cenersen: ${sayMoment(first, from)} to ${to === null ? "now, running" : sayMoment(first, to)}`;
export const sayDose = (first: CalendarDate, { label, note }: DoseRow, day: CalendarDate): string => `${label}: ${sayDay(first, day)} (${note})`;
export const sayMedication = (first: CalendarDate, { label, note, from, to, mark }: MedicationRow): string => `${label}: ${[note, saySpan(first, from, to), MARKS[mark]].filter(Boolean).join("; ")}`;
export const sayTransfusion = (first: CalendarDate, { day, product, units }: Transfusion): string => `${product === "platelets" ? "Platelets" : "Red cells"} given: ${units} ${units === 1 ? "unit" : "units"}, ${sayDay(first, day)}`;
export const sayEvent = (first: CalendarDate, { day, term, grade }: SevereEvent): string => `${term}, grade ${grade}: from ${sayDay(first, day)}`;
export const sayMarrow = (first: CalendarDate, { day, label }: MarrowPoint): string => `Marrow blasts ${label}: ${sayDay(first, day)}`;
export const sayAnc = (first: CalendarDate, { day, anc }: CountPoint): string => `ANC ${sayCount(anc ?? 0)} /µL: ${sayDay(first, day)}`;
export const sayPlatelets = (first: CalendarDate, { day, platelets }: CountPoint): string => `Platelets ${sayCount(platelets ?? 0)} /µL: ${sayDay(first, day)}`;
export const sayResponse = (first: CalendarDate, { day, status }: { readonly day: CalendarDate; readonly status: string }): string => `Response ${status}: ${sayDay(first, day)}`;

const MARKS = { none: "", exposed: "inhibitor inside the window", possible: "possible inhibitor", uncoded: "not coded", outside: "inhibitor outside the window" } as const;
