import type { Form } from "@/lib/crf/define-form";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { formById } from "@/lib/study/study";
import type { ReportLine } from "./report-line";
import { readDay, type DayOrder } from "./report-day";
import { fieldsNamed, isReportField, plainName, REPORT_FIELDS, type ReportFieldCode } from "./report-fields";
import { readResult, type DecimalSign } from "./report-number";
import { unitOf } from "./unit-spelling";

/** What a person said where the report leaves something open. Names are as `plainName` writes them; ids are those of lines. */
export interface Choices {
  readonly decimal: DecimalSign | null;
  readonly order: DayOrder | null;
  /** For lines that name no day. */
  readonly day: CalendarDate | null;
  readonly fields: Readonly<Record<string, ReportFieldCode | "none">>;
  /** A unit as the form stores it, per analyte, for lines that name none or one that is not known. */
  readonly units: Readonly<Partial<Record<ReportFieldCode, string>>>;
  /** Lines whose "<0.1" is to be stored as 0.1. */
  readonly limits: readonly string[];
  readonly leftOut: readonly string[];
}

export const NO_CHOICES: Choices = { decimal: null, order: null, day: null, fields: {}, units: {}, limits: [], leftOut: [] };

export type ProblemCode =
  | "name_unknown" | "name_open" | "decimal_open" | "words" | "limit" | "unit_missing" | "unit_unknown" | "day_missing" | "day_open" | "day_unreadable" | "impossible";

/** What a person has to settle before the line can be stored; null of a line that is ready, or that stores nothing. */
export interface Problem {
  readonly code: ProblemCode;
  readonly says: string;
}

/** A line as it would be stored. `answer` is null while a problem stands, and for a line that stores nothing. */
export interface SettledLine {
  readonly line: ReportLine;
  readonly code: ReportFieldCode | null;
  readonly answer: unknown;
  readonly day: CalendarDate | null;
  readonly problem: Problem | null;
  /** Why nothing of it is stored though nothing is wrong. */
  readonly storesNothing: string | null;
}

/** The field of the form that a code stands for. */
export const formFieldOf = (code: ReportFieldCode, formVersion = 1) => (formById(REPORT_FIELDS[code].formId, formVersion) as unknown as Form).fields[code]!;

/** The units in which the form takes the field, as stored, each with how it is shown. */
export function unitsOf(code: ReportFieldCode): readonly (readonly [string, string])[] {
  const field = formFieldOf(code) as unknown as { readonly units?: Readonly<Record<string, { readonly says: string }>>; readonly unit?: string };
  return field.units ? Object.entries(field.units).map(([unit, { says }]) => [unit, says] as const) : [[field.unit ?? "", field.unit ?? ""]];
}

/** The unit in which nobody would write anything else: the only one of the form. */
const onlyUnit = (code: ReportFieldCode): string | null => { const units = unitsOf(code); return units.length === 1 ? (units[0]?.[0] ?? null) : null; };

/** The field that a name means; a unit tells neutrophils in per cent from those per litre. */
export function fieldOf(line: ReportLine, choices: Choices): ReportFieldCode | "none" | readonly ReportFieldCode[] {
  const chosen = choices.fields[plainName(line.name)];
  if (chosen !== undefined) return chosen;
  const candidates = fieldsNamed(line.name);
  if (candidates.length <= 1) return candidates[0] ?? [];
  const unit = line.unit !== "" ? line.unit : gluedUnit(line.text);
  const taken = unit === "" ? candidates : candidates.filter((code) => unitOf(code, unit) !== null);
  return taken.length === 1 ? taken[0]! : candidates;
}

const gluedUnit = (text: string) => { const read = readResult(text, "point"); return read.kind === "number" ? read.unit : ""; };

interface Asked { readonly code: ProblemCode; readonly says: string }

/** The answer as the form stores it, or what stands in the way. The server asks this again; nothing that a browser computed is stored. */
export function answerOf(code: ReportFieldCode, text: string, unitText: string, given: { readonly decimal: DecimalSign | null; readonly unit: string | null; readonly atLimit: boolean; readonly formVersion?: number }): { readonly answer: unknown } | Asked | "no_result" {
  const { label } = REPORT_FIELDS[code];
  const read = readResult(text, given.decimal);
  if (read.kind === "none") return "no_result";
  if (read.kind === "words") return { code: "words", says: `“${text}” is not one figure. Write the value in the block, or leave the line out.` };
  if (read.kind === "ambiguous") return { code: "decimal_open", says: `“${text}” can be ${read.point} or ${read.comma}. Say whether the numbers have a decimal point or comma.` };
  if (read.limit !== null && !given.atLimit) return { code: "limit", says: `The form holds figures, and “${text}” is a limit. Store ${read.value}, or leave the line out.` };
  const spelt = read.unit !== "" && unitOf(code, read.unit) !== null ? read.unit : unitText !== "" ? unitText : read.unit;
  const unit = given.unit ?? (spelt === "" ? onlyUnit(code) : unitOf(code, spelt));
  if (unit === null) return spelt === "" ? { code: "unit_missing", says: `No unit is given for ${label}. Choose it.` } : { code: "unit_unknown", says: `${label} is not taken in “${spelt}”. Choose the unit that it means, or leave the line out.` };
  const field = formFieldOf(code, given.formVersion);
  const answer = field.kind === "quantity" ? { value: read.value, unit } : read.value;
  const impossible = field.fault(answer);
  return impossible === null ? { answer } : { code: "impossible", says: impossible };
}

function dayOf(line: ReportLine, { order, day }: Choices): { readonly day: CalendarDate } | Asked {
  if (line.day === "") return day === null ? { code: "day_missing", says: "No date of the sample is given. Say it once above." } : { day };
  const read = readDay(line.day, order);
  if (read.kind === "day") return { day: read.day };
  if (read.kind === "ambiguous") return { code: "day_open", says: `“${line.day}” can be two dates. Say whether the day or the month comes first.` };
  return /\d{3,}|\d\D+\d/.test(line.day) ? { code: "day_unreadable", says: `“${line.day}” is no date.` } : day === null ? { code: "day_missing", says: "No date of the sample is given. Say it once above." } : { day };
}

/** One line, as far as it can be settled by itself. */
export function settleLine(line: ReportLine, choices: Choices): SettledLine {
  const told = (more: Partial<SettledLine>): SettledLine => ({ line, code: null, answer: null, day: null, problem: null, storesNothing: null, ...more });
  const field = fieldOf(line, choices);
  if (choices.leftOut.includes(line.id)) return told({ code: typeof field === "string" && field !== "none" ? field : null, storesNothing: "left out by hand" });
  if (field === "none") return told({ storesNothing: "no field of this study" });
  if (typeof field !== "string") {
    if (readResult(line.text, "point").kind === "none") return told({ storesNothing: "no result" });
    return told({ problem: field.length === 0 ? { code: "name_unknown", says: `“${line.name}” is not known. Say which analyte it is, or that the study does not ask for it.` } : { code: "name_open", says: `“${line.name}” can be ${field.map((code) => REPORT_FIELDS[code].label).join(" or ")}. Choose.` } });
  }
  const result = answerOf(field, line.text, line.unit, { decimal: choices.decimal, unit: choices.units[field] ?? null, atLimit: choices.limits.includes(line.id) });
  if (result === "no_result") return told({ code: field, storesNothing: "no result" });
  const on = dayOf(line, choices);
  const day = "day" in on ? on.day : null;
  if ("code" in result) return told({ code: field, day, problem: result });
  return told({ code: field, answer: result.answer, day, problem: "code" in on ? on : null });
}

/** Choices of a person that came from elsewhere, such as a list of options. */
export const asField = (code: string): ReportFieldCode | "none" | null => (code === "none" ? "none" : isReportField(code) ? code : null);
