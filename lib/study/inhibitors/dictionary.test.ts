import { expect, test } from "vitest";
import { ACETAMINOPHEN_BRANDS } from "@/lib/study/inhibitors/acetaminophen-brands";
import { COMPOUND_NAMES, GENERIC_NAMES, PRODRUGS } from "@/lib/study/inhibitors/acetaminophen-names";
import { namesIn, NAME_SOURCES } from "@/lib/study/inhibitors/brand-group";
import { BRAND_FAMILIES, LOOK_ALIKES } from "@/lib/study/inhibitors/brand-families";
import { HIGH_DOSE } from "@/lib/study/inhibitors/high-dose";
import { NAME_INDEX } from "@/lib/study/inhibitors/name-index";
import { joinedName } from "@/lib/study/inhibitors/name-tokens";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";

const brands = ACETAMINOPHEN_BRANDS.flatMap(namesIn);

test("every brand names its region and its source", () => {
  for (const { region, source, names } of ACETAMINOPHEN_BRANDS) {
    expect(region).not.toBe("");
    expect(NAME_SOURCES[source]).toBeTruthy();
    expect(names.split("·").every((name) => name.trim() !== "")).toBe(true);
  }
});

test("every entry of the dictionary cites where it was read, in words", () => {
  expect([...NAME_INDEX.values()].filter(({ source }) => !NAME_SOURCES[source])).toEqual([]);
  for (const says of Object.values(NAME_SOURCES)) expect(says.length).toBeGreaterThan(20);
});

test("no brand is listed twice", () => {
  const joined = brands.map(joinedName);
  expect(joined.filter((name, at) => joined.indexOf(name) !== at)).toEqual([]);
});

test("every brand, name, compound and prodrug of the dictionary is recognised", () => {
  const names = [...brands, ...GENERIC_NAMES.flatMap(namesIn), ...namesIn(COMPOUND_NAMES), ...namesIn(PRODRUGS)];
  expect(names.filter((name) => !["inhibitor", "possible"].includes(recogniseInhibitor(name).verdict))).toEqual([]);
});

test("no look-alike is taken for an inhibitor", () => {
  expect(Object.keys(LOOK_ALIKES.holds).filter((name) => recogniseInhibitor(name).verdict !== "none")).toEqual([]);
});

test("every variant that a family lists without acetaminophen is ruled out", () => {
  const lacking = BRAND_FAMILIES.flatMap(({ name, without }) => without.map((variant) => `${name} ${variant}`));
  expect(lacking.filter((name) => recogniseInhibitor(name).verdict !== "none")).toEqual([]);
});

test("every high-dose row gives its basis", () => {
  for (const row of Object.values(HIGH_DOSE)) expect(row.basis.length).toBeGreaterThan(20);
});
