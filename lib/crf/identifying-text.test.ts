import { expect, test } from "vitest";
import { identifyingIn, sayIdentifying } from "./identifying-text";

test.each([
  ["write to mary.smith@example.org", ["email"]], ["call 0171 555 0199 first", ["phone"]], ["+49 30 123456-78", ["phone"]], ["(0171) 5550199", ["phone"]], ["Tel. 555 01 99", ["phone"]],
  ["MRN 00123456", ["number"]], ["hospital number: 4471-22", ["number"]], ["id 123456789", ["number"]], ["Mr Smith fell", ["name"]], ["Frau Müller rang", ["name"]], ["Mrs. O'Neill", ["name"]],
  ["patient's name is Mary Smith", ["name"]], ["initials M.S.", ["name"]], ["born 12.3.1950", ["birth_date"]], ["DOB 02-Mar-1950", ["birth_date"]], ["date of birth: 1950-03-02", ["birth_date"]],
  ["Mr Smith, born in 1950, tel 555 0199 12", ["birth_date", "phone", "name"]],
])("“%s” looks identifying [R84]", (text, kinds) => { expect(identifyingIn(text)).toEqual(kinds); });

test.each([
  "", "febrile neutropenia, grade 3", "platelets 100,000/µL on day 28", "46,XY,t(8;21)(q22;q22)[20]", "45,X,-Y,del(5)(q13q33)[12]/46,XY[8]", "WBC 1.5 ×10⁹/L, ANC 900/µL", "1500000 cells counted", "2024-10-21 09:50", "marrow of 21-Oct-2024 repeated",
  "cenersen 2.4 mg/kg/day over 96 h", "dose 0.5 mg, then 0.25 mg", "admitted to ward 7", "cytogenetics not done", "Dr to call back", "paracetamol 500 mg x 4", "inv(16)(p13q22)", "0.000123 mg/L", "stable since 2023", "visit moved by 2 days",
])("“%s” does not [R84]", (text) => { expect(identifyingIn(text)).toEqual([]); });

test("is said as a question of one sentence", () => {
  expect(sayIdentifying("Mr Smith, tel. 0171 5550199")).toBe("This looks like a telephone number and somebody's name. Nothing here may say who the patient is.");
  expect(sayIdentifying("stable")).toBeNull();
});
