import { remembered } from "@/lib/kernel/remembered";
import { bagsAmount } from "@/lib/study/dosing/infusion-bag-amount";
import { compareDose, doseTolerance, type DoseComparison } from "@/lib/study/dosing/dose-given";
import { infusionAmount, pausesOf, type InfusionAmount, type InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import { merged, overlapMinutes, sayMinutes, wallMinutes, type Stretch } from "@/lib/study/dosing/wall-clock";

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
 * has stopped, and until the log covers it, nothing is known, because bags may follow.
 */
export const infusionGiven = remembered((infusion: InfusionRecord) => JSON.stringify(infusion), reckonGiven);

function reckonGiven(infusion: InfusionRecord): InfusionGiven {
  const byRate = infusionAmount(infusion);
  if (byRate.state === "unknown") return byRate;
  const { bags = [] } = infusion;
  if (bags.length === 0) return { state: "known", mg: byRate.mg, from: "rate", byRate, bagsAgainstRate: null, says: byRate.says };
  const byBags = bagsAmount(bags);
  if (byBags.state === "unknown") return byBags;
  const gap = gapInLog(infusion, byRate);
  if (gap !== null) return { state: "unknown", because: gap };
  const bagsAgainstRate = compareDose(byRate.mg, byBags.mg);
  return { state: "known", mg: byBags.mg, from: "bags", byRate, bagsAgainstRate, says: `${byBags.says}; by rate and time ${byRate.says}` };
}

/** What the bag log still leaves open, in a sentence; null when it covers the infusion, up to what a change of bags takes. */
function gapInLog({ startAt, stopAt, interruptions, bags = [] }: InfusionRecord, { elapsedMinutes, pausedMinutes }: KnownAmount): string | null {
  const whole = { from: wallMinutes(startAt) ?? 0, to: wallMinutes(stopAt) ?? 0 };
  const times = bags.map(({ hungAt, endedAt }) => ({ from: wallMinutes(hungAt), to: wallMinutes(endedAt) }));
  const ran = times.filter((time): time is Stretch => time.from !== null && time.to !== null && time.from <= time.to);
  if (ran.length < times.length) return "A line of the bag log does not say from when to when it ran";
  const covered = merged([...ran, ...(pausesOf(interruptions) ?? [])]).reduce((sum, stretch) => sum + overlapMinutes(stretch, whole), 0);
  const left = elapsedMinutes - covered;
  return left * 100 > (elapsedMinutes - pausedMinutes) * doseTolerance.askAbovePct.value ? `The bag log leaves ${sayMinutes(left)} of the infusion without a bag` : null;
}

/** The verdict on the infusion: of its dose, and at least a question when the bags do not bear out rate × time. */
export function judgeInfusion(plannedMg: string | null, given: InfusionGiven): DoseComparison {
  if (given.state === "unknown") return { verdict: "unknown", differencePct: null, says: given.because };
  const dose = compareDose(plannedMg, given.mg);
  const doubted = given.bagsAgainstRate !== null && (given.bagsAgainstRate.verdict === "ask" || given.bagsAgainstRate.verdict === "deviation");
  const says = `${given.says}. ${dose.says}`;
  return dose.verdict === "within" && doubted ? { ...dose, verdict: "ask", says: `${says}. The bags do not agree with rate and time` } : { ...dose, says };
}
