import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { chance } from "./chance";
import type { CohortRow } from "./cohort";
import type { SiteCode } from "./enrolment";
import { chemistryReport, extendedReport } from "./laboratory";
import { typed, type TypedForm } from "./typed-form";

/** The patient whose idarubicin was reduced for it. */
const HIGH_BILIRUBIN = 25;

/** Chemistry of a visit that asks for none: every third patient has it, with the odd value out of range. */
export function chemistryDuring(visit: "C1" | "D28", { row, siteCode }: { readonly row: CohortRow; readonly siteCode: SiteCode }, on: CalendarDate): readonly TypedForm[] {
  if (row.subject % 3 !== 0 && row.subject !== HIGH_BILIRUBIN) return [];
  const luck = chance((visit === "C1" ? 7000 : 8000) + row.subject);
  const after = visit === "D28";
  const bilirubin = row.subject === HIGH_BILIRUBIN ? 290 : luck.whole(30, after ? 190 : 115);
  return [typed(visit, "chemistry", {
    ...chemistryReport(siteCode, on, { bilirubin, creatinine: luck.whole(60, after ? 150 : 112), magnesium: luck.whole(after ? 125 : 160, 240), alt: luck.whole(12, after ? 190 : 60), clearance: null }),
    ...extendedReport(siteCode, { ast: luck.whole(12, after ? 150 : 45), alp: luck.whole(45, 160), ldh: luck.whole(150, 620), potassium: luck.whole(after ? 26 : 34, 50), sodium: luck.whole(131, 144) * 10, calcium: luck.whole(76, 102), albumin: luck.whole(26, 42) }),
  })];
}
