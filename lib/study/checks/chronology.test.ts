import { describe, expect, test } from "vitest";
import { firedChecks } from "@/lib/crf/fired-checks";
import { sayDate } from "@/lib/kernel/calendar-date";
import { contextFor } from "@/lib/study/checks/check-context";
import { ASKED_ELSEWHERE, CHRONOLOGY, type AskedElsewhere, type DatesInOrder } from "@/lib/study/checks/chronology";
import { dateAnswer, sameDay, twoDates, visitFor, wrongDays } from "@/lib/study/checks/chronology.cases";
import { placeOf, STUDY_DATES, type StudyDate } from "@/lib/study/checks/study-dates";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { CheckCase } from "@/lib/study/forms/check-case";
import { formById, forms } from "@/lib/study/study";
import type { PatientRecord } from "@/lib/study/patient-record";

const TODAY = "2025-01-31";

/** Every question that a record raises, at any of its forms. */
const asked = (record: PatientRecord) =>
  record.entries.flatMap((entry) => firedChecks(formById(entry.formId)!, entry.answers, contextFor(record, entry, TODAY)));

const recordOf = (form: string, { answers, others = [], visit, patient = {} }: CheckCase) => exampleRecord([exampleEntry(form, visit ?? null, answers), ...others], patient);

/** Of all questions those that name both days: what is asked about this pair. */
const aboutBoth = (record: PatientRecord, one: string, other: string) =>
  asked(record).filter(({ message }) => message.includes(sayDate(one)) && message.includes(sayDate(other)));

const pairs = CHRONOLOGY.flatMap((rule) => rule.others.map((other) => [rule.id, rule.at, rule.not, other, rule] as const));

describe("two dates in the wrong order are asked about once, with both days and what to do", () => {
  test.each(pairs)("%s %s not %s %s", (id, at, _not, other, rule: DatesInOrder) => {
    const days = wrongDays(rule);
    const questions = aboutBoth(recordOf(placeOf(at).form, twoDates(rule, other, days)), days.at, days.other);
    expect(questions.map((question) => question.id)).toEqual([id]);
    expect(questions[0]?.message).toContain(STUDY_DATES[other]);
    expect(questions[0]?.message).toMatch(/Correct one of the dates/);
  });

  test.each(pairs)("%s %s not %s %s: on the same day nothing is asked", (id, at, _not, other, rule: DatesInOrder) => {
    expect(asked(recordOf(placeOf(at).form, twoDates(rule, other, sameDay))).filter((question) => question.id === id)).toEqual([]);
  });

  test.each(ASKED_ELSEWHERE.map((order) => [order.id, order.earlier, order.later, order] as const))("%s asks when %s comes after %s", (id, _earlier, _later, order: AskedElsewhere) => {
    const [record, one, other] = elsewhere(order);
    const questions = order.namesDays ? asked(record).filter((question) => question.id === id && question.message.includes(sayDate(other))) : aboutBoth(record, one, other);
    expect(questions.map((question) => question.id)).toEqual([id]);
  });
});

/** The two dates of an order that a form asks about itself, a day apart and the wrong way round. */
function elsewhere({ earlier, later, sameVisit, and = {} }: AskedElsewhere): readonly [PatientRecord, string, string] {
  const [first, second] = ["2024-09-12", "2024-09-11"] as const;
  const at = (date: StudyDate) => (sameVisit ? "UNS1" : visitFor(date));
  const laterAnswers = { ...dateAnswer(later, second), ...and.later };
  if (earlier === "randomisation") return [exampleRecord([exampleEntry(placeOf(later).form, at(later), laterAnswers)], { randomisedOn: first }), first, second];
  const earlierAnswers = { ...dateAnswer(earlier, first), ...and.earlier };
  const entries = placeOf(earlier).form === placeOf(later).form
    ? [exampleEntry(placeOf(later).form, at(later), { ...earlierAnswers, ...laterAnswers })]
    : [exampleEntry(placeOf(earlier).form, at(earlier), earlierAnswers), exampleEntry(placeOf(later).form, at(later), laterAnswers)];
  return [exampleRecord(entries, { randomisedOn: null }), first, second];
}

describe("no date stands outside of the chronology", () => {
  const fields = forms.filter(({ source }) => source !== "system").flatMap((form) => Object.entries(form.fields).filter(([, { kind }]) => ["date", "partialDate", "dateTime"].includes(kind)).map(([field]) => `${form.id}.${field}`));
  const ordered: readonly (readonly [StudyDate, StudyDate])[] = [
    ...CHRONOLOGY.flatMap(({ at, not, others }) => others.map((other) => (not === "before" ? [other, at] as const : [at, other] as const))),
    ...ASKED_ELSEWHERE.map(({ earlier, later }) => [earlier, later] as const),
  ];
  const isOrdered = (earlier: StudyDate, later: StudyDate) => ordered.some(([one, other]) => one === earlier && other === later);

  test("every date field of every form is in it, and it knows no other", () => {
    expect(Object.keys(STUDY_DATES).filter((date) => date !== "randomisation").toSorted()).toEqual([...new Set(fields)].toSorted());
  });

  const dates = (Object.keys(STUDY_DATES) as StudyDate[]).filter((date) => date !== "death.deathDate");

  test("nothing happens after death", () => {
    expect(dates.filter((date) => !isOrdered(date, "death.deathDate") && !AFTER_DEATH.includes(date))).toEqual([]);
  });

  test("every date lies on one side of consent, by itself or through a date it follows", () => {
    const follows = (date: StudyDate, seen: readonly StudyDate[] = []): boolean =>
      date === "consent.consentDate" || ordered.some(([earlier, later]) => later === date && !seen.includes(earlier) && follows(earlier, [...seen, date]));
    expect(dates.filter((date) => !follows(date) && !isOrdered(date, "consent.consentDate") && !BEFORE_OR_AFTER_CONSENT.includes(date))).toEqual([]);
  });
});

/** What people write down about a patient may be dated after death. */
const AFTER_DEATH: readonly StudyDate[] = ["adverse_event.awareAt", "adverse_event.reportedAt", "protocol_deviation.reportedOn", "response_assessment.assessedOn"];

/** What was taken before consent is taken on; only what is taken is recorded. */
const BEFORE_OR_AFTER_CONSENT: readonly StudyDate[] = ["concomitant_medication.startDate", "concomitant_medication.stopDate"];
