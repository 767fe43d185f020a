import { Decimal } from "decimal.js";
import type { CountUnit } from "@/lib/study/response/blood-count";
import { CELLS_PER_MICROLITRE } from "@/lib/study/response/blood-count";
import type { SiteCode } from "./enrolment";

interface Habits {
  readonly counts: CountUnit;
  readonly platelets: CountUnit;
  readonly haemoglobin: "g/dL" | "g/L" | "mmol/L";
  /** Bilirubin, creatinine and magnesium in SI units. */
  readonly si: boolean;
}

/** Every laboratory reports in units of its own; the rules read them all. */
const HABITS: Readonly<Record<SiteCode, Habits>> = {
  "101": { counts: "K/uL", platelets: "K/uL", haemoglobin: "g/dL", si: false },
  "102": { counts: "G/L", platelets: "10^9/L", haemoglobin: "mmol/L", si: true },
  "103": { counts: "/mm3", platelets: "10^3/uL", haemoglobin: "g/L", si: false },
};

export interface BloodPicture {
  /** Cells per µL. */
  readonly white: number;
  readonly segmentedPct: number;
  readonly bandsPct: number;
  readonly blastsPct: number;
  /** Per µL. */
  readonly platelets: number;
  /** In tenths of g/dL. */
  readonly haemoglobinTenths: number;
}

const inUnit = (perMicrolitre: Decimal.Value, unit: CountUnit) => ({ value: new Decimal(perMicrolitre).div(CELLS_PER_MICROLITRE[unit]).toFixed(), unit });

/** What the report of a site says: the ANC is white cells × (segmented + bands). */
export function bloodReport(siteCode: SiteCode, sampleDate: string, picture: BloodPicture): Record<string, unknown> {
  const { counts, platelets, haemoglobin } = HABITS[siteCode];
  const neutrophils = new Decimal(picture.white).times(picture.segmentedPct + picture.bandsPct).div(100);
  return {
    sampleDate,
    wbc: inUnit(picture.white, counts), neutrophilsPct: String(picture.segmentedPct), bandsPct: String(picture.bandsPct), anc: inUnit(neutrophils, counts),
    platelets: inUnit(picture.platelets, platelets), haemoglobin: haemoglobinIn(haemoglobin, picture.haemoglobinTenths), blastsPct: String(picture.blastsPct),
  };
}

function haemoglobinIn(unit: Habits["haemoglobin"], tenths: number) {
  if (unit === "g/L") return { value: String(tenths), unit };
  const gramsPerDecilitre = new Decimal(tenths).div(10);
  return { value: (unit === "g/dL" ? gramsPerDecilitre : gramsPerDecilitre.times("0.6206").toDecimalPlaces(1)).toFixed(), unit };
}

export interface ChemistryPicture {
  /** Hundredths of mg/dL. */
  readonly bilirubin: number;
  readonly creatinine: number;
  readonly magnesium: number;
  /** U/L */
  readonly alt: number;
  /** mL/min; null when nobody asked. */
  readonly clearance: number | null;
}

/** Chemistry with the laboratory's own limits, in its own units. */
export function chemistryReport(siteCode: SiteCode, sampleDate: string, picture: ChemistryPicture): Record<string, unknown> {
  const { si } = HABITS[siteCode];
  const lab = (hundredths: number, factor: string, siUnit: string, places: number) => si
    ? { value: new Decimal(hundredths).div(100).times(factor).toDecimalPlaces(places).toFixed(), unit: siUnit }
    : { value: new Decimal(hundredths).div(100).toFixed(), unit: "mg/dL" };
  return {
    sampleDate,
    bilirubin: lab(picture.bilirubin, "17.1", "umol/L", 0), bilirubinUln: lab(120, "17.1", "umol/L", 0),
    alt: { value: String(picture.alt), unit: "U/L" }, altUln: { value: si ? "45" : "56", unit: "U/L" },
    creatinine: lab(picture.creatinine, "88.4", "umol/L", 0), creatinineUln: lab(120, "88.4", "umol/L", 0),
    ...(picture.clearance === null ? {} : { creatinineClearance: String(picture.clearance) }),
    magnesium: lab(picture.magnesium, "0.4114", "mmol/L", 2), magnesiumLower: lab(160, "0.4114", "mmol/L", 2), magnesiumUpper: lab(260, "0.4114", "mmol/L", 2),
  };
}

export interface ExtendedPicture {
  /** U/L */
  readonly ast: number;
  readonly alp: number;
  readonly ldh: number;
  /** In tenths: mmol/L, mmol/L, mg/dL, g/dL. */
  readonly potassium: number;
  readonly sodium: number;
  readonly calcium: number;
  readonly albumin: number;
}

/** What is looked at beside the organs that decide eligibility; the site's own ranges hold for it. */
export function extendedReport(siteCode: SiteCode, picture: ExtendedPicture): Record<string, unknown> {
  const { si } = HABITS[siteCode];
  const tenths = (value: number, unit: string, factor = "1", places = 1) => ({ value: new Decimal(value).div(10).times(factor).toDecimalPlaces(places).toFixed(), unit });
  const enzyme = (value: number) => ({ value: String(value), unit: "U/L" });
  return {
    ast: enzyme(picture.ast), alp: enzyme(picture.alp), ldh: enzyme(picture.ldh), potassium: tenths(picture.potassium, si ? "mmol/L" : "mEq/L"), sodium: tenths(picture.sodium, si ? "mmol/L" : "mEq/L"),
    calcium: si ? tenths(picture.calcium, "mmol/L", "0.2495", 2) : tenths(picture.calcium, "mg/dL"), albumin: si ? tenths(picture.albumin, "g/L", "10", 0) : tenths(picture.albumin, "g/dL"),
  };
}
