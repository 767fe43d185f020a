import { bagsAmount } from "@/lib/study/dosing/infusion-bag-amount";
import { compareDose, type DoseComparison } from "@/lib/study/dosing/dose-given";
import { infusionAmount, type InfusionAmount, type InfusionRecord } from "@/lib/study/dosing/infusion-amount";

type KnownAmount = Extract<InfusionAmount, { state: "known" }>;

export type InfusionGiven =
  | {
      readonly state: "known";
      /** From the bags where they are logged, otherwise rate × time. */
      readonly mg: string;
      readonly from: "bags" | "rate";
      readonly byRate: KnownAmount;
      /** The bags against rate × time; null without a bag log. */
      readonly bagsAgainstRate: DoseComparison | null;
      readonly says: string;
    }
  | { readonly state: "unknown"; readonly because: string };

/**
 * What was infused. A bag log is a measurement and comes before rate × time, which it is held against. Until the infusion
 * has stopped nothing is known, because bags may follow.
 */
export function infusionGiven(infusion: InfusionRecord): InfusionGiven {
  const byRate = infusionAmount(infusion);
  if (byRate.state === "unknown") return byRate;
  const { bags = [] } = infusion;
  if (bags.length === 0) return { state: "known", mg: byRate.mg, from: "rate", byRate, bagsAgainstRate: null, says: byRate.says };
  const byBags = bagsAmount(bags);
  if (byBags.state === "unknown") return byBags;
  const bagsAgainstRate = compareDose(byRate.mg, byBags.mg);
  return { state: "known", mg: byBags.mg, from: "bags", byRate, bagsAgainstRate, says: `${byBags.says}; by rate and time ${byRate.says}` };
}

/** The verdict on the infusion: of its dose, and at least a question when the bags do not bear out rate × time. */
export function judgeInfusion(plannedMg: string | null, given: InfusionGiven): DoseComparison {
  if (given.state === "unknown") return { verdict: "unknown", differencePct: null, says: given.because };
  const dose = compareDose(plannedMg, given.mg);
  const doubted = given.bagsAgainstRate !== null && (given.bagsAgainstRate.verdict === "ask" || given.bagsAgainstRate.verdict === "deviation");
  const says = `${given.says}. ${dose.says}`;
  return dose.verdict === "within" && doubted ? { ...dose, verdict: "ask", says: `${says}. The bags do not agree with rate and time` } : { ...dose, says };
}
