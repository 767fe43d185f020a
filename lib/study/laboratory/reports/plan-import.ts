import { sameAnswer } from "@/lib/crf/changes";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { isAnalyte } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, type LabValue } from "@/lib/study/laboratory/convert-value";
import { REPORT_FIELDS } from "./report-fields";
import { formFieldOf, type Problem, type SettledLine } from "./settle-line";

/** A laboratory form of a patient, as far as it matters where a sample belongs. */
export interface Place {
  readonly entryId: string;
  readonly patient: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly visit: string;
  readonly title: string;
  /** The days of the visit, as planned or as they follow from day 1; null while they are not known. */
  readonly days: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  /** Frozen or locked: it takes nothing. */
  readonly held: boolean;
  readonly answers: Readonly<Record<string, unknown>>;
}

export type PlannedState = "new" | "correction" | "same" | "twice" | "problem" | "nothing";

/** One line with where it goes and what it would change there. */
export interface PlannedLine extends SettledLine {
  readonly patient: string;
  readonly sample: string | null;
  readonly place: Place | null;
  readonly before: unknown;
  readonly state: PlannedState;
  readonly says: string | null;
}

/** All results of one patient on one day for one form: they go to one place. */
export interface Sample {
  readonly id: string;
  readonly patient: string;
  readonly formId: string;
  readonly day: CalendarDate;
  /** Those that fit, best first, then the others that take anything. */
  readonly fitting: readonly Place[];
  readonly others: readonly Place[];
  readonly place: Place | null;
}

export interface Cell {
  readonly entryId: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[];
  readonly samples: readonly Sample[];
  /** What would be stored, dates of samples included, each cell once. */
  readonly cells: readonly Cell[];
  readonly ready: boolean;
}

export interface Where {
  readonly places: readonly Place[];
  /** Patients that were looked for and found at the person's own sites. */
  readonly patients: readonly string[];
  /** The one patient of a casebook, for reports that name none. */
  readonly patient: string | null;
  /** The form from which somebody came. */
  readonly prefer: string | null;
  /** By the id of a sample. */
  readonly chosen: Readonly<Record<string, string>>;
}

const sampleDateOf = (place: Place): CalendarDate | null => (typeof place.answers["sampleDate"] === "string" ? place.answers["sampleDate"] : null);

/** A sample dated so, or else days that hold it; a form that is dated otherwise is no candidate. */
function fittingPlaces(day: CalendarDate, places: readonly Place[]): readonly Place[] {
  const dated = places.filter((place) => sampleDateOf(place) === day);
  if (dated.length > 0) return dated;
  const blank = places.filter((place) => sampleDateOf(place) === null);
  const inWindow = blank.filter(({ days }) => days !== null && days.from <= day && day <= days.to);
  return inWindow.length === 0 && places.every(({ days }) => days === null) ? blank : inWindow; // in screening there is one form, and no day to count from
}

function sampleOf(id: string, patient: string, formId: string, day: CalendarDate, { places, prefer, chosen }: Where): Sample {
  const open = places.filter((place) => place.patient === patient && place.formId === formId);
  const came = places.find(({ entryId }) => entryId === prefer);
  const ofVisit = came === undefined ? undefined : open.find((place) => place.visit === came.visit && place.patient === came.patient && [null, day].includes(sampleDateOf(place)));
  const fits = fittingPlaces(day, open);
  const fitting = ofVisit && (fits.length === 0 || fits.includes(ofVisit)) ? [ofVisit, ...fits.filter((place) => place !== ofVisit)] : fits;
  const others = open.filter((place) => !fitting.includes(place));
  const place = open.find(({ entryId }) => entryId === chosen[id]) ?? (ofVisit !== undefined && fitting[0] === ofVisit ? ofVisit : fitting.length === 1 ? (fitting[0] ?? null) : null);
  return { id, patient, formId, day, fitting, others, place };
}

const noPlace = ({ fitting, day }: Sample): string =>
  fitting.length > 1 ? `Several visits fit ${sayDate(day)}: choose one above.` : `No visit has ${sayDate(day)} among its days: choose one above.`;

/** Two spellings of one result: "4.2 ×10⁹/L" and "4200 /µL". */
export function sameResult(code: string, one: unknown, other: unknown): boolean {
  if (sameAnswer(one, other)) return true;
  if (!isAnalyte(code) || !isLabValue(one) || !isLabValue(other)) return false;
  const [left, right] = [inBaseUnit(code, one), inBaseUnit(code, other)];
  return left !== null && right !== null && left.eq(right);
}
const isLabValue = (answer: unknown): answer is LabValue => typeof answer === "object" && answer !== null && "value" in answer && "unit" in answer;

/** Where every line goes and what it changes there. Pure: the page shows it, and the server asks the same of what stands then. */
export function planImport(settled: readonly SettledLine[], where: Where): ImportPlan {
  const samples = new Map<string, Sample>();
  const placed = settled.map((line) => placeLine(line, where, samples));
  const dates = datesOf(placed);
  const seen = new Map<string, PlannedLine>();
  const lines = placed.map((line) => againstStored(againstDates(line, dates), seen));
  const changed = lines.filter(({ state }) => state === "new" || state === "correction");
  const cells = changed.map(({ place, code, before, answer }): Cell => ({ entryId: place!.entryId, field: code!, from: before, to: answer }));
  const entries = new Set(cells.map(({ entryId }) => entryId));
  const ofDates = [...dates].flatMap(([entryId, { place, days }]): readonly Cell[] => {
    const [day] = days;
    return day === undefined || sampleDateOf(place) === day || !entries.has(entryId) ? [] : [{ entryId, field: "sampleDate", from: sampleDateOf(place), to: day }];
  });
  return { lines, samples: [...samples.values()], cells: [...ofDates, ...cells], ready: lines.every(({ state }) => state !== "problem") && cells.length > 0 };
}

function placeLine(line: SettledLine, where: Where, samples: Map<string, Sample>): PlannedLine {
  const patient = line.line.patient.trim() || (where.patient ?? "");
  const told = (more: Partial<PlannedLine>): PlannedLine => ({ ...line, patient, sample: null, place: null, before: null, state: "problem", says: null, ...more });
  const wrong = (problem: Problem): PlannedLine => told({ problem, says: problem.says });
  if (line.storesNothing !== null) return told({ state: "nothing", says: line.storesNothing });
  if (patient === "") return told({ says: "No patient is named." });
  if (!where.patients.includes(patient)) return told({ says: `${patient} is no patient of your site.` });
  if (where.patient !== null && patient !== where.patient) return told({ says: `This line names ${patient}, and this is the casebook of ${where.patient}.` });
  if (line.problem) return wrong(line.problem);
  const { formId } = REPORT_FIELDS[line.code!];
  const id = `${patient} ${formId} ${line.day}`;
  const sample = samples.get(id) ?? sampleOf(id, patient, formId, line.day!, where);
  samples.set(id, sample);
  const { place } = sample;
  if (place === null) return told({ sample: id, says: noPlace(sample) });
  if (place.held) return told({ sample: id, place, says: `${place.title} is frozen or locked and takes nothing.` });
  const before = place.answers[line.code!] ?? null;
  const impossible = formFieldOf(line.code!, place.formVersion)?.fault(line.answer) ?? null;
  return impossible === null ? told({ sample: id, place, before, state: "new" }) : told({ sample: id, place, before, says: impossible });
}

type Dates = ReadonlyMap<string, { readonly place: Place; readonly days: ReadonlySet<CalendarDate> }>;

function datesOf(lines: readonly PlannedLine[]): Dates {
  const dates = new Map<string, { place: Place; days: Set<CalendarDate> }>();
  for (const { state, place, day } of lines) {
    if (state !== "new" || place === null || day === null) continue;
    const known = dates.get(place.entryId) ?? { place, days: new Set<CalendarDate>() };
    dates.set(place.entryId, { place, days: known.days.add(day) });
  }
  return dates;
}

function againstDates(line: PlannedLine, dates: Dates): PlannedLine {
  const days = line.state === "new" && line.place ? [...(dates.get(line.place.entryId)?.days ?? [])].toSorted() : [];
  return days.length < 2 ? line : { ...line, state: "problem", says: `Samples of ${days.map(sayDate).join(" and ")} go to ${line.place!.title}. A form holds one: choose another visit, or leave one out.` };
}

function againstStored(line: PlannedLine, seen: Map<string, PlannedLine>): PlannedLine {
  if (line.state !== "new" || line.place === null || line.code === null) return line;
  const cell = `${line.place.entryId} ${line.code}`;
  const earlier = seen.get(cell);
  if (earlier) return sameResult(line.code, earlier.answer, line.answer) ? { ...line, state: "twice", says: `the same as line ${earlier.line.line}` } : { ...line, state: "problem", says: `Line ${earlier.line.line} says otherwise for the same field. Leave one out.` };
  seen.set(cell, line);
  if (line.before === null) return line;
  return sameResult(line.code, line.before, line.answer) ? { ...line, state: "same", says: "already there" } : { ...line, state: "correction" };
}
