import { describe, expect, test } from "vitest";
import { exposureOf } from "@/lib/study/inhibitors/exposure-of";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import type { NameVerdict } from "@/lib/study/inhibitors/name-reading";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";
import { compositionsFor, registerIndex, UNLISTED_VARIANT, type RegisterProduct } from "@/lib/study/inhibitors/register-compositions";
import { registerKeys } from "@/lib/study/inhibitors/register-keys";

const product = (name: string, ...ingredients: string[]): RegisterProduct => ({ ...registerKeys(name), ingredients });

describe("an unknown brand is decided by its ingredients, in whatever language the register writes them", () => {
  test.each([
    "ACETAMINOPHEN", "Acetaminophen 500 mg", "PARACÉTAMOL 1 g", "paracetamolum", "PROPACETAMOL HYDROCHLORIDE", "парацетамол", "παρακεταμόλη", "对乙酰氨基酚", "アセトアミノフェン", "아세트아미노펜", "أسيتامينوفين",
    "باراسيتامول", "פרצטמול", "พาราเซตามอล", "पैरासिटामोल", "asetaminofen", "parasetamoli", "acetaminofén", "paracetamolo", "N-acetyl-p-aminophenol",
  ])("%s", (ingredient) => {
    expect(recogniseInhibitor("Zolpemax").verdict).toBe("uncoded");
    expect(recogniseInhibitor("Zolpemax", [ingredient])).toMatchObject({ verdict: "inhibitor", substances: [{ id: "acetaminophen" }] });
    expect(recogniseInhibitor("Zolpemax", [`CODEINE PHOSPHATE; ${ingredient}; CAFFEINE`]).verdict).toBe("inhibitor");
  });
});

describe("what a register says against what the name says", () => {
  const cases: [string, string, readonly string[], NameVerdict, string][] = [
    ["clears an unknown brand", "Zolpemax", ["IBUPROFEN 200 mg"], "none", "known by the register (IBUPROFEN 200 mg)"],
    ["clears a typing error that is a product of its own", "Tylenil", ["TYLOSIN"], "none", "known by the register"],
    ["decides a family", "Midol", ["ACETAMINOPHEN; CAFFEINE"], "inhibitor", "register's ingredients"],
    ["clears a family", "Midol", ["NAPROXEN SODIUM"], "none", "known by the register"],
    ["finds acetaminophen in a known other medicine", "Codeine Contin", ["CODEINE; ACETAMINOPHEN"], "inhibitor", "register's ingredients"],
    ["leaves open what is sold with and without", "Zolpemax", ["ACETAMINOPHEN", "IBUPROFEN"], "possible", "some products of this name"],
    ["leaves open a variant that it does not list", "Zolpemax Rapid", [UNLISTED_VARIANT, "ACETAMINOPHEN"], "possible", "some products of this name"],
    ["clears nothing by the beginning of a name", "Zolpemax Rapid", [UNLISTED_VARIANT, "IBUPROFEN"], "uncoded", ""],
    ["does not clear a name that names the substance", "Paracetamol Zolpe", ["IBUPROFEN"], "inhibitor", "exact name"],
    ["asks where it contradicts a brand", "Panadol", ["IBUPROFEN"], "possible", "without it (IBUPROFEN)"],
    ["says nothing by a code", "Panadol", ["BNF:0407010F0"], "inhibitor", "brand"],
    ["finds an antioxidant, whose dose decides", "Zolpevit", ["ASCORBIC ACID; IRON"], "possible", "dose decides"],
    ["leaves out an antioxidant for local use", "Zolpevit cream", ["TOCOPHEROL"], "none", "local use"],
    ["asks for phenacetin", "Zolpemax", ["PHENACETIN"], "possible", "some products"],
  ];
  test.each(cases)("%s", (_, name, compositions, verdict, how) => expect(recogniseInhibitor(name, compositions)).toMatchObject({ verdict, how: expect.stringContaining(how) as string }));
});

describe("a typed name is found in the register", () => {
  const index = registerIndex([product("Zolpemax 500 mg tablets", "ACETAMINOPHEN"), product("ZOLPEMAX", "ACETAMINOPHEN"), product("Zolpemax Night", "ACETAMINOPHEN", "DOXYLAMINE"), product("Brixa", "IBUPROFEN"), product("Золпемакс", "парацетамол")]);
  test.each([
    ["to the letter", "zolpemax", ["ACETAMINOPHEN"]],
    ["with another dose, form and maker", "Zolpemax 1 g caplets (Sandoz)", ["ACETAMINOPHEN"]],
    ["in its own variant", "ZOLPEMAX-NIGHT tab", ["ACETAMINOPHEN; DOXYLAMINE"]],
    ["as a variant that is not listed", "Zolpemax Sinus", ["", "ACETAMINOPHEN"]],
    ["in Cyrillic, read in Latin letters", "золпемакс", ["парацетамол"]],
    ["never by a short beginning", "Brix night", []],
    ["not at all", "Quvarine", []],
    ["not without a letter", " -- ", []],
  ])("%s", (_, typed, found) => expect(compositionsFor(typed, index)).toEqual(found));
});

describe("tablets whose strength is stated", () => {
  const window = windowOf("2024-09-17", "2024-09-21");
  const taken = (medication: string, doseValue: string, doseUnit = "tablet", frequency = "daily") => ({ medication, doseValue, doseUnit, frequency, route: "oral", startDate: "2024-09-18", stopDate: "2024-09-20", ongoing: "N" });
  const register = { Zolpevit: ["ASCORBIC ACID 60 mg; DL-ALPHA TOCOPHEROL 30 IU"], "Zolpevit C": ["ASCORBIC ACID 1 g"], Zolpemix: ["ASCORBIC ACID 60 mg", "ASCORBIC ACID 600 mg"] };
  test.each([
    ["in the name: 500 mg", taken("Vitamin C 500 mg", "1"), "exposed"],
    ["in the name, before the substance", taken("250 mg vitamin C tablets", "1"), "none"],
    ["in the name, several a day", taken("Vitamin C 250 mg", "1", "tablet", "twice_daily"), "exposed"],
    ["in the name, thousands written apart", taken("Vitamin C 1,000 mg", "1"), "exposed"],
    ["in the name, as a fraction", taken("Selenium 0.05 mg", "1", "capsule"), "none"],
    ["in the name, for each component", taken("vitamin C 60 mg + vitamin E 30 IU", "1"), "none"],
    ["in the name, one component high", taken("vitamin C 60 mg + vitamin E 400 IU", "1"), "exposed"],
    ["by the register, all low", taken("Zolpevit", "1"), "none"],
    ["by the register, ten sachets", taken("Zolpevit", "10", "sachet"), "exposed"],
    ["by the register, high", taken("Zolpevit C", "1"), "exposed"],
    ["by the register, differing by product", taken("Zolpemix", "1"), "possible"],
    ["nowhere", taken("Vitamin C", "1"), "possible"],
    ["for a volume only", taken("Vitamin C 500 mg", "5", "mL"), "possible"],
  ])("%s", (_, medication, value) => expect(exposureOf({ medication, window, ingredientsOf: register }).value).toBe(value));

  test("add up over products, and the decision falls when the register says otherwise", () => {
    const other = taken("Zolpevit C", "1");
    const own = taken("Vitamin C", "100", "mg");
    expect(exposureOf({ medication: own, window, otherMedications: [other], ingredientsOf: register }).trace.reasons).toContain("vitamin C: 1100 mg a day over 2 medications; high dose from 500 mg a day.");
    const inputs = (ingredientsOf: Readonly<Record<string, readonly string[]>>) => exposureOf({ medication: other, window, ingredientsOf }).trace.inputs;
    expect(new Set([inputs({}), inputs(register), inputs({ "Zolpevit C": ["IBUPROFEN"] })]).size).toBe(3);
  });
});
