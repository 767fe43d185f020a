import { fitting, line, path, text, WIDTH, type Drawing, type Mark } from "./drawing";
import { legendAt, painted, type LegendItem, type Painted } from "./looks";

/** One patient's best change of the marrow blasts, in per cent of the first. */
export interface WaterfallBar {
  readonly label: string;
  readonly arm: string;
  readonly changePct: number;
  readonly look: Painted;
  readonly says: string;
}

const LEFT = 52;
const RIGHT = WIDTH - 8;
const TOP = 36;
const BOTTOM = 356;
/** Beyond this an increase is cut off and marked. */
const MOST = 100;
const WIDEST = 34;

/** One bar a patient, the greatest increase first and the deepest fall last; what response it was says the filling. */
export function waterfall(all: readonly WaterfallBar[], legend: readonly LegendItem[]): Drawing {
  const wide = Math.min(WIDEST, (RIGHT - LEFT) / Math.max(1, all.length));
  const y = (percent: number) => TOP + ((BOTTOM - TOP) * (MOST - Math.min(MOST, percent))) / (2 * MOST);
  const named = wide >= 11;
  const marks: readonly Mark[] = [
    ...legendAt(LEFT, 14, legend),
    ...[100, 50, 0, -50, -100].flatMap((percent) => [
      line(LEFT, y(percent), RIGHT, y(percent), percent === 0 ? "text-3" : "line", percent === -50 ? { dash: "4 3" } : {}),
      text(LEFT - 8, y(percent) + 4, `${percent > 0 ? "+" : ""}${String(percent).replace("-", "−")} %`, { anchor: "end", ink: "text-3" }),
    ]),
    ...all.flatMap(({ changePct, look, says, label, arm }, at) => {
      const [x, to] = [LEFT + wide * at, y(changePct)];
      const [top, height] = [Math.min(y(0), to), Math.max(1.5, Math.abs(to - y(0)))];
      return [
        ...painted(x + wide * 0.1, top, wide * 0.8, height, look, says),
        ...(changePct > MOST ? [path(`M${(x + wide * 0.1).toFixed(1)} ${TOP - 1}l${(wide * 0.4).toFixed(1)} -6l${(wide * 0.4).toFixed(1)} 6z`, { fill: "text-2" })] : []),
        ...(named ? [text(x + wide / 2 + 4, BOTTOM + 66, fitting(label, 60, 10), { turned: true, size: 10, ink: "text-2" }), text(x + wide / 2, BOTTOM + 80, arm, { anchor: "middle", size: 10, ink: "text", bold: true })] : []),
      ];
    }),
    ...(named ? [text(LEFT - 8, BOTTOM + 80, "arm", { anchor: "end", size: 10, ink: "text-3" })] : []),
  ];
  return { width: WIDTH, height: named ? BOTTOM + 88 : BOTTOM + 12, marks };
}
