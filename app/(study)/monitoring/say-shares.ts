import type { FunnelStanding } from "@/lib/stats/funnel";
import type { State } from "@/app/_ui/state-drawings";
import { sayNumber } from "@/lib/kernel/say-number";

/** "12.5 %", from a fraction of 1. */
export const sayPercent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;

/** "12 of 96". */
export const sayOf = ({ hits, total }: { readonly hits: number; readonly total: number }): string => `${sayNumber(hits)} of ${sayNumber(total)}`;

export const STANDING_WORDS: Readonly<Record<FunnelStanding, string>> = { above: "above the limits", below: "below the limits", inside: "inside", too_small: "too small to judge", alone: "nothing to compare with" };
export const STANDING_STATES: Readonly<Record<FunnelStanding, State>> = { above: "overdue", below: "overdue", inside: "met", too_small: "unknown", alone: "unknown" };
