import { completeness } from "@/lib/crf/completeness";
import type { Form } from "@/lib/crf/define-form";
import { daysBetween, sayDate } from "@/lib/kernel/calendar-date";
import { COUNTED_DAYS, sayAge } from "@/lib/kernel/say-age";
import { wallTimeIn } from "@/lib/kernel/instant";
import { reportingOf, sayReporting } from "@/lib/study/adverse-events/report-deadline";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { minutesFor, type Task } from "./task";
import type { WaitingRow } from "./waiting-rows";

/** As many fields as a line names. */
const NAMED = 2;

const EXPOSURES: Readonly<Record<string, string>> = {
  exposed: "An inhibitor inside the exposure window", possible: "Possibly an inhibitor: name, dose or dates leave it open", uncoded: "No dictionary knows this name, and it may lie inside the window",
};
const ELIGIBLE: Readonly<Record<string, string>> = {
  confirmed: "Confirmed; ready to be randomised", waived: "What is not met was waived; the investigator confirms", eligible: "Every criterion is met; the investigator confirms",
};

const formOf = ({ formId, formVersion }: WaitingRow): Form | undefined => (formId === null ? undefined : formById(formId, formVersion ?? undefined) ?? formById(formId));

/** "Haematology, Day 28 to 42": where a form stands; with the row of a log. */
function placeOf(row: WaitingRow): string {
  const form = formOf(row);
  return [form?.title ?? row.formId, form?.repeats ? `row ${row.rowNo}` : null, row.visit ? (visitByCode(row.visit)?.title ?? row.visit) : null].filter(Boolean).join(", ");
}
const placed = (row: WaitingRow): string => `${placeOf(row)}: ${formOf(row)?.fields[row.field ?? ""]?.label ?? row.field}`;
const atField = ({ entryId, field }: Pick<WaitingRow, "entryId" | "field">): string => `/entries/${entryId}${field === null ? "" : `#${field}`}`;

/** A line of My day for what waits. `now`: an instant, for what is a matter of hours. */
export function taskOf(row: WaitingRow, now: string): Task {
  const { key, siteCode, patient, since, today, detail } = row;
  const task = { key: `${row.kind} ${key}`, kind: row.kind, siteCode, patient, when: sayAge(since, today), minutes: null } as const;
  switch (row.kind) {
    case "assigned": return { ...task, minutes: 1, what: placed(row), detail: detail ?? "", href: atField(row) };
    case "asked": return { ...task, minutes: 1, what: placed(row), detail: detail ?? "", href: atField(row) };
    case "answered": return { ...task, minutes: 1, what: placed(row), detail: detail ?? "", href: atField(row) };
    case "changed": return { ...task, minutes: 1, what: placed(row), detail: `Verified by ${detail}, changed since`, href: atField(row) };
    case "blank": return { ...task, ...blanksOf(row) };
    case "serious": return { ...task, ...seriousOf(row, now) };
    case "exposure": return { ...task, minutes: 2, what: String(row.answers?.["medication"] ?? "Medication without a name"), detail: EXPOSURES[detail ?? ""] ?? "", href: `/exposure?show=decide#${row.entryId}` };
    case "confirm": return { ...task, minutes: 4, what: "Eligibility", detail: ELIGIBLE[detail ?? ""] ?? "", href: `/patients/${patient}#eligibility` };
    case "sign": return { ...task, minutes: 5, what: "Casebook", detail: "Every form that is due is complete and no query is open", href: `/patients/${patient}#signature` };
    case "lock": return { ...task, minutes: 2, what: "Casebook", detail: `Signed, and nothing is left to do in it; ${detail === "freeze" ? "frozen, not locked" : "neither frozen nor locked"}`, href: `/lock?patient=${patient}` };
    case "redaction": return { ...task, minutes: 2, what: row.formId === null ? "The casebook" : placeOf(row), detail: "Somebody asks to take out what may say who a patient is", href: `/redactions#${key}` };
  }
}

/** Which expected values are blank; the hand lands on the first. */
function blanksOf(row: WaitingRow): Pick<Task, "kind" | "what" | "detail" | "minutes" | "href"> {
  const form = formOf(row);
  const missing = form === undefined ? [] : completeness(form, row.answers ?? {}).missing;
  const more = missing.length - NAMED;
  const labels = missing.slice(0, NAMED).map((field) => form?.fields[field]?.label ?? field);
  return {
    kind: row.own ? "mine" : "blank", what: placeOf(row), minutes: minutesFor(missing.length), href: atField({ entryId: row.entryId, field: missing[0] ?? null }),
    detail: missing.length === 0 ? "A value waits for another one" : `${missing.length === 1 ? "1 value" : `${missing.length} values`} missing: ${labels.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  };
}

const DRUGS = [["related", "cenersen"], ["relatedIdarubicin", "idarubicin"], ["relatedCytarabine", "cytarabine"]] as const;
const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** What is still to be reported comes with its deadline, and leads to the field that ends it. */
function seriousOf(row: WaitingRow, now: string): Pick<Task, "what" | "detail" | "when" | "minutes" | "href"> {
  const answers = row.answers ?? {};
  const [grade, awareAt, reportedAt] = [textOf(answers["grade"]), textOf(answers["awareAt"]), textOf(answers["reportedAt"])];
  const coded = answers["ctcaeTerm"] as { readonly term?: string } | null | undefined;
  const related = DRUGS.flatMap(([field, drug]) => (answers[field] === "Y" ? [drug] : []));
  const form = formOf(row);
  const missing = form === undefined ? [] : completeness(form, answers).missing;
  return {
    what: `Serious event: ${coded?.term ?? textOf(answers["term"]) ?? "no term yet"}`,
    detail: [grade === null ? "grade not given" : `grade ${grade}`, related.length === 0 ? null : `related to ${related.join(", ")}`, reportedAt === null ? "not reported yet" : null].filter(Boolean).join(" · "),
    when: sayReportDue(row, awareAt, reportedAt, now), minutes: minutesFor(missing.length + 1),
    href: atField({ entryId: row.entryId, field: awareAt === null ? "awareAt" : reportedAt === null ? "reportedAt" : (missing[0] ?? "awareAt") }),
  };
}

function sayReportDue({ timeZone, today }: WaitingRow, awareAt: string | null, reportedAt: string | null, now: string): string {
  const day = awareAt?.slice(0, 10) ?? today;
  if (reportedAt === null && daysBetween(day, today) > COUNTED_DAYS) return `overdue since ${sayDate(day)}`;
  return sayReporting(reportingOf({ awareAt, reportedAt, now: wallTimeIn(now, timeZone) }));
}

/** The most pressing first: what is not reported, then what is not complete, then the newest. */
export const bySeriousness = (one: WaitingRow, other: WaitingRow): number => rankOf(one) - rankOf(other) || String(one.answers?.["awareAt"] ?? "9").localeCompare(String(other.answers?.["awareAt"] ?? "9"));
const rankOf = ({ answers }: WaitingRow): number => (textOf(answers?.["reportedAt"]) === null ? 0 : 1);
