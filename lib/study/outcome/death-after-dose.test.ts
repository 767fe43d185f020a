import { expect, test } from "vitest";
import { deathAfterDose, lastDoseDay } from "@/lib/study/outcome/death-after-dose";

test.each([
  ["2024-10-20", "within", 30], ["2024-10-21", "later", 31], ["2024-09-20", "within", 0], ["2024-09-19", "before_last_dose", -1], [undefined, "not_dated", null], ["2024-10", "not_dated", null],
])("a death on %s after a last dose on 20-Sep is %s", (died, state, days) => expect(deathAfterDose(died, "2024-09-20")).toEqual({ state, days }));

test("without any dated dose nothing is known", () => {
  expect(deathAfterDose("2024-10-20", lastDoseDay([]))).toEqual({ state: "not_dated", days: null });
});

test("the last dose is the latest of any drug that was given", () => {
  const infusion = { formId: "cenersen_infusion", answers: { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" } };
  const dose = (doseDate: string, doseMg: string) => ({ formId: "cytarabine_dose", answers: { doseDate, doseMg } });
  expect(lastDoseDay([infusion, dose("2024-09-19", "182")])).toBe("2024-09-20");
  expect(lastDoseDay([infusion, dose("2024-09-23", "182"), dose("2024-09-24", "0")])).toBe("2024-09-23");
  expect(lastDoseDay([{ ...infusion, answers: { startAt: "2024-09-16T09:00", stopAt: { missing: "unknown" } } }])).toBe("2024-09-16");
});
