import { describe, expect, test } from "vitest";
import { digitsOf, optionByKey } from "./option-by-key";
import { splitUnit, unitByKey, type UnitTyped } from "./unit-by-key";

const yesNo = [["Y", "Yes"], ["N", "No"]] as const;
const routes = [["oral", "Oral"], ["iv", "Intravenous"], ["im", "Intramuscular"], ["sc", "Subcutaneous"], ["rectal", "Rectal"], ["topical", "Topical"], ["inhaled", "Inhaled"], ["nasal", "Nasal"], ["eye", "Eye"], ["other", "Other"]] as const;
const scale = [["0", "0, fully active"], ["1", "1, restricted"], ["2", "2, up half of the day"]] as const;

describe("a key chooses an option", () => {
  test.each([
    [yesNo, "1", "", "Y"], [yesNo, "2", "Y", "N"], [yesNo, "3", "", null], [yesNo, "y", "N", "Y"], [yesNo, "N", "", "N"], [yesNo, "x", "", null],
    [routes, "0", "", "other"], [routes, "9", "", "eye"], [routes, "i", "", "iv"], [routes, "i", "iv", "im"], [routes, "i", "im", "inhaled"], [routes, "i", "inhaled", "iv"],
    [scale, "0", "", "0"], [scale, "2", "", "2"], [scale, "3", "", null], [yesNo, "Enter", "", null], [yesNo, " ", "", null],
  ])("%j: %s after %j is %j", (options, key, chosen, taken) => expect(optionByKey(options, key, chosen)).toBe(taken));

  test("the digits of a scale are its own, of other options their places", () => expect([digitsOf(scale), digitsOf(yesNo)]).toEqual([["0", "1", "2"], ["1", "2"]]));
});

describe("a key chooses the unit", () => {
  const haemoglobin = [["g/dL", "g/dL"], ["g/L", "g/L"], ["mmol/L", "mmol/L"]] as const;
  const count = [["10*9/L", "×10⁹/L"], ["/uL", "/µL"], ["10*3/uL", "×10³/µL"]] as const;
  const typed = (units: readonly (readonly [string, string])[], keys: string) => [...keys].reduce<UnitTyped & { number: string }>((now, key) => {
    const next = unitByKey(units, now, key);
    return next === null ? { ...now, number: now.number + key, letters: "" } : { ...now, ...next };
  }, { unit: units[0]![0], letters: "", number: "" });

  test.each([
    [haemoglobin, "8.2m", "8.2", "mmol/L"], [haemoglobin, "82g/l", "82", "g/L"], [haemoglobin, "8.2 g/dL", "8.2", "g/dL"], [haemoglobin, "82", "82", "g/dL"],
    [count, "8200/", "8200", "/uL"], [count, "8200 /ul", "8200", "/uL"], [count, "8.2x10³", "8.2", "10*3/uL"], [count, "8.2x109/L", "8.2", "10*9/L"],
  ])("%#: %s", (units, keys, number, unit) => {
    const { number: left, unit: chosen } = typed(units, keys);
    expect([left.trim(), chosen]).toEqual([number, unit]);
  });

  test.each([["82 ×10⁹/L", { value: "82", unit: "10*9/L" }], ["8200/µL", { value: "8200", unit: "/uL" }], ["82", null], ["82 g", null], ["about 82 /µL", null]])("a figure that was pasted with its unit: %s", (text, parts) =>
    expect(splitUnit(count, text)).toEqual(parts));

  test("a unit that fits stays, and the same letter again is the next one", () => expect([typed(haemoglobin, "8g").unit, typed(haemoglobin, "8gg").unit]).toEqual(["g/dL", "g/L"]));
});
