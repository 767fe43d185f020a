import { describe, expect, test } from "vitest";
import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";
import { isCodedTerm } from "@/lib/crf/coded-term";
import type { Quantity } from "@/lib/crf/fields/quantity";
import { firedChecks, knownAnswers } from "@/lib/crf/fired-checks";
import { sayNumber } from "@/lib/crf/number-text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { contextFor } from "@/lib/study/checks/check-context";
import { sectionOf } from "@/lib/study/checks/protocol-sections";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { CHECK_CASES } from "@/lib/study/forms/check-cases";
import { perMicrolitre, sayCount } from "@/lib/study/response/blood-count";
import { formById, forms } from "@/lib/study/study";

/** What a person fills in; a form that an act writes needs no questions. */
const typed = (forms as unknown as readonly Form[]).filter(({ source }) => source !== "system");

test("every field on which something hangs is looked at by a check, or says why not", () => {
  const unlooked = typed.flatMap(({ id, fields, checks }) => {
    const looked = new Set(checks.flatMap(({ on }) => on));
    return Object.entries(fields).filter(([name, field]) => field.criticality !== "administrative" && !looked.has(name) && field.unchecked === undefined).map(([name]) => `${id}.${name}`);
  });
  expect(unlooked).toEqual([]);
});

test("no field is excused that a check looks at", () => {
  const excused = typed.flatMap(({ id, fields, checks }) => Object.entries(fields).filter(([name, { unchecked }]) => unchecked !== undefined && checks.some(({ on }) => on.includes(name))).map(([name]) => `${id}.${name}`));
  expect(excused).toEqual([]);
});

test("every check names the section of the protocol that it comes from", () => {
  expect(forms.flatMap(({ checks }) => checks).filter(({ protocol }) => sectionOf(protocol) === undefined).map(({ id, protocol }) => `${id}: ${protocol}`)).toEqual([]);
});

/** The ways in which a sentence may give a value: as the form shows it, as it was typed, a count in /µL. Yes and No stand in its own words, and a reason is what it asks for. */
function spellings(name: string, field: AnyField, value: unknown): readonly string[] | null {
  if (/reason$/i.test(name)) return null;
  const shown = field.show(value);
  switch (field.kind) {
    case "choice": return ["Y", "N", "U"].includes(String(value)) ? null : [shown, shown.split(",")[0] ?? shown, String(value).replaceAll("_", " ")];
    case "dateTime": return [sayDate(String(value).slice(0, 10))];
    case "quantity": {
      const { value: number } = value as Quantity;
      const cells = perMicrolitre(value as Quantity);
      return [shown, number, sayNumber(number), ...(cells === null ? [] : [sayCount(cells)])];
    }
    case "text": return field.given ? null : [shown]; // a name that only the machine reads
    case "coded": return [isCodedTerm(value) ? value.term : shown];
    default: return [shown, String(value)];
  }
}

const WHAT_TO_DO = /\b(Correct|Check|Confirm|Enter|Fill|Remove|Clear|Record|Add|Give|Name|Answer|Choose)\b/;

describe("a question says the values it questions and what to do", () => {
  test.each(CHECK_CASES)("%s %s", (formId, id, { no: { answers, others = [], visit = null, patient = {} } }) => {
    const form = formById(formId)!;
    const entry = exampleEntry(formId, visit, answers, 99);
    const message = firedChecks(form, answers, contextFor(exampleRecord([entry, ...others], patient), entry, "2025-01-31")).find((fired) => fired.id === id)?.message ?? "";
    const known = knownAnswers(form as unknown as Form, answers);
    const unsaid = (form.checks.find((check) => check.id === id)?.on as readonly string[]).filter((name) => {
      const said = known[name] === null ? null : spellings(name, form.fields[name]!, known[name]);
      return said !== null && !said.some((spelling) => message.toLowerCase().includes(spelling.toLowerCase()));
    });
    expect([message, unsaid]).toEqual([message, []]);
    expect(message).toMatch(WHAT_TO_DO);
  });
});
