import { describe, expect, test } from "vitest";
import { findTargets, patientsNamed, patientsToRead, readTyped, type Findable } from "./find-targets";

const patient = (label: string, detail = "Group 1 · NR") => ({ label, href: `/patients/${label}`, detail });
const form = (label: string, also: string, first = false) => ({ label, href: `/${label}`, also, ...(first ? { first: true as const } : {}) });
const known: Findable = {
  patients: [patient("102-019", "Group 3 · CRp"), patient("101-119"), patient("101-032"), patient("101-019"), patient("101-003")],
  pages: [{ label: "Queries", href: "/queries", detail: "page" }, { label: "Patients", href: "/patients", detail: "page" }],
  actions: [{ label: "New patient", href: "/patients?new=1", detail: "action", also: "add enrol" }],
  sections: [{ label: "Response", href: "/protocol#response", detail: "handbook" }, { label: "How do I record a visit that nobody planned?", href: "/protocol#unscheduled", detail: "handbook" }],
  recent: ["101-032", "101-003"],
  forms: new Map([
    ["101-019", [form("Haematology · Scr", "haem blood SCR Screening"), form("Bone marrow · D14", "bm D14 Day 14 to 21"), form("Bone marrow · D28", "bm D28 Day 28 to 42", true), form("Concomitant medication · new row", "cm medication new add")]],
    ["101-032", [form("Bone marrow · D35", "bm D35")]],
  ]),
};
const labels = (typed: string) => findTargets(known, typed).flatMap(({ targets }) => targets.map(({ label }) => label));

describe("what is typed is read as a number and words", () => {
  test.each([
    ["19", "19", []], ["101-019 marrow d28", "101-019", ["marrow", "d28"]], ["marrow 19", "19", ["marrow"]], ["101 19", "101-19", []],
    ["new medication 101-019", "101-019", ["new", "medication"]], ["19 day 28", "19", ["day", "28"]], ["queries", "", ["queries"]],
  ])("%o", (typed, number, words) => expect(readTyped(typed)).toEqual({ number, words }));
});

describe("a number names", () => {
  test.each([
    ["19", ["102-019", "101-019"]], ["019", ["102-019", "101-019"]], ["101019", ["101-019"]], ["101-19", ["101-019"]], ["101-019", ["101-019"]],
    ["32", ["101-032"]], ["101-0", ["101-032", "101-019", "101-003"]], ["119", ["101-119"]], ["11", ["101-119"]], ["999", []], ["", []],
  ])("%o", (typed, found) => expect(patientsNamed(known.patients, typed).map(({ label }) => label)).toEqual(found));
});

describe("what is typed into the jump box finds", () => {
  test.each([
    ["101-19 marrow d28", ["Bone marrow · D28", "101-019"]],
    ["101019 mar", ["Bone marrow · D28", "Bone marrow · D14", "101-019"]],
    ["new medication 101-019", ["Concomitant medication · new row", "101-019"]],
    ["101-019", ["101-019", "Bone marrow · D28"]],
    ["101-019 day 14", ["Bone marrow · D14", "101-019"]],
    ["marrow", ["Bone marrow · D35"]],
    ["crp", ["102-019"]],
    ["QUER", ["Queries"]],
    ["new pat", ["New patient"]],
    ["nobody-at-all", []],
    ["respo", ["Response"]],
    ["visit planned", ["How do I record a visit that nobody planned?"]],
    ["", ["101-032", "101-003", "New patient", "Queries", "Patients"]],
  ])("%o → %o", (typed, found) => expect(labels(typed)).toEqual(found));
});

test("forms are asked for only of those whom a number names, or of who was opened last", () => {
  expect(["101-19 x", "19", "queries", "marrow", ""].map((typed) => patientsToRead(known, typed))).toEqual([["101-019"], ["102-019", "101-019"], [], ["101-032"], []]);
});
