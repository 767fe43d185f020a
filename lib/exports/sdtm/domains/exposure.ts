import { Decimal } from "decimal.js";
import { doseBasisOf } from "@/lib/study/derive/dose-plan";
import { bodySurface, defaultBodySurfaceFormula } from "@/lib/study/dosing/body-surface";
import type { Row } from "../../datasets/dataset";
import type { Draft } from "../record/drafts";
import type { Drug, ExposureInterval } from "../record/exposure";
import { begun, ended, type Place } from "../record/findings";
import type { PatientView } from "../record/patient-view";

const FORMS: Readonly<Record<Drug, string>> = { CENERSEN: "SOLUTION", IDARUBICIN: "INJECTION", CYTARABINE: "SOLUTION" };
const HOURS_PER_DAY = 24;
const DECIMALS = 4;

/** Numbers an interval that was given, for the record as collected and the one in units of the protocol. */
const linkOf = (interval: ExposureInterval, all: readonly ExposureInterval[]): string | null => {
  const place = all.filter(({ given }) => given).indexOf(interval);
  return place < 0 ? null : `X${String(place + 1).padStart(3, "0")}`;
};

const frequency = ({ category }: ExposureInterval): string => (category === "DAILY DOSE" ? "ONCE" : "CONTINUOUS");

function timing(domain: "EC" | "EX", place: Place, { course, from, to }: ExposureInterval): Row {
  return { [`${domain}GRPID`]: `COURSE ${course}`, ...begun(domain, place, from), ...ended(domain, place, to) };
}

const how = (domain: "EC" | "EX", interval: ExposureInterval): Row => ({
  [`${domain}DOSFRM`]: FORMS[interval.drug], [`${domain}DOSFRQ`]: frequency(interval), [`${domain}ROUTE`]: "INTRAVENOUS", [`${domain}LOT`]: interval.lot, [`${domain}ADJ`]: interval.adjustment,
  [`${domain}DOSTXT`]: interval.dose === null && interval.doseMissing !== null ? interval.doseMissing : null,
});

/** Exposure as collected. A dose that was due and not given says so with its reason, and has no dose. */
export const collectedExposure = (place: Place, exposure: readonly ExposureInterval[]): readonly Draft[] => exposure.map((interval) => {
  const { drug, category, given, dose, reason, reasonMissing, deviation, doseMissing, lotMissing } = interval;
  const unit = category === "DAILY DOSE" ? "mg" : "mg/h";
  const amount = given ? { ECDOSE: dose === null ? null : Number(dose), ECDOSU: dose === null ? null : unit, ...how("EC", interval) } : {};
  return {
    row: { ECLNKID: linkOf(interval, exposure), ECTRT: drug, ECCAT: category, ECPRESP: "Y", ECOCCUR: given ? "Y" : "N", ECREASOC: reason, ...amount, ...timing("EC", place, interval) },
    beside: { ECDEVRSN: deviation, ECDOSER: doseMissing, ECLOTR: lotMissing, ECREASOR: reasonMissing },
  };
});

/** The dose by weight or body surface of the course, as the protocol states it; in the collected unit where body size is not known. */
function protocolDose(view: PatientView, { course, category, dose }: ExposureInterval): Row {
  if (dose === null) return { EXDOSE: null, EXDOSU: null };
  const { heightCm, weightKg } = doseBasisOf(view.record, course);
  const rounded = (value: Decimal) => value.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toNumber();
  if (category === "INFUSION") {
    if (weightKg === null) return { EXDOSE: Number(dose), EXDOSU: "mg/h" };
    return { EXDOSE: rounded(new Decimal(dose).times(HOURS_PER_DAY).dividedBy(weightKg)), EXDOSU: "mg/kg/day" };
  }
  if (weightKg === null || heightCm === null) return { EXDOSE: Number(dose), EXDOSU: "mg" };
  const surface = bodySurface(new Decimal(heightCm), new Decimal(weightKg), defaultBodySurfaceFormula);
  return { EXDOSE: rounded(new Decimal(dose).dividedBy(surface.m2)), EXDOSU: "mg/m2" };
}

/** Exposure in units of the protocol: what was given, and nothing that was not. */
export const protocolExposure = (view: PatientView, place: Place, exposure: readonly ExposureInterval[]): readonly Draft[] =>
  exposure.filter(({ given }) => given).map((interval) => ({
    row: { EXLNKID: linkOf(interval, exposure), EXTRT: interval.drug, ...protocolDose(view, interval), ...how("EX", interval), ...timing("EX", place, interval) },
  }));
