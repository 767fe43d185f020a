import { addDays, addMonths, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Chance } from "./chance";
import type { CohortRow } from "./cohort";
import type { SiteCode } from "./enrolment";
import { bloodReport, chemistryReport, type ChemistryPicture } from "./laboratory";
import { notApplicable, typed, type TypedForm } from "./typed-form";

export interface Screened {
  readonly row: CohortRow;
  readonly siteCode: SiteCode;
  readonly consentOn: CalendarDate;
}

/** Two patients who show what the rules weigh: limits that do not apply to an infiltrated organ, and a borderline creatinine. */
const INFILTRATED_LIVER = 25;
const BORDERLINE_CREATININE = 42;
/** An ejection fraction below the limit, which the sponsor waived. */
export const WEAK_HEART = 28;
/** Called normal although the karyotype is not. */
const CONTRADICTORY_KARYOTYPE = 53;

/** Every form of the screening visit, as one patient's chart gives it. */
export function screeningForms({ row, siteCode, consentOn }: Screened, luck: Chance): readonly TypedForm[] {
  const examinedOn = addDays(consentOn, luck.whole(0, 2));
  const sampledOn = addDays(consentOn, luck.whole(0, 3));
  return [
    typed("SCR", "consent", { consentDate: consentOn }),
    typed("SCR", "demography", { age: row.age, sex: row.sex }),
    typed("SCR", "aml_history", history(row, consentOn, luck)),
    typed("SCR", "vital_signs", vitalSigns(row, examinedOn, row.weightKg * 10, luck)),
    typed("SCR", "chemistry", chemistryReport(siteCode, sampledOn, screeningChemistry(row, luck))),
    typed("SCR", "cardiac", { examinedOn: addDays(consentOn, luck.whole(0, 3)), lvefPercent: row.subject === WEAK_HEART ? "48" : String(luck.whole(52, 68)), method: luck.oneIn(3) ? "muga" : "echo" }),
    typed("SCR", "eligibility", {
      leukaemicInfiltration: row.subject === INFILTRATED_LIVER ? "Y" : notApplicable, lifeExpectancy: "Y", ableToComply: "Y",
      contraception: row.sex === "F" && row.age > 52 ? notApplicable : "Y", interferingAgents: "N", severeCondition: "N",
    }),
    typed("SCR", "haematology", bloodReport(siteCode, sampledOn, {
      white: luck.whole(9, 280) * 100, segmentedPct: luck.whole(5, 30), bandsPct: luck.whole(0, 4), blastsPct: luck.whole(4, 60),
      platelets: luck.whole(14, 90) * 1000, haemoglobinTenths: luck.whole(76, 112),
    })),
    typed("SCR", "marrow", {
      done: "Y", marrowDate: sampledOn, blastPct: String(luck.whole(22, 88)), nucleatedCells: luck.pick([200, 300, 500]), spicules: "Y",
      auerRods: luck.oneIn(6) ? "Y" : "N", ...(luck.oneIn(2) ? { biopsyCellularityPct: String(luck.whole(6, 19) * 5) } : {}),
    }),
    typed("SCR", "extramedullary", luck.oneIn(12) ? { disease: "Y", examinedOn, site: luck.pick(["gums", "skin, trunk"]) } : { disease: "N", examinedOn }),
  ];
}

function screeningChemistry(row: CohortRow, luck: Chance): ChemistryPicture {
  const bilirubin = row.subject === INFILTRATED_LIVER ? 240 : luck.whole(30, 115);
  const creatinine = row.subject === BORDERLINE_CREATININE ? 135 : luck.whole(60, 115);
  const magnesium = luck.whole(165, 240);
  const alt = luck.whole(11, 70);
  const collected = row.age > 65 ? luck.whole(-4, 4) : null;
  // Cockcroft and Gault, as a laboratory reports it; collected urine gives a little more or less
  const calculated = Math.round(((140 - row.age) * row.weightKg * (row.sex === "F" ? 0.85 : 1)) / (0.72 * creatinine));
  return { bilirubin, creatinine, magnesium, alt, clearance: row.subject === BORDERLINE_CREATININE ? Math.max(calculated, 62) : collected === null ? null : calculated + collected };
}

/** Weight in tenths of a kilogram. */
export function vitalSigns(row: CohortRow, measuredOn: CalendarDate, weightTenths: number, luck: Chance): Record<string, unknown> {
  return {
    measuredOn, heightCm: String(row.heightCm), weightKg: String(weightTenths / 10), zubrod: row.zubrod, temperatureC: String(luck.whole(361, 379) / 10),
    pulse: luck.whole(62, 104), systolic: luck.whole(104, 148), diastolic: luck.whole(58, 90),
  };
}

/** Refractory after one induction course, or a first remission of four to eight months; old dates are often known to the month only. */
function history(row: CohortRow, consentOn: CalendarDate, luck: Chance): Record<string, unknown> {
  const roughly = (date: CalendarDate) => (luck.oneIn(3) ? date.slice(0, 7) : date);
  const classified = { fab: luck.pick(["M0", "M1", "M2", "M2", "M4", "M4", "M5a", "M5b", "M6", "unknown"]), ...karyotype(row, luck) };
  if (row.diseaseStatus === "refractory") {
    const refractoryOn = addDays(consentOn, -luck.whole(6, 20));
    return { diseaseStatus: "refractory", diagnosisDate: roughly(addDays(refractoryOn, -luck.whole(40, 75))), inductionCourses: 1, salvageCourses: 0, refractoryDate: refractoryOn, ...classified };
  }
  const relapsedOn = addDays(consentOn, -luck.whole(5, 18));
  const firstCrOn = addMonths(relapsedOn, -luck.whole(4, 8));
  return {
    diseaseStatus: "relapsed", diagnosisDate: roughly(addDays(firstCrOn, -luck.whole(45, 80))), inductionCourses: luck.whole(1, 2), salvageCourses: 0, firstCrDate: roughly(firstCrOn), firstRelapseDate: relapsedOn, ...classified,
  };
}

function karyotype(row: CohortRow, luck: Chance): Record<string, unknown> {
  const sex = row.sex === "F" ? "XX" : "XY";
  if (row.subject === CONTRADICTORY_KARYOTYPE) return { cytogenetics: "normal", karyotype: `46,${sex},del(9)(q22)[3]/46,${sex}[17]` };
  return luck.pick([
    { cytogenetics: "normal", karyotype: `46,${sex}[20]` },
    { cytogenetics: "normal", karyotype: `46,${sex}[20]` },
    { cytogenetics: "minus5_7_complex", karyotype: row.sex === "F" ? "45,XX,-7[18]/46,XX[2]" : "45,XY,-7[18]/46,XY[2]" },
    { cytogenetics: "minus5_7_complex", karyotype: `45,${sex},del(5)(q13q33),-7,+8,-17[14]/46,${sex}[6]` },
    { cytogenetics: "other", karyotype: `47,${sex},+8[15]/46,${sex}[5]` },
    { cytogenetics: "other", karyotype: `46,${sex},t(9;11)(p22;q23)[18]/46,${sex}[2]` },
    { cytogenetics: "not_done" },
  ]);
}
