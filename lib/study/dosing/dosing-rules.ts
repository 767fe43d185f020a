import { Decimal } from "decimal.js";

/** The figures that dosing rests on beside the protocol's own doses, each with where it is written. */
export const dosingRules = {
  bodySurfaceFormula: { value: "mosteller", source: "Mosteller, N Engl J Med 1987;317:1098. DuBois differs by at most 3 % at ordinary build; neither is named in the trial's texts" },
  bodySurfaceDecimals: { value: 2, source: "Assumption: rounded half up before any dose is reckoned" },
  bodyWeight: { value: "actual", source: "Griggs et al., J Clin Oncol 2012;30:1553 (ASCO): full weight-based doses, also in obesity" },
  doseStepMg: { value: "0.1", source: "Assumption: a planned dose is stated to 0.1 mg, half up; the pharmacy's rounding is judged by the tolerance" },
  weightChangeAsksAbovePct: { value: 10, source: "Assumption: common practice; above it the doses are reckoned anew" },
  wallClock: { value: "site", source: "Assumption: times are read off the site's clock. A change to or from summer time inside an infusion is not corrected for; an hour is 1 % of 96 h" },
  bilirubinHalvesIdarubicin: { fromMgPerDl: "2.6", toMgPerDl: "5", percent: 50, source: "Idarubicin prescribing information: 50 % at bilirubin 2.6 to 5 mg/dL (one phase 3 trial)" },
  bilirubinStopsIdarubicin: { aboveMgPerDl: "5", source: "Idarubicin prescribing information: not given at bilirubin above 5 mg/dL" },
  lifetimeIdarubicin: { mgPerM2: "150", source: "Idarubicin dosage, drugs.com: highest recommended cumulative lifetime dose, intravenous" },
  relativeDoseIntensity: {
    value: "given / planned dose × planned / actual time",
    source: "Hryniuk and Bush, J Clin Oncol 1984;2:1281: dose per unit of time, here relative to the plan",
  },
  shortestTime: { value: "planned", source: "Assumption: a course that ended early counts its planned time, so that missing doses lower its intensity" },
} as const;

/** An amount as it is stated, to 0.1 mg, half up; what was measured keeps its figure. */
export const toTenth = (mg: Decimal): string => mg.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed();

/** To the step in which daily doses are planned, half up. */
export const roundDose = (mg: Decimal): Decimal =>
  mg.dividedBy(dosingRules.doseStepMg.value).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(dosingRules.doseStepMg.value);
