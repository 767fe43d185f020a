import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { treated } from "@/lib/study/forms/dosing-examples";

interface DailyDoseExample {
  readonly prefix: string;
  readonly formId: string;
  readonly lastDay: string;
  readonly days: number;
  readonly within: string;
  readonly ask: string;
  readonly deviation: string;
}

const FIRST_DAY = "2024-09-17";
const AFTER = "2024-09-24";

/** The cases of the checks that both daily drugs share, from day 2 of a course that began on 16-Sep-2024. */
export function dailyDoseCases({ prefix, formId, lastDay, days, within, ask, deviation }: DailyDoseExample): readonly (readonly [string, string, CheckCases])[] {
  const given = Array.from({ length: days }, (_, index) => entry(formId, "C1", { doseDate: `2024-09-${17 + index}` }, index + 1));
  return [
    [formId, `${prefix}01`, {
      yes: { answers: { doseDate: lastDay, changeReason: "other" }, others: treated },
      no: { answers: { doseDate: AFTER, changeReason: "other" }, others: treated },
      unknown: { answers: { doseDate: AFTER } },
    }],
    [formId, `${prefix}02`, { yes: { answers: { doseDate: AFTER }, others: given }, no: { answers: { doseDate: FIRST_DAY }, others: given }, unknown: { answers: {}, others: given } }],
    [formId, `${prefix}03`, {
      yes: { answers: { doseDate: AFTER, changeReason: "administrative_error" }, others: [...treated, ...given] },
      no: { answers: { doseDate: AFTER }, others: [...treated, ...given] },
      unknown: { answers: { doseDate: AFTER }, others: given },
    }],
    [formId, `${prefix}04`, { yes: { answers: { doseMg: within }, others: treated }, no: { answers: { doseMg: ask }, others: treated }, unknown: { answers: { doseMg: ask } } }],
    [formId, `${prefix}05`, {
      yes: { answers: { doseMg: "0", changeReason: "laboratory" }, others: treated },
      no: { answers: { doseMg: deviation }, others: treated },
      unknown: { answers: { doseMg: { missing: "unknown" } }, others: treated },
    }],
    [formId, `${prefix}07`, {
      yes: { answers: { doseDate: "2024-09-18" }, others: [...treated, ...given.slice(0, 1)] },
      no: { answers: { doseDate: "2024-09-18" }, others: treated },
      unknown: { answers: { doseDate: "2024-09-18" } },
    }],
  ];
}
