import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";

export const DISCREPANCY_STATES = ["open", "answered", "closed"] as const;
export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number];

/** The state as people speak of it: an open query that was asked again is re-opened. Stored is that it is open; its thread says the rest. */
export const DISCREPANCY_STANDINGS = ["open", "reopened", "answered", "closed"] as const;
export type DiscrepancyStanding = (typeof DISCREPANCY_STANDINGS)[number];

export type DiscrepancyOrigin = "system" | "manual";
export type DiscrepancyStep = "raised" | "answered" | "closed" | "reopened";

/** A question about one field of one form. On screen it is called a query. */
export interface Discrepancy {
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly entryId: string;
  readonly field: string;
  readonly origin: DiscrepancyOrigin;
  /** The check that asks; null when a person does. */
  readonly ruleId: string | null;
  readonly state: DiscrepancyState;
}

/** What a person writes into a query; the database has the same bound. */
export const MessageBody = z.string().trim().min(1, "Write something first.").max(2000, "Use at most 2,000 characters.");

/** Refuses with `query_moved_on` when somebody else took a step meanwhile. */
export function assertState(discrepancy: Discrepancy, allowed: readonly DiscrepancyState[]): void {
  if (!allowed.includes(discrepancy.state)) throw refuse("query_moved_on", { state: discrepancy.state });
}
