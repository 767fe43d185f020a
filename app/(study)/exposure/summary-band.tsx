import { StatBand, type Stat } from "@/app/_ui/stat-band";
import type { ExposureEffect } from "@/lib/review/exposure-effect";
import type { ExposureBoard } from "@/lib/review/read-exposure-board";
import type { Group } from "@/lib/stats/fisher-exact";
import { sayChoice } from "@/lib/review/exposure-windows";
import { exactInterval } from "@/lib/stats/proportion-interval";
import { sayGroup, sayP } from "./exposure-words";

const tenths = (fraction: number): string => (Math.round(fraction * 1000) / 10).toString();

/** "27.8 % (14.2–45.2)" */
function sayRate({ successes, total }: Group): string {
  if (total === 0) return "no patient";
  const { lower, upper } = exactInterval(successes, total);
  return `${tenths(successes / total)} % (${tenths(lower)}–${tenths(upper)})`;
}

const groups = ({ exposed, notExposed }: ExposureEffect, named: boolean) => (
  <>{sayGroup(exposed)} <em>{named ? "exposed vs" : "vs"}</em> {sayGroup(notExposed)}{named && <em> not exposed</em>}</>
);

/** The comparison that hangs on these verdicts: as it stands, and as it would be under the open ones. */
export function SummaryBand({ board }: { readonly board: ExposureBoard }) {
  const { asItStands, ifUndecided, ifOutside, inChosen } = board;
  const stats: Stat[] = [{
    label: "Response by exposure, as it stands", value: groups(asItStands, true),
    note: `CR + CRp, ${sayRate(asItStands.exposed)} vs ${sayRate(asItStands.notExposed)}, Fisher two-sided ${sayP(asItStands.p)}. Evaluable per protocol ${sayGroup(asItStands.evaluable)}`,
  }];
  if (ifUndecided) {
    const { medications, wereExposures, wereNot, responders } = ifUndecided;
    stats.push({
      label: medications === 1 ? "If the undecided one was an exposure" : `If all ${medications} undecided were exposures`, value: groups(wereExposures, false),
      note: `${sayP(wereExposures.p)}; if none: ${sayGroup(wereNot.exposed)} vs ${sayGroup(wereNot.notExposed)}, ${sayP(wereNot.p)}; ${responders === 0 ? "no responder is" : `${responders} ${responders === 1 ? "responder is" : "responders are"}`} among them`,
    });
  }
  if (ifOutside) stats.push({ label: `If ${ifOutside.says} counted`, value: groups(ifOutside.effect, false), note: sayP(ifOutside.effect.p) });
  stats.push({
    label: "In the sensitivity window", value: groups(inChosen.effect, false),
    note: `${sayChoice(inChosen.choice)}, ${sayP(inChosen.effect.p)}; ${inChosen.otherwise === 0 ? "no medication counts otherwise" : `${inChosen.otherwise} ${inChosen.otherwise === 1 ? "medication counts" : "medications count"} otherwise`}`,
  });
  return <StatBand label="Effect on efficacy" stats={stats} />;
}
