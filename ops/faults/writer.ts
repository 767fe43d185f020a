import { randomUUID } from "node:crypto";
import type { ActionResult } from "@/lib/kernel/action-result";
import type { Instance } from "@/ops/testing/running-study";

/** One save as it was sent, and what its sender was told. */
export interface Sent {
  readonly requestId: string;
  readonly entryId: string;
  readonly to: Counts;
  outcome: "acknowledged" | "refused" | "unknown";
  /** The refusal's code, or how the line broke. */
  said: string;
}
type Counts = Readonly<Record<"platelets" | "haemoglobin", { readonly value: string; readonly unit: string }>>;

/** Platelets alternate between a value that a check asks about and one that it accepts, so that every save opens or closes a query. */
export const ASKS = { value: "82", unit: "/uL" };
const ACCEPTED = { value: "82", unit: "10^9/L" };
const countsOf = (nth: number): Counts => ({ platelets: nth % 2 === 0 ? ASKS : ACCEPTED, haemoglobin: { value: String(80 + (nth % 100)), unit: "g/L" } });

/** Somebody who corrects one form again and again, over HTTP, and remembers what was answered. */
export interface Writer {
  readonly history: readonly Sent[];
  /** One save. When the one before is still open, it is asked about first. */
  readonly save: (instance: Instance) => Promise<void>;
  /** Sends every request again whose outcome is open, until all are known. */
  readonly resolve: (instance: Instance) => Promise<number>;
}

export function openWriter({ entryId, token }: { readonly entryId: string; readonly token: string }): Writer {
  const history: Sent[] = [];
  const seen = { counts: null as Counts | null, nth: 0 };

  async function send(instance: Instance, save: Sent): Promise<void> {
    const { requestId, to } = save;
    const changes = Object.fromEntries(Object.entries(to).map(([field, value]) => [field, { from: seen.counts?.[field as keyof Counts] ?? null, to: value }]));
    const answered = await instance.act("saveAnswersAction", { requestId, reason: "Read again", entryId, changes, explanations: [] }, token).catch((error: unknown) => String(error));
    const result = typeof answered === "string" ? null : answered.value as ActionResult<unknown> | undefined;
    const fault = result && !result.ok ? result.fault : null;
    const code = fault?.kind === "refused" ? fault.code : fault?.kind;
    save.said = code ?? (result ? "saved" : typeof answered === "string" ? answered : `HTTP ${answered.status}`);
    const isOpen = !result || code === "outcome_unknown" || (save.outcome === "unknown" && ["busy", "record_held", "database_away", "storage_full", "unexpected"].includes(code ?? ""));
    save.outcome = isOpen ? "unknown" : result.ok ? "acknowledged" : "refused";
    if (result?.ok) { seen.counts = to; seen.nth += 1; }
  }
  return {
    history,
    async save(instance) {
      const open = history.find(({ outcome }) => outcome === "unknown");
      if (open) return send(instance, open);
      const save: Sent = { requestId: randomUUID(), entryId, to: countsOf(seen.nth), outcome: "refused", said: "" };
      history.push(save);
      await send(instance, save);
    },
    async resolve(instance) {
      const open = history.filter(({ outcome }) => outcome === "unknown");
      for (const save of open) for (let tries = 20; save.outcome === "unknown" && tries > 0; tries--) await send(instance, save);
      return open.length;
    },
  };
}
