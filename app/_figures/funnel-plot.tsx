import { binomialLimits } from "@/lib/stats/binomial-limits";
import { NAMED_OUTSIDE, TOO_SMALL_BELOW, WATCHED_OUTSIDE, type Funnel, type FunnelSite } from "@/lib/stats/funnel";
import { sayNumber } from "@/lib/kernel/say-number";

const WIDTH = 900;
const HEIGHT = 360;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 880, 16, 316];
const STEPS = 80;

export interface FunnelPlotProps {
  readonly funnel: Funnel;
  /** What the denominator counts: "pulses and pressures". */
  readonly of: string;
  /** Said instead of seen. */
  readonly label: string;
}

/** The next of 1, 2, 5, 10, 20 … that is at least this. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value * 0.999) ?? 10) * power;
}

/** Each site by how much it has (across) and its rate (up), inside exact binomial limits around the rate of all. A site outside is a diamond, one too small to judge is hollow. */
export function FunnelPlot({ funnel: { target, sites }, of, label }: FunnelPlotProps) {
  if (target === null) return null;
  const most = roundUp(Math.max(TOO_SMALL_BELOW * 2, ...sites.map(({ total }) => total)));
  const highest = Math.min(1, roundUp(Math.max(0.05, target * 2, ...sites.map(({ rate }) => rate * 1.1))));
  const x = (total: number) => tenth(LEFT + ((RIGHT - LEFT) * total) / most);
  const y = (rate: number) => tenth(BOTTOM - ((BOTTOM - TOP) * Math.min(rate, highest)) / highest);
  return (
    <svg className="funnel" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <Axes most={most} highest={highest} of={of} x={x} y={y} />
      <rect className="funnel-small" x={x(0)} y={TOP} width={x(TOO_SMALL_BELOW) - x(0)} height={BOTTOM - TOP} />
      {[WATCHED_OUTSIDE, NAMED_OUTSIDE].map((coverage) => <Limits key={coverage} coverage={coverage} target={target} most={most} x={x} y={y} />)}
      <line className="funnel-target" x1={LEFT} x2={RIGHT} y1={y(target)} y2={y(target)} />
      <text className="text-strong text-end text-halo" x={RIGHT} y={y(target) - 5}>all sites {percent(target)} %</text>
      {sites.map((site) => <Mark key={site.site} site={site} x={x(site.total)} y={y(site.rate)} />)}
    </svg>
  );
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const percent = (rate: number): string => (100 * rate).toFixed(rate < 0.1 ? 1 : 0);

interface Scale {
  readonly x: (total: number) => number;
  readonly y: (rate: number) => number;
}

function Axes({ most, highest, of, x, y }: Scale & { readonly most: number; readonly highest: number; readonly of: string }) {
  const fifths = [0, 1, 2, 3, 4, 5].map((part) => part / 5);
  return (
    <>
      {fifths.map((part) => (
        <g key={part}>
          <line className={part === 0 ? "grid-strong" : "grid"} x1={LEFT} x2={RIGHT} y1={y(highest * part)} y2={y(highest * part)} />
          <text className="text-end text-faint" x={LEFT - 8} y={y(highest * part) + 4}>{percent(highest * part)} %</text>
          <text className="text-middle text-faint" x={x(most * part)} y={BOTTOM + 17}>{sayNumber(Math.round(most * part))}</text>
        </g>
      ))}
      <text className="text-middle" x={(LEFT + RIGHT) / 2} y={HEIGHT - 8}>{of}</text>
    </>
  );
}

/** Both ends of the limits, where there is anything to judge. They come in stairs, because counts do. */
function Limits({ coverage, target, most, x, y }: Scale & { readonly coverage: number; readonly target: number; readonly most: number }) {
  const totals = [...new Set(Array.from({ length: STEPS + 1 }, (_, step) => Math.round(TOO_SMALL_BELOW + ((most - TOO_SMALL_BELOW) * step * step) / (STEPS * STEPS))))];
  const limits = totals.map((total) => ({ total, ...binomialLimits(total, target, coverage) }));
  const line = (end: "lower" | "upper") => limits.map((limit) => `${x(limit.total)},${y(limit[end] / limit.total)}`).join(" ");
  const name = coverage === NAMED_OUTSIDE ? "funnel-named" : "funnel-watched";
  return <><polyline className={name} points={line("upper")} /><polyline className={name} points={line("lower")} /></>;
}

function Mark({ site: { site, hits, total, rate, standing }, x, y }: { readonly site: FunnelSite; readonly x: number; readonly y: number }) {
  const says = `Site ${site}: ${hits} of ${total}, ${percent(rate)} %`;
  return (
    <g>
      {standing === "above" || standing === "below"
        ? <path className="funnel-outside" data-says={says} d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />
        : <circle className={standing === "inside" ? "funnel-inside" : "funnel-unjudged"} data-says={says} cx={x} cy={y} r="5" />}
      <text className="text-strong text-halo" x={x + 10} y={y + 4}>{site}</text>
    </g>
  );
}
