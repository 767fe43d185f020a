import type { CodeList, Term } from "../../datasets/dataset";
import { PLANNED_ARMS, PLANNED_ELEMENTS } from "../trial/arms";
import { COUNTRIES } from "../trial/countries";
import { TRIAL_CRITERIA } from "../trial/criteria";
import { PARAMETER_CODES } from "../trial/trial-summary";
import { CDISC_LISTS } from "./cdisc-terms";
import { STUDY_LISTS } from "./study-terms";
import { TESTS, type TestLists } from "./tests";

const list = (id: string, name: string, terms: readonly Term[]): CodeList => ({ id, name, type: "text", terms });

const ofCdisc = (value: string, decode: string | undefined, nci: string | undefined, comment: string | undefined): Term =>
  ({ value, ...(decode === undefined ? {} : { decode }), ...(nci === undefined ? { extended: true } : { code: nci }), ...(comment === undefined ? {} : { comment }) });

/** Codes and names of the tests of a domain: "LBTESTCD", "LBTEST". */
function testLists(domain: string, { lists, tests }: TestLists): readonly CodeList[] {
  return [
    { id: `${domain}TESTCD`, name: `Test Code of ${domain}`, type: "text", code: lists[0], terms: tests.map(({ code, name, nci, comment }) => ofCdisc(code, name, nci, comment)) },
    { id: `${domain}TEST`, name: `Test Name of ${domain}`, type: "text", code: lists[1], terms: tests.map(({ name, nci, comment }) => ofCdisc(name, undefined, nci, comment)) },
  ];
}

function cdiscTerms(id: string): readonly Term[] {
  const found = CDISC_LISTS.find((known) => known.id === id) ?? STUDY_LISTS.find((known) => known.id === id);
  if (found === undefined) throw new Error(`There is no code list ${id}.`);
  return found.terms;
}

/** Lists of which each belongs to a part of a variable, and the list of the variable as a whole. */
const joined: readonly CodeList[] = [
  list("DSDECOD", "Standardized Disposition Term", ["PROTMLST", "NCOMPLT", "OTHEVENT"].flatMap(cdiscTerms)),
  list("RSCAT", "Category of Response or Classification", [...cdiscTerms("ONCRSCAT"), { value: "ECOG", code: "C102116" }]),
  ];

const ofTheTrial: readonly CodeList[] = [
  list("ARMCD", "Arm Code", PLANNED_ARMS.map(({ code, label }) => ({ value: code, decode: label }))),
  list("ARM", "Arm", PLANNED_ARMS.map(({ label }) => ({ value: label }))),
  list("ETCD", "Element Code", PLANNED_ELEMENTS.map(({ code, label }) => ({ value: code, decode: label }))),
  list("ELEMENT", "Element", PLANNED_ELEMENTS.map(({ label }) => ({ value: label }))),
  list("IETESTCD", "Entry Criterion Code", TRIAL_CRITERIA.map(({ code, text }) => ({ value: code, decode: text }))),
  list("IETEST", "Entry Criterion", TRIAL_CRITERIA.map(({ text }) => ({ value: text }))),
  { id: "COUNTRY", name: "Country", type: "text", terms: [], external: { dictionary: "ISO 3166-1 alpha-3", version: "2020" } },
  { id: "TSPARMCD", name: "Trial Summary Parameter Code", type: "text", code: "C66738", terms: Object.entries(PARAMETER_CODES).map(([value, [decode, code]]) => ({ value, decode, code })) },
  { id: "TSPARM", name: "Trial Summary Parameter", type: "text", code: "C67152", terms: Object.values(PARAMETER_CODES).map(([value, code]) => ({ value, code })) },
  { id: "CTCAE", name: "Common Terminology Criteria for Adverse Events", type: "text", terms: [], external: { dictionary: "CTCAE", version: "5.0" } },
];

/** Every list that a variable of the tabulation names, with the terms that this study uses and no others. */
export const CODE_LISTS: readonly CodeList[] = [...CDISC_LISTS.filter(({ id }) => id !== "ONCRSCAT"), ...STUDY_LISTS, ...joined, ...ofTheTrial, ...Object.entries(TESTS).flatMap(([domain, tests]) => testLists(domain, tests))];

/** The countries that a site's time zone can name. */
export const COUNTRY_CODES: readonly string[] = [...new Set(Object.values(COUNTRIES))];
