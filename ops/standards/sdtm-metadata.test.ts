import { expect, test } from "vitest";
import { sdtm } from "@/lib/exports/sdtm/sdtm";
import { readStandard } from "./read-standard";

interface StandardVariable { readonly dataset: string; readonly variable: string; readonly label: string; readonly order: number; readonly core: string; readonly role: string; readonly type: string }

/** Variables of the general model that the tables of the guide do not list for the domain, and that may be added to it. */
const ADDED = ["LBLNKGRP", "MHSTDY", "DD.EPOCH", "GF.EPOCH"];

const standard = readStandard<readonly StandardVariable[]>("sdtm-metadata/sdtmig-3-4.variables.json", "variables against the guide") ?? [];

const ofDataset = (name: string) => standard.filter(({ dataset }) => dataset === (name.startsWith("SUPP") ? "SUPPQUAL" : name)).toSorted((one, other) => one.order - other.order);

test("labels, roles, core and order are those of the guide, and nothing required or expected is left out", () => {
  for (const { name, variables: own } of standard.length === 0 ? [] : sdtm.specs) {
    const theirs = ofDataset(name);
    const ours = own.filter((variable) => !ADDED.includes(variable.name) && !ADDED.includes(`${name}.${variable.name}`) && !/^COVAL\d/.test(variable.name));
    const found = ours.map((variable) => theirs.find(({ variable: named }) => named === variable.name));
    expect(ours.filter((_, index) => found[index] === undefined).map((variable) => `${name}.${variable.name}`)).toEqual([]);
    expect(ours.map(({ name: named, label, role, core }) => [named, label, role, core]), name).toEqual(found.map((variable) => [variable?.variable, variable?.label, variable?.role, variable?.core]));
    expect(found.map((variable) => variable?.order ?? 0), name).toEqual(found.map((variable) => variable?.order ?? 0).toSorted((one, other) => one - other));
    expect(theirs.filter(({ core, variable }) => core !== "Perm" && !own.some((mine) => mine.name === variable)).map(({ variable }) => `${name}.${variable}`)).toEqual([]);
  }
});

interface StandardList { readonly conceptId: string; readonly extensible: boolean; readonly terms: readonly { readonly conceptId: string; readonly submissionValue: string }[] }

const terminology = readStandard<{ readonly codelists: readonly StandardList[] }>("ct/sdtmct-2022-09-30.core-nodefs.json", "terms against the terminology");

test("every term is the standard's own with its code, or is marked as added to a list that may be added to", () => {
  for (const { id, code, terms } of terminology === null ? [] : sdtm.codeLists.filter((list) => list.code !== undefined)) {
    const theirs = terminology?.codelists.find(({ conceptId }) => conceptId === code);
    expect(theirs, id).toBeDefined();
    for (const term of terms) {
      const known = theirs?.terms.find(({ submissionValue }) => submissionValue === term.value);
      expect([id, term.value, term.code ?? null, term.extended ?? false], id).toEqual([id, term.value, known?.conceptId ?? null, known === undefined && (theirs?.extensible ?? false)]);
    }
  }
});
