import type { SignatureView } from "@/lib/signatures/read-signatures";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import type { Casebook } from "./casebook";

export interface Screening {
  readonly verdict: "eligible" | "waived" | "not_eligible" | "unknown";
  readonly says: string;
  /** The criteria that are not met and not waived, or not known yet. */
  readonly remaining: readonly TracedEligibility[];
  /** Not met, and the sponsor let it pass. */
  readonly waived: readonly TracedEligibility[];
  /** Not met, and not waived: what a waiver can be asked for. */
  readonly waivable: readonly TracedEligibility[];
  /** The latest confirmation, standing or fallen. */
  readonly confirmation: SignatureView | null;
  /** Why the investigator cannot confirm now; null when it can be done, and when it is done. */
  readonly whyNotConfirm: string | null;
  /** Why the patient cannot be randomised now; null when it can be done. */
  readonly whyNotRandomise: string | null;
}

type ScreeningFacts = Pick<Casebook, "findings" | "held" | "mayConfirmEligibility" | "mayRandomise"> & { readonly signatures: Pick<Casebook["signatures"], "signatures"> };

const VERDICTS = ["eligible", "waived", "not_eligible", "unknown"] as const;

/** Where a patient stands on the way into the trial, and what is in the way. The database decides the same for itself. */
export function screeningOf({ findings, held, mayConfirmEligibility, mayRandomise, signatures: { signatures } }: ScreeningFacts): Screening {
  const found = findings.find(({ kind }) => kind === "eligibility");
  const verdict = VERDICTS.find((one) => one === found?.value) ?? "unknown";
  const criteria = (found?.trace as { readonly criteria?: readonly TracedEligibility[] } | undefined)?.criteria ?? [];
  const waived = criteria.filter(({ state, waiver }) => state === "failed" && waiver);
  const failed = criteria.filter(({ state, waiver }) => state === "failed" && !waiver);
  const unknown = criteria.filter(({ state }) => state === "unknown");
  const confirmation = signatures.find(({ meaning }) => meaning === "eligibility") ?? null;
  const blocked = held !== null ? `The record is ${held === "lock" ? "locked" : "frozen"}.` : sayVerdict(verdict, failed.length, unknown.length);
  return {
    verdict,
    says: {
      eligible: "Every criterion is met.", waived: `${plural(waived.length, "criterion is", "criteria are")} not met and waived by the sponsor; every other is met.`,
      not_eligible: `${plural(failed.length, "criterion is", "criteria are")} not met.`, unknown: `${plural(unknown.length, "criterion is", "criteria are")} not known yet.`,
    }[verdict],
    remaining: [...failed, ...unknown],
    waived,
    waivable: failed,
    confirmation,
    whyNotConfirm: confirmation?.valid ? null : blocked ?? (mayConfirmEligibility ? null : "Only an investigator of this site can confirm."),
    whyNotRandomise: blocked ?? whyUnconfirmed(confirmation) ?? (mayRandomise ? null : "Only the site randomises."),
  };
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function sayVerdict(verdict: Screening["verdict"], failed: number, unknown: number): string | null {
  if (verdict === "eligible" || verdict === "waived") return null;
  if (verdict === "not_eligible") return `Not eligible: ${plural(failed, "criterion is", "criteria are")} not met.`;
  return `Eligibility is not known: ${plural(unknown, "criterion waits", "criteria wait")} for a value.`;
}

function whyUnconfirmed(confirmation: SignatureView | null): string | null {
  if (confirmation === null) return "An investigator has not confirmed eligibility yet.";
  if (confirmation.valid) return null;
  return `The confirmation has fallen: ${plural(confirmation.changed.length, "value", "values")} changed since. An investigator must confirm again.`;
}
