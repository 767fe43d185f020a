import { describe, expect, test } from "vitest";
import { sdtm } from "./sdtm";
import { QUALIFIERS } from "./qualifiers";

const listIds = sdtm.codeLists.map(({ id }) => id);
const variables = sdtm.specs.flatMap((spec) => spec.variables.map((variable) => ({ spec, variable })));

describe("what the datasets are declared to be", () => {
  test("names have at most 8 characters and labels at most 40, in ASCII, as transport files ask", () => {
    const names = [...sdtm.specs.map(({ name, label }) => ({ name, label })), ...variables.map(({ variable }) => variable), ...QUALIFIERS];
    for (const { name, label } of names) {
      expect(name).toMatch(/^[A-Z][A-Z0-9]{0,7}$/);
      expect(label, name).toMatch(/^[ -~]{1,40}$/);
    }
  });

  test("a dataset names each variable once, and its keys are among them", () => {
    for (const { name, variables: own, keys } of sdtm.specs) {
      const named = own.map((variable) => variable.name);
      expect(new Set(named).size, name).toBe(named.length);
      expect(named, name).toEqual(expect.arrayContaining([...keys]));
    }
  });

  test("every code list that is named exists once, and none exists for nothing", () => {
    const asked = new Set(variables.flatMap(({ variable }) => [variable.codeList, ...(variable.valueLevel ?? []).map(({ codeList }) => codeList)]).filter((id) => id !== undefined));
    expect(new Set(listIds).size).toBe(listIds.length);
    expect([...asked].filter((id) => !listIds.includes(id))).toEqual([]);
    expect(listIds.filter((id) => !asked.has(id))).toEqual([]);
  });

  test("a derived variable says how", () => {
    expect(variables.filter(({ variable }) => variable.origin === "Derived" && variable.method === undefined).map(({ variable }) => variable.name)).toEqual([]);
  });

  test("no list holds a value twice", () => {
    for (const { id, terms } of sdtm.codeLists) expect(new Set(terms.map(({ value }) => value)).size, id).toBe(terms.length);
  });
});
