import { describe, expect, test } from "vitest";
import { queriesHref, readFilters } from "./discrepancy-filters";

describe("the address of the list of queries", () => {
  test("is read part by part and written again as it was", () => {
    const address = { state: "reopened", site: "101", form: "vital_signs", field: "pulse", check: "vs01", origin: "system", assigned: "me", age: ">=14", sort: "-patient" };
    const { filters, wrong } = readFilters(address);
    expect(wrong).toEqual([]);
    expect(filters).toEqual({ ...address, check: "VS01" });
    expect(readFilters(Object.fromEntries(new URL(`http://x${queriesHref(filters)}`).searchParams)).filters).toEqual(filters);
  });
  test("answers each wrong part with a sentence, and keeps the others", () => {
    const { filters, wrong } = readFilters({ age: "old", site: "101", form: "no_such_form", assigned: "mona", sort: ["age", "age"], state: "" });
    expect(filters).toEqual({ site: "101" });
    expect(wrong).toEqual([
      "“no_such_form” is no form of this trial. It is left out.", "“mona” is neither me, none nor a person. It is left out.",
      "“old” is no age: write <7, <=7, >14, >=14, 3..10 or 7, in days. It is left out.", "The address says sort more than once. It is left out.",
    ]);
  });
  test("begins at the first page after a change, and whatever is no object is no filter", () => {
    expect(queriesHref({ state: "all", after: "7a" }, { sort: "age" })).toBe("/queries?state=all&sort=age");
    for (const address of [null, undefined, "state=all", 7, []]) expect(readFilters(address)).toEqual({ filters: {}, wrong: [] });
  });
});
