import { describe, expect, test } from "vitest";
import { ctcae5 } from "./ctcae-5";
import { CTCAE_5_GRADES } from "./ctcae-5-grades";
import { CTCAE_SYNONYMS } from "./ctcae-synonyms";

const first = (typed: string) => ctcae5.search(typed)[0]?.entry.term;
const all = (typed: string) => ctcae5.search(typed, 40).map(({ entry }) => entry.term);

describe("the list is CTCAE 5.0, whole", () => {
  test("837 terms in 26 classes, each once, each with at least one grade in ascending order", () => {
    expect([ctcae5.terms.length, new Set(ctcae5.terms.map(({ term }) => term)).size, new Set(ctcae5.terms.map(({ group }) => group)).size]).toEqual([837, 837, 26]);
    for (const { term, levels } of ctcae5.terms) expect([term, levels.join("")]).toEqual([term, levels.toSorted().join("").match(/^1?2?3?4?5?$/)?.[0] || "no grade"]);
  });

  test.each([["Alopecia", "12"], ["Febrile neutropenia", "345"], ["Bacteremia", "2"], ["Hyperuricemia", "1345"], ["Death NOS", "5"], ["Mucositis oral", "12345"], ["Infections and infestations - Other, specify", "12345"]])(
    "%s has grades %s", (term, grades) => expect(ctcae5.find(term)?.levels.join("")).toBe(grades));

  test("every grade that a term has is explained, and no other", () => {
    for (const { term, levels, means } of ctcae5.terms) expect([term, Object.keys(means).toSorted(), Object.values(means).every(Boolean)]).toEqual([term, [...levels], true]);
  });

  test.each([
    ["Alopecia", "2", /^Hair loss of >=50% normal.*psychosocial impact$/], ["Febrile neutropenia", "3", /^ANC <1000\/mm3 with a single temperature of >38.3/], ["Hyperuricemia", "3", /^>ULN with physiologic/], ["Hyperuricemia", "4", /^Life-threatening/],
    ["Platelet count decreased", "4", /^<25,000\/mm3; <25.0 x 10e9 \/L$/], ["Bacteremia", "2", /^Blood culture positive with no signs/], ["Death NOS", "5", /^Death$/], ["Mucositis oral", "3", /^Severe pain; interfering with oral intake$/],
    ["Eye disorders - Other, specify", "3", /sight-threatening/], ["Renal and urinary disorders - Other, specify", "3", /hospitalization or prolongation/],
  ])("%s, grade %s", (term, grade, sentence) => expect(ctcae5.find(term)?.means[grade]).toMatch(sentence));

  test("only terms \"Other, specify\" are graded by the scale's own sentences", () => {
    const named = new Set(CTCAE_5_GRADES.split("\n").flatMap((line) => line.split(" :: ")[0]?.split("; ") ?? []));
    const general = ctcae5.terms.filter(({ term, levels }) => !named.has(term) && levels.join() !== "5").map(({ term }) => term);
    expect(general.filter((term) => !term.endsWith(" - Other, specify"))).toEqual([]);
    expect([...named].filter((term) => ctcae5.find(term)?.term !== term)).toEqual([]);
  });

  test("a term has one sentence for each of its grades below 5", () => {
    for (const line of CTCAE_5_GRADES.split("\n")) {
      const [names = "", sentences = ""] = line.split(" :: ");
      for (const term of names.split("; ")) expect([term, sentences.split(" | ").filter(Boolean).length]).toEqual([term, ctcae5.find(term)?.levels.filter((level) => level !== "5").length]);
    }
  });

  test("no code of MedDRA is in it", () => expect(JSON.stringify(ctcae5.terms)).not.toMatch(/\b10\d{6}\b/));

  test("every synonym belongs to a term of the list", () => {
    expect(Object.keys(CTCAE_SYNONYMS).filter((term) => ctcae5.find(term)?.term !== term)).toEqual([]);
  });
});

describe("what a clinician types finds the term", () => {
  test.each([
    ["neutropenic fever", "Febrile neutropenia"], ["febrile neut", "Febrile neutropenia"], ["low platelets", "Platelet count decreased"], ["thrombocytopenia", "Platelet count decreased"], ["thrombocytopaenia", "Platelet count decreased"],
    ["mouth sores", "Mucositis oral"], ["stomatitis", "Mucositis oral"], ["hair loss", "Alopecia"], ["nosebleed", "Epistaxis"], ["anaemia", "Anemia"], ["diarrhoea", "Diarrhea"], ["low potassium", "Hypokalemia"],
    ["oedema of legs", undefined], ["leg oedema", "Edema limbs"], ["pneumonia", "Lung infection"], ["septic shock", "Sepsis"], ["ALT", "Alanine aminotransferase increased"], ["alt raised", "Alanine aminotransferase increased"],
    ["DVT", "Thromboembolic event"], ["line infection", "Catheter related infection"], ["hand foot syndrome", "Palmar-plantar erythrodysesthesia syndrome"], ["veno-occlusive disease", "Sinusoidal obstruction syndrome"],
    ["tumour lysis", "Tumor lysis syndrome"], ["SOB", "Dyspnea"], ["C difficile", "Enterocolitis infectious"], ["jaundice", "Blood bilirubin increased"], ["haematuria", "Hematuria"], ["QTc", "Electrocardiogram QT corrected interval prolonged"],
    ["febril neutropenia", "Febrile neutropenia"], ["mucositis", "Mucositis oral"], ["alopeica", "Alopecia"], ["nausea", "Nausea"], ["oral mucositis", "Mucositis oral"],
  ])("%s → %s", (typed, term) => expect(first(typed)).toBe(term));

  test("bleeding offers the haemorrhages, which have no term in common", () => {
    for (const typed of ["bleeding", "haemorrhage", "hemorrhage"]) {
      expect(all(typed)).toEqual(expect.arrayContaining(["Epistaxis", "Intracranial hemorrhage", "Upper gastrointestinal hemorrhage", "Bronchopulmonary hemorrhage", "Hematuria"].slice(typed === "bleeding" ? 0 : 1, typed === "bleeding" ? 5 : 4)));
    }
  });

  test("a term is found by itself, before anything else", () => {
    for (const { term } of ctcae5.terms) expect([term, first(term)]).toEqual([term, term]);
  });

  test.each(["", "   ", "xyzzyqq", "—"])("%j finds nothing", (typed) => expect(ctcae5.search(typed)).toEqual([]));

  test("says by which other name it was found", () => {
    expect([ctcae5.search("mouth sores")[0]?.by, ctcae5.search("alopecia")[0]?.by]).toEqual(["mouth sores", null]);
  });
});
