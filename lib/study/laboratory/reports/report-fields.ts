import { ANALYTES, type AnalyteCode } from "@/lib/study/laboratory/analytes";

/** Fields of the laboratory forms that a report fills. Those that are no analyte are shares of white cells, and the clearance. */
export type ReportFieldCode = AnalyteCode | "neutrophilsPct" | "bandsPct" | "blastsPct" | "creatinineClearance";

/** What is measured decides how a unit is spelt: "g/l" is grams of haemoglobin and giga of platelets. */
export type Measured = "count" | "mass" | "enzyme" | "ion" | "share" | "clearance";

export interface ReportField {
  readonly label: string;
  readonly formId: "haematology" | "chemistry";
  readonly measured: Measured;
  readonly loinc: readonly string[];
  /** Compared as `plainName` writes them. A name that several fields share is told apart by its unit. */
  readonly names: readonly string[];
}

const blood = (measured: Measured, label: string, loinc: string, names: string): ReportField => ({ label, formId: "haematology", measured, loinc: loinc.split(" "), names: names.split(", ") });
const serum = (measured: Measured, label: string, loinc: string, names: string): ReportField => ({ label, formId: "chemistry", measured, loinc: loinc.split(" "), names: names.split(", ") });
const NEUTROPHILS = "neutrophils, neutrophil, neutro, neut, neuts, neutrophil granulocytes, neutrophile, neutrophile granulozyten, neutrophil count";

/** Names in English and German as laboratories print them, abbreviations of analysers, and LOINC codes of the same quantity in the units that the forms take. */
export const REPORT_FIELDS: Readonly<Record<ReportFieldCode, ReportField>> = {
  wbc: blood("count", ANALYTES.wbc.label, "6690-2 26464-8 804-5", "wbc, wcc, white cells, white cell count, white blood cells, white blood cell count, white blood count, leukocytes, leucocytes, leukocyte count, leucocyte count, leuko, leukos, leukozyten, leukozytenzahl, leuk, weisse blutkorperchen, weisse blutzellen"),
  anc: blood("count", ANALYTES.anc.label, "751-8 26499-4 753-4", `anc, absolute neutrophil count, absolute neutrophils, neutrophils abs, neutrophils absolute, neutrophil abs, neutro abs, neut abs, neutrophile abs, neutrophile absolut, neutrophile granulozyten abs, neutrophile granulozyten absolut, ${NEUTROPHILS}`),
  platelets: blood("count", ANALYTES.platelets.label, "777-3 26515-7 778-1", "plt, platelets, platelet, platelet count, plts, thrombocytes, thrombocyte count, thrombozyten, thrombozytenzahl, thrombo, thrombos, thr"),
  haemoglobin: blood("mass", ANALYTES.haemoglobin.label, "718-7 20509-6 59260-0", "hb, hgb, haemoglobin, hemoglobin, hamoglobin"),
  neutrophilsPct: blood("share", "Neutrophils, segmented", "769-0 32200-8 770-8 26511-6", `segs, seg, segmented, segmented neutrophils, neutrophils segmented, neutrophils seg, segmentkernige, segmentkernige neutrophile, segmentkernige granulozyten, neutrophile segmentkernige, polys, pmn, ${NEUTROPHILS}`),
  bandsPct: blood("share", "Bands", "764-1 26508-2", "bands, band, band forms, band cells, band neutrophils, neutrophil bands, neutrophils band, stabs, stab cells, stabkernige, stabkernige neutrophile, stabkernige granulozyten, neutrophile stabkernige"),
  blastsPct: blood("share", "Circulating blasts", "709-6 26446-5", "blasts, blast, blast cells, circulating blasts, peripheral blasts, blasten, blastare zellen, myeloblasts, myeloblasten"),
  bilirubin: serum("mass", ANALYTES.bilirubin.label, "1975-2 14631-6", "bilirubin, total bilirubin, bilirubin total, bilirubin gesamt, gesamtbilirubin, bili, bili total, total bili, tbil, t bil, bilirubin ges, ges bilirubin, bili ges"),
  alt: serum("enzyme", ANALYTES.alt.label, "1742-6 1743-4 1744-2", "alt, alat, gpt, sgpt, alt gpt, alt sgpt, gpt alt, gpt alat, alat gpt, sgpt alt, alanine aminotransferase, alanine transaminase, alanin aminotransferase"),
  ast: serum("enzyme", ANALYTES.ast.label, "1920-8 30239-8 88112-8", "ast, asat, got, sgot, ast got, ast sgot, got ast, got asat, asat got, sgot ast, aspartate aminotransferase, aspartate transaminase, aspartat aminotransferase"),
  alp: serum("enzyme", ANALYTES.alp.label, "6768-6", "alp, alk phos, alkphos, alkaline phosphatase, alkalische phosphatase, alk phosphatase, ap"),
  ldh: serum("enzyme", ANALYTES.ldh.label, "2532-0 14804-9 14805-6", "ldh, ld, lactate dehydrogenase, laktatdehydrogenase, lactatdehydrogenase"),
  creatinine: serum("mass", ANALYTES.creatinine.label, "2160-0 14682-9", "creatinine, crea, creat, cr, kreatinin, krea, creatinin"),
  creatinineClearance: serum("clearance", "Creatinine clearance", "2164-2 35591-7", "creatinine clearance, crcl, creat clearance, kreatinin clearance, clearance creatinine, cockcroft gault"),
  uricAcid: serum("mass", ANALYTES.uricAcid.label, "3084-1 14933-6", "uric acid, urate, harnsaure, urat"),
  magnesium: serum("mass", ANALYTES.magnesium.label, "19123-9 2601-3", "magnesium, mg, mg2"),
  potassium: serum("ion", ANALYTES.potassium.label, "2823-3 6298-4", "potassium, kalium, k"),
  sodium: serum("ion", ANALYTES.sodium.label, "2951-2 2947-0", "sodium, natrium, na"),
  calcium: serum("mass", ANALYTES.calcium.label, "17861-6 2000-8", "calcium, total calcium, calcium total, calcium gesamt, kalzium, ca, ca2"),
  phosphate: serum("mass", ANALYTES.phosphate.label, "2777-1 14879-1", "phosphate, phosphat, phosphorus, phosphor, inorganic phosphate, anorganisches phosphat, phosphat anorganisch, po4, phos"),
  albumin: serum("mass", ANALYTES.albumin.label, "1751-7 61151-7 61152-5", "albumin, alb"),
  fibrinogen: serum("mass", ANALYTES.fibrinogen.label, "3255-7", "fibrinogen, fibrinogen clauss, fib, fibrinogen n clauss"),
};

export const REPORT_FIELD_CODES = Object.keys(REPORT_FIELDS) as readonly ReportFieldCode[];
export const isReportField = (code: string): code is ReportFieldCode => Object.hasOwn(REPORT_FIELDS, code);

/** Says where the sample comes from and not what was measured. */
const NOISE = new Set(["im", "in", "i", "s", "is", "aus", "serum", "ser", "plasma", "blut", "vollblut", "blood", "whole", "venous", "edta", "heparin", "citrat", "auto", "automated", "manual", "level", "result"]);

/** "Neutrophile (abs.) i.S." → "neutrophile abs": lower case, without accents, signs and the material. `%` and `#` are kept as words. */
export function plainName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase().replace(/[%#]/g, " $& ").replace(/^\W*(?:[sbp]|[sp]\([sp]\))-(?=\w)/, "");
  const words = plain.replace(/[^a-z0-9%#]+/g, " ").trim().split(" ");
  const kept = words.filter((word) => !NOISE.has(word));
  return (kept.length === 0 ? words : kept).join(" ");
}

const BY_LOINC = new Map(REPORT_FIELD_CODES.flatMap((code) => REPORT_FIELDS[code].loinc.map((loinc) => [loinc, code] as const)));
const BY_NAME = new Map<string, ReportFieldCode[]>();
for (const code of REPORT_FIELD_CODES) for (const name of new Set(REPORT_FIELDS[code].names.map(plainName))) BY_NAME.set(name, [...(BY_NAME.get(name) ?? []), code]);

const named = (plain: string): readonly ReportFieldCode[] => BY_NAME.get(plain) ?? [];

/**
 * The fields that a name on a report can mean: none for a name nobody listed, several where only the unit tells. A LOINC code anywhere in
 * the name decides alone. A name in brackets is tried as well: "ALT (GPT)", "WBC (10^9/L)".
 */
export function fieldsNamed(name: string): readonly ReportFieldCode[] {
  const loinc = /(?<![\d-])\d{3,5}-\d(?!\d)/.exec(name)?.[0];
  const coded = loinc === undefined ? undefined : BY_LOINC.get(loinc);
  if (coded !== undefined) return [coded];
  const sign = /[%#]/.exec(name)?.[0];
  const bare = name.replace(/[%#]/g, " ");
  const found = [bare, bare.replace(/[([{].*$/, " "), /[([{](.*?)[)\]}]/.exec(bare)?.[1] ?? ""].map(plainName).map(named).find((codes) => codes.length > 0) ?? [];
  if (sign === undefined) return found;
  const wanted = found.filter((code) => (REPORT_FIELDS[code].measured === "share") === (sign === "%"));
  return wanted.length > 0 ? wanted : found;
}
