import { describe, expect, test } from "vitest";
import type { NameVerdict } from "@/lib/study/inhibitors/name-reading";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";

const table = (cases: readonly (readonly [string, NameVerdict, string, string])[]) =>
  test.each(cases)("%s is %s", (name, verdict, ids, how) => {
    const { verdict: given, substances, how: said } = recogniseInhibitor(name);
    expect([given, substances.map(({ id }) => id).join(","), said]).toEqual([verdict, ids, expect.stringContaining(how)]);
  });
const apap = (name: string, how: string) => [name, "inhibitor", "acetaminophen", how] as const;

describe("the substance's name, in any language and dress", () => {
  table([
    apap("acetaminophen", "exact name"), apap("PARACÉTAMOL 500mg cp.", "exact name"), apap("Paracetamol1g", "exact name"), apap("4-(acetylamino)phenol", "exact name"),
    apap("acetaminofeno", "Portuguese"), apap("paracetamolo", "Italian"), apap("Парацетамола таблетки 500 мг", ""), apap("παρακεταμόλη", "Greek"), apap("对乙酰氨基酚片", "Chinese"),
    apap("アセトアミノフェン錠", "Japanese"), apap("아세트아미노펜정", "Korean"), apap("باراسيتامول", "Arabic"), apap("पैरासिटामोल", "Hindi"), apap("พาราเซตามอล 500", "Thai"),
    apap("parasetamol tablet", "Turkish"), apap("propacetamol", "prodrug"), ["phenacetin", "possible", "acetaminophen", "in part"],
  ]);
});

describe("combinations, abbreviations and compounds", () => {
  table([
    apap("HYDROCODONE BITARTRATE AND ACETAMINOPHEN TABLETS, USP 5MG/325MG", "combination product"), apap("Hydrocodone?APAP 5?325mg", "abbreviation (APAP)"), apap("butalb/apap/caff", "abbreviation"),
    apap("HYDROCODONEAPAP", "abbreviation"), apap("ACETAMINOPHEN WHYDROCODONE", ""), apap("ACETAMIN OPHEN", ""), apap("TRAMADOL/ACET", "abbreviation (acet)"), apap("PCM 650 SOS", "abbreviation (PCM)"),
    apap("T#3", "abbreviation"), apap("Tylenol w/ codeine no. 3", "brand"), apap("Co-Codamol Tab 30mg/500mg", "combination product (co-codamol)"), apap("cocodamol", "co-codamol"), apap("CO-CPDAMOL", "misspelling"),
  ]);
});

describe("brands, wherever they are sold", () => {
  table([
    apap("Doliprane 1000 mg, comprimé", "brand (Doliprane, France)"), apap("ben-u-ron", "Germany"), apap("Панадол", "Panadol"), apap("Q-Pap", "Q-Pap"), apap("Goody's", "Goody's"), apap("Alka-Seltzer Plus Cold", "brand"),
    apap("EXTRA STRENGTH TYLENOL COLD NIGHTTIME", "Tylenol"), apap("タイレノール", "brand"), apap("Vick Pyrena", "brand"), apap("P-650", "brand"), apap("Ace 500 mg tab", "brand (Ace,"),
  ]);
});

describe("typing errors", () => {
  table([
    apap("acetominophen", "misspelling, 1 letter (acetaminophen)"), apap("ACETEMENOPHEN", "misspelling, 2 letters"), apap("parcetamol", "misspelling, 1 letter (paracetamol)"), apap("Tynelol PM", "misspelling, 2 letters (Tylenol)"),
    apap("Percoset", "misspelling, 1 letter (Percocet)"), apap("WXCEDRIN", "misspelling, 1 letter (excedrin)"), apap("Dolipran", "misspelling, 1 letter (Doliprane)"),
    ["Acetylcystein 600", "possible", "nac", ""], ["ascorbinc acid", "possible", "vitamin_c", "misspelling"],
  ]);
});

describe("names that only look alike", () => {
  table([
    ["piracetam", "none", "", "look-alike"], ["Eucerin", "uncoded", "", ""], ["Patanol", "uncoded", "", ""], ["danazol 100 mg", "none", "", ""], ["acetazolamide", "none", "", "look-alike"], ["Percodan", "none", "", "aspirin"],
    ["APAP machine", "none", "", "breathing device"], ["ACE inhibitor", "none", "", "look-alike"], ["Goserelin Acet Implant 3.6mg", "none", "", ""], ["Para Plus", "none", "", "head-lice"], ["paraffin", "none", "", ""],
    ["Midol IB", "none", "", "variant"], ["DayQuil Cough DM + Congestion", "none", "", "variant"], ["Advil Cold & Sinus", "none", "", "variant"], ["Humex Allergie Cetirizine", "none", "", "variant"],
    ["HUMEX RHUME, comprimé et gélule", "inhibitor", "acetaminophen", "brand"], ["DayQuil Cold & Flu", "inhibitor", "acetaminophen", "brand"], ["Midol Complete", "inhibitor", "acetaminophen", "brand"],
    ["acetaminophen-free syrup", "uncoded", "", ""], ["Carboplatin", "none", "", ""], ["TAKADOL 100 mg", "uncoded", "", ""],
  ]);
});

describe("names that leave it open", () => {
  table([
    ["Midol", "possible", "acetaminophen", "with and without"], ["Renova", "possible", "acetaminophen", "with and without"], ["hydrocodone bitartrate", "possible", "acetaminophen", "with and without"],
    ["Nighttime Cold & Flu Liquid Capsules", "possible", "acetaminophen", "unnamed composition"], ["Cold Cough", "uncoded", "", ""],
  ]);
});

describe("antioxidants: the dose decides, not the name", () => {
  table([
    ["Vit. C 1000", "possible", "vitamin_c", "dose decides"], ["VITAMINE C UPSA 500 mg", "possible", "vitamin_c", ""], ["vitamin E 400 IU", "possible", "vitamin_e", ""], ["VITAMINE D3 BON 200 000 U.I.", "none", "", ""],
    ["N-acetylcysteine", "possible", "nac", ""], ["NAC 600 mg", "possible", "nac", ""], ["Co-Q10", "possible", "coq10", ""], ["Selenium 200 mcg", "possible", "selenium", ""], ["selenium sulfide shampoo", "none", "", ""],
    ["Selsun", "none", "", ""], ["vitamin E cream", "none", "", "local"], ["tretinoin", "none", "", "not an antioxidant"], ["vitamin A", "possible", "vitamin_a", ""], ["IV vitamin C 25 g", "inhibitor", "vitamin_c", "into a vein"],
    ["Acetadote", "inhibitor", "nac", "into a vein"], ["MoviPrep", "possible", "vitamin_c", "bowel preparation"], ["multivitamin with minerals", "possible", "multivitamin", ""], ["mesna", "possible", "pharmacological", ""],
    ["acetaminophen + vitamin C", "inhibitor", "acetaminophen,vitamin_c", ""], ["zinc sulfate", "none", "", ""],
  ]);
});

describe("other medicines and no medicines", () => {
  table([
    ["Allopurinol 300 mg", "none", "", "known other"], ["paroxétine", "none", "", "known other"], ["sodium chloride", "none", "", "salt"], ["Xyzzol", "uncoded", "", ""], ["", "uncoded", "", "no name"], ["  --  ", "uncoded", "", "no name"], ["500 mg", "uncoded", "", ""],
  ]);
});

test("sixty thousand names take a few seconds at most", { timeout: 60_000 }, () => {
  const started = performance.now();
  for (let at = 0; at < 60_000; at += 1) recogniseInhibitor(`Unheardof${at.toString(26).replace(/\d/g, "q")} ${at} mg film-coated tablet`);
  expect(performance.now() - started).toBeLessThan(30_000);
});
