import { Decimal } from "decimal.js";
import { z } from "zod";
import { bodySurface } from "@/lib/study/dosing/body-surface";
import { compareDose } from "@/lib/study/dosing/dose-given";
import { isShortened, plannedDoses } from "@/lib/study/dosing/planned-doses";
import type { AgeReading, ProtocolVersion } from "@/lib/study/versions/protocol-version";
import type { Arm } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { allDifferences, differing, runVector } from "@/ops/vectors/vector-outcome";
import type { VectorOutcome } from "@/ops/vectors/vector-outcome";

const doseVectors = z.object({
  rows: z.array(z.unknown()).optional(),
  tolerance_examples: z.object({ rows: z.array(z.unknown()) }).optional(),
});

export function runDoseVectors(content: unknown): VectorOutcome[] {
  const { rows, tolerance_examples: tolerance } = doseVectors.parse(content);
  return [
    ...(rows ?? []).map((row, index) => runVector(doseRowName(row, index), () => checkDoseRow(row))),
    ...(tolerance?.rows ?? []).map((row, index) => runVector(`tolerance row ${index + 1}`, () => checkTolerance(row))),
  ];
}

const body = z.object({ height_cm: z.number(), weight_kg: z.number(), age: z.number() });

function doseRowName(row: unknown, index: number): string {
  const read = body.safeParse(row);
  if (!read.success) return `dose row ${index + 1}`;
  const { height_cm, weight_kg, age } = read.data;
  return `dose row ${index + 1} (${height_cm} cm, ${weight_kg} kg, ${age} y)`;
}

/** Every expected figure is held against ours; a column that we do not know fails the row. */
function checkDoseRow(row: unknown): string | null {
  const { height_cm, weight_kg, age, ...expected } = z.looseObject(body.shape).parse(row);
  const figures = doseFigures(height_cm, weight_kg, age);
  return allDifferences(Object.entries(expected).filter(([column]) => column !== "id").map(([column, wanted]) => {
    const got = figures[column];
    if (got === undefined) return `${column}: no such figure is derived`;
    return agrees(column, got, wanted) ? null : differing(column, wanted, got.toNumber());
  }));
}

/** A surface, a day count and a dose must be equal; only the pump rate, which we keep unrounded, is held at the precision given. */
function agrees(column: string, got: Decimal, wanted: unknown): boolean {
  if (typeof wanted !== "number") return false;
  const expected = new Decimal(wanted);
  const shown = column === "cenersen_mg_per_hour" ? got.toDecimalPlaces(Math.max(expected.decimalPlaces(), 1), Decimal.ROUND_HALF_UP) : got;
  return shown.equals(expected);
}

function doseFigures(height: number, weight: number, age: number): Readonly<Record<string, Decimal>> {
  const { "2007": trial, review } = protocolVersions;
  const plan = (version: ProtocolVersion, arm: Arm) => readyPlan(version, arm, { height, weight, age });
  const surface = (formula: "mosteller" | "dubois") => bodySurface(new Decimal(height), new Decimal(weight), formula).m2;
  const { cenersen, idarubicin } = plan(trial, "A");
  const [armB, armC] = [plan(trial, "B").cytarabine, plan(trial, "C").cytarabine];
  return {
    bsa_mosteller: surface("mosteller"),
    bsa_dubois: surface("dubois"),
    idarubicin_mg_per_day: new Decimal(idarubicin.mgPerDay),
    idarubicin_total_3d_mg: new Decimal(idarubicin.totalMg),
    arm_B_cytarabine_mg_per_day: new Decimal(armB.mgPerDay),
    arm_B_total_7d_mg: new Decimal(armB.totalMg),
    arm_C_cytarabine_mg_per_day: new Decimal(armC.mgPerDay),
    arm_C_days_seed000_gt60: new Decimal(armCDays(trial, age, "over")),
    arm_C_days_asco2004_ge60: new Decimal(armCDays(trial, age, "at_or_over")),
    seed001_arm_B_mg_per_day: new Decimal(plan(review, "B").cytarabine.mgPerDay),
    seed001_arm_C_mg_per_day: new Decimal(plan(review, "C").cytarabine.mgPerDay),
    cenersen_mg_per_hour: new Decimal(cenersen.mgPerHour),
    cenersen_mg_per_day: new Decimal(cenersen.mgPerDay),
    cenersen_total_4d_mg: new Decimal(cenersen.totalMg),
  };
}

function readyPlan(version: ProtocolVersion, arm: Arm, { height, weight, age }: { readonly height: number; readonly weight: number; readonly age: number }) {
  const plan = plannedDoses(version, version.arms[arm], { heightCm: height, weightKg: weight, age });
  if (plan.state === "waiting") throw new Error(`no plan without ${plan.waitingFor.join(", ")}`);
  const doseOf = (drug: "idarubicin" | "cytarabine") => plan.chemotherapy.find((dose) => dose.drug === drug) ?? { mgPerDay: "0", totalMg: "0" };
  return { cenersen: plan.cenersen, idarubicin: doseOf("idarubicin"), cytarabine: doseOf("cytarabine") };
}

function armCDays(version: ProtocolVersion, age: number, reading: AgeReading): number {
  const cytarabine = version.arms.C.chemotherapy.find(({ drug }) => drug === "cytarabine");
  if (cytarabine === undefined) return 0;
  return cytarabine.shortened !== undefined && isShortened(cytarabine.shortened, age, reading) ? cytarabine.shortened.days : cytarabine.days;
}

const toleranceRow = z.object({ planned_mg: z.number(), given_mg: z.number(), deviation_pct: z.number(), within_5pct: z.boolean(), within_10pct: z.boolean() });

function checkTolerance(row: unknown): string | null {
  const { planned_mg, given_mg, deviation_pct, within_5pct, within_10pct } = toleranceRow.parse(row);
  const { verdict, differencePct } = compareDose(planned_mg, given_mg);
  return allDifferences([
    differing("difference %", deviation_pct, Number(differencePct)),
    differing("within 5 %", within_5pct, verdict === "within"),
    differing("within 10 %", within_10pct, verdict !== "deviation"),
  ]);
}
