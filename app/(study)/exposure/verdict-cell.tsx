import { Badge } from "@/app/_ui/badge";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { ExposureStanding } from "@/lib/review/exposure-verdict";
import { dayIn } from "@/lib/kernel/instant";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { DrawnRow } from "./drawn-row";
import { STANDING_WORDS } from "./exposure-words";

const LOOK: Readonly<Record<ExposureStanding, { readonly tone: "exp" | "q" | "ns" | "due"; readonly state?: State }>> = {
  to_decide: { tone: "due" }, asked: { tone: "q", state: "query_open" }, exposure: { tone: "exp", state: "exposed" }, no_exposure: { tone: "ns", state: "outside" }, not_needed: { tone: "ns" },
};

/** Where a medication stands, and whose word it is. */
export function VerdictSays({ row }: { readonly row: DrawnRow }) {
  const [latest] = row.verdicts;
  const { tone, state } = LOOK[row.standing];
  if (row.reopened) return <><Badge tone="due" state="changed_since_verified">Re-opened</Badge><small>was: {latest?.byName}, {latest && sayDate(dayIn(latest.at, row.timeZone))}</small></>;
  const answered = row.standing === "asked" && row.queries.length > 0 && row.queries.every((query) => query.state === "answered");
  return (
    <>
      <Badge tone={tone} {...(answered ? { state: "query_answered" as const } : state ? { state } : {})}>{answered ? "Site answered" : STANDING_WORDS[row.standing]}</Badge>
      {latest && <small>{latest.byName}, {sayDate(dayIn(latest.at, row.timeZone))}</small>}
    </>
  );
}

/** The icon of what the rules found, with its name. */
export function FlagIcon({ flag }: { readonly flag: DrawnRow["flag"] }) {
  return <StateIcon state={flag === "none" ? "not_planned" : flag} />;
}
