import { addDays, sayDate, sayStudyDay } from "@/lib/kernel/calendar-date";
import { knownValue } from "@/lib/crf/missing";
import { sayNumber } from "@/lib/crf/number-text";
import type { Proposals, ProposalSet } from "@/lib/crf/proposal";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { reckonCourse } from "@/lib/study/derive/dose-course";
import { courseOfVisit } from "@/lib/study/derive/dose-record";
import { dayOf, entriesOfForm, isStarted, withoutEntry } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { formFor } from "@/lib/study/schedule";

interface Row {
  readonly record: PatientRecord;
  readonly at: Omit<RecordEntry, "answers">;
  /** The rows of the same form before this one, oldest first. */
  readonly above: readonly RecordEntry[];
}

/**
 * What is proposed beside the blank boxes of a form: the dose and day of the plan, and what a row above says. Nobody's answer until
 * somebody takes it with a key: the source is the chart, and what the plan says is only what it should say.
 */
export function proposalsFor(record: PatientRecord, at: Omit<RecordEntry, "answers">): ProposalSet {
  const others = withoutEntry(record, at.id);
  const above = entriesOfForm(others, at.formId, at.visit).filter((row) => isStarted(row) && row.rowNo < at.rowNo).toSorted((one, other) => one.rowNo - other.rowNo);
  return PROPOSING[at.formId]?.({ record: others, at, above }) ?? { always: {}, when: [] };
}

const always = (proposals: Proposals): ProposalSet => ({ always: proposals, when: [] });

const PROPOSING: Readonly<Record<string, (row: Row) => ProposalSet>> = {
  idarubicin_dose: (row) => dailyDose(row, "idarubicin"),
  cytarabine_dose: (row) => dailyDose(row, "cytarabine"),
  cenersen_infusion: (row) => always(infusion(row)),
  infusion_bag: (row) => always({ ...asAbove(row, ["lotNumber", "amountMg", "concentrationMgPerMl"]), ...from(row, "endedAt", "hungAt", "the bag above ended") }),
  transfusion: (row) => always({ ...dayAfter(row, "givenOn"), ...asAbove(row, ["product", "units"]) }),
  concomitant_medication: medication,
};

/** The next day of the plan without a row, and the dose planned for the day that is typed; after the last one the day after the row above. */
function dailyDose(row: Row, drug: "idarubicin" | "cytarabine"): ProposalSet {
  const days = reckonCourse(row.record, courseOfVisit(row.at.visit)).doses.find((one) => one.drug === drug)?.days ?? [];
  const open = days.find(({ date, planned, verdict }) => planned !== null && date !== null && verdict === "unknown" && !row.above.some((one) => dayOf(one, "doseDate") === date));
  const dose = (planned: string): Proposals => ({ doseMg: { typed: planned, says: `planned ${sayNumber(planned)} mg` } });
  return {
    always: open?.date ? { doseDate: { typed: sayDate(open.date), says: `planned ${sayStudyDay(open.day)}, ${sayDate(open.date)}` } } : dayAfter(row, "doseDate"),
    when: days.flatMap(({ date, planned }) => (date !== null && planned !== null ? [{ field: "doseDate", answer: date, then: dose(planned) }] : [])),
  };
}

function infusion({ record, at }: Row): Proposals {
  const plan = dosePlanOf(record, courseOfVisit(at.visit));
  return plan.state === "ready" ? { rateMgPerHour: { typed: plan.cenersen.mgPerHour, says: `planned ${sayNumber(plan.cenersen.mgPerHour)} mg/h` } } : {};
}

/** A medication that was recorded before, under the same name, is given as it was; another one may have begun on the same day. */
function medication(row: Row): ProposalSet {
  const named = ({ answers }: RecordEntry) => String(knownValue(answers["medication"]) ?? "").trim().toLowerCase();
  const names = [...new Set(row.above.map(named))].filter((name) => name !== "");
  const lastOf = (name: string) => asAbove({ ...row, above: row.above.filter((one) => named(one) === name) }, ["doseValue", "doseUnit", "frequency", "route", "indication"]);
  return { always: asAbove(row, ["startDate"]), when: names.map((name) => ({ field: "medication", answer: name, then: lastOf(name) })) };
}

/** The same as in the last row above. */
function asAbove({ record, at, above }: Row, fields: readonly string[]): Proposals {
  const last = above.at(-1);
  const form = formFor(record.protocolVersion, at.formId);
  if (last === undefined || form === undefined) return {};
  return Object.fromEntries(fields.flatMap((name) => {
    const [answer, field] = [knownValue(last.answers[name]), form.fields[name]];
    if (answer === null || answer === undefined || field === undefined) return [];
    const isDate = field.kind === "date" || field.kind === "partialDate" || field.kind === "dateTime";
    return [[name, { typed: isDate ? field.show(answer) : String(answer), says: `row ${last.rowNo}: ${field.show(answer)}` }]];
  }));
}

function dayAfter({ above }: Row, field: string): Proposals {
  const last = above.at(-1);
  const day = dayOf(last, field);
  return last === undefined || day === null ? {} : { [field]: { typed: sayDate(addDays(day, 1)), says: `the day after row ${last.rowNo}, ${sayDate(addDays(day, 1))}` } };
}

/** Where the row above ends. */
function from(row: Row, source: string, field: string, says: string): Proposals {
  const ended = asAbove(row, [source])[source];
  return ended === undefined ? {} : { [field]: { typed: ended.typed, says: `${says} ${String(ended.typed)}` } };
}
