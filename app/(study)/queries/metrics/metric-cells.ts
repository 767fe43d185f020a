import type { DiscrepancyMetrics } from "@/lib/discrepancies/read-discrepancy-metrics";
import { sayShare } from "@/lib/kernel/say-share";

/** "3.5" days, "below 0.1", "–" where there is none. */
export const sayDays = (days: number | null): string => (days === null ? "–" : days < 0.05 ? "below 0.1" : days.toFixed(1));

/** "12 of 40, 30 %". */
export const sayPart = (part: number, whole: number): string => (whole === 0 ? "–" : `${part} of ${whole}, ${sayShare(part, whole, 0)}`);

/** "58 to 91 %", the exact interval of the share without a change. */
export const sayInterval = ({ noise }: DiscrepancyMetrics): string => (noise === null ? "–" : `${Math.round(100 * noise.interval.lower)} to ${Math.round(100 * noise.interval.upper)} %`);
