import { expect, test } from "vitest";
import { forms } from "@/lib/study/study";
import { sdtm } from "./sdtm";
import { QUALIFIERS } from "./qualifiers";
import { TESTS } from "./terms/tests";
import { TRIAL_CRITERIA } from "./trial/criteria";

const targets = forms.flatMap(({ id, fields }) => Object.entries(fields).map(([name, { sdtm: target }]) => ({ field: `${id}.${name}`, target })));
const specOf = (name: string) => sdtm.specs.find((spec) => spec.name === name);
const testCodes = (domain: string): readonly string[] => [...(TESTS[domain]?.tests ?? []), ...(domain === "IE" ? TRIAL_CRITERIA : [])].map(({ code }) => code);

test("every variable that a form names as its target is one of the dataset", () => {
  const strays = targets.flatMap(({ field, target }) => [...target.matchAll(/\b([A-Z]{2,6})\.([A-Z0-9]+)/g)]
    .filter(([, dataset = "", variable]) => !specOf(dataset)?.variables.some(({ name }) => name === variable)).map(([named]) => `${field}: ${named}`));
  expect(strays).toEqual([]);
});

test("every test and qualifier that a form names is one of its dataset", () => {
  const strays = targets.flatMap(({ field, target }) => [
    ...[...target.matchAll(/\b([A-Z]{2})TESTCD=([A-Z0-9]+)/g)].filter(([, domain = "", code = ""]) => !testCodes(domain).includes(code)),
    ...[...target.matchAll(/\bSUPP([A-Z]{2})\.QVAL where QNAM=([A-Z0-9]+)/g)].filter(([, domain, qnam]) => !QUALIFIERS.some((qualifier) => qualifier.domain === domain && qualifier.name === qnam)),
  ].map(([named]) => `${field}: ${named}`));
  expect(strays).toEqual([]);
});
