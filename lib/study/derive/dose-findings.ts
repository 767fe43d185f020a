import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { doseBasisOf, dosePlanOf } from "@/lib/study/derive/dose-plan";
import { cenersenInfusionOf, entriesOfForm, figureOf, isStarted, textOf } from "@/lib/study/derive/record-reading";
import { compareDose, type DoseComparison } from "@/lib/study/dosing/dose-given";
import { infusionAmount } from "@/lib/study/dosing/infusion-amount";
import type { DosePlan } from "@/lib/study/dosing/planned-doses";

const DAILY_DOSES = [["idarubicin_dose", "idarubicin"], ["cytarabine_dose", "cytarabine"]] as const;

/** The plan of course 1 and each dose that was given, held against it. */
export function doseFindings(record: PatientRecord): readonly Finding[] {
  const basis = doseBasisOf(record);
  const plan = dosePlanOf(record, basis);
  const infusion = cenersenInfusionOf(record);
  return [
    plannedDose(plan, basis),
    ...(infusion !== undefined && isStarted(infusion) ? [infusionGiven(record, infusion, plan)] : []),
    ...DAILY_DOSES.flatMap(([formId, drug]) => entriesOfForm(record, formId).filter(isStarted).map((entry) => dailyDoseGiven(record, entry, drug, plan))),
  ];
}

function plannedDose(plan: DosePlan, { sources, ...basis }: ReturnType<typeof doseBasisOf>): Finding {
  const at = { kind: "planned_dose", subject: "C1" } as const;
  if (plan.state === "waiting") {
    return { ...at, value: "waiting", trace: { bsa: null, formula: null, says: null, drugs: [], questions: [], waitingFor: plan.waitingFor, basis, sources } };
  }
  const { bodySurface, cenersen, chemotherapy, questions } = plan;
  const trace = { bsa: bodySurface.m2.toFixed(2), formula: bodySurface.formula, says: bodySurface.says, drugs: [cenersen, ...chemotherapy], questions, waitingFor: [], basis, sources };
  return { ...at, value: "ready", trace };
}

const given = (entry: RecordEntry, drug: string, planned: string | null, mg: string | null, { verdict, differencePct, says }: DoseComparison): Finding => ({
  kind: "dose_given",
  subject: entry.id,
  value: verdict,
  trace: { drug, planned, given: mg, differencePct, says },
});

function infusionGiven(record: PatientRecord, entry: RecordEntry, plan: DosePlan): Finding {
  const amount = infusionAmount({
    startAt: textOf(entry, "startAt"),
    stopAt: textOf(entry, "stopAt"),
    rateMgPerHour: figureOf(entry, "rateMgPerHour"),
    interruptions: entriesOfForm(record, "infusion_interruption").filter(isStarted).map((pause) => ({ stoppedAt: textOf(pause, "stoppedAt"), resumedAt: textOf(pause, "resumedAt") })),
  });
  const planned = plan.state === "ready" ? plan.cenersen.totalMg : null;
  if (amount.state === "unknown") return given(entry, "cenersen", planned, null, { verdict: "unknown", differencePct: null, says: amount.because });
  const comparison = compareDose(planned, amount.mg);
  return given(entry, "cenersen", planned, amount.mg, { ...comparison, says: `${amount.says}. ${comparison.says}` });
}

function dailyDoseGiven(record: PatientRecord, entry: RecordEntry, drug: string, plan: DosePlan): Finding {
  const mg = figureOf(entry, "doseMg");
  const dose = plan.state === "ready" ? plan.chemotherapy.find((planned) => planned.drug === drug) : undefined;
  if (plan.state === "ready" && dose === undefined && mg !== null) {
    return given(entry, drug, null, mg, { verdict: "deviation", differencePct: null, says: `${mg} mg given, but arm ${record.arm} receives no ${drug}` });
  }
  const planned = dose?.mgPerDay ?? null;
  return given(entry, drug, planned, mg, compareDose(planned, mg));
}
