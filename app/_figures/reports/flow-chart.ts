import { line, path, rect, text, WIDTH, type Drawing, type Mark } from "./drawing";

/** A box of the flow of patients: its first line is the loud one. */
export type FlowBox = readonly string[];

export interface FlowArm { readonly allocated: FlowBox; readonly followed: FlowBox; readonly analysed: FlowBox }
export interface FlowChart { readonly screened: FlowBox; readonly excluded: FlowBox; readonly randomised: FlowBox; readonly arms: readonly FlowArm[] }

const LINE = 16;
const PAD = 10;
const GAP = 30;
const ARM_GAP = 20;

const heightOf = (lines: FlowBox): number => lines.length * LINE + 2 * PAD - 3;

const boxAt = (x: number, y: number, width: number, height: number, lines: FlowBox): readonly Mark[] => [
  rect(x, y, width, height, { fill: "surface", stroke: "line-2", width: 1.2, says: lines.join("; ") }),
  ...lines.map((says, at) => text(x + PAD, y + PAD + 10 + at * LINE, says, { ink: at === 0 ? "text" : "text-2", bold: at === 0, size: at === 0 ? 12.5 : 11.5 })),
];

const down = (x: number, from: number, to: number): readonly Mark[] => [line(x, from, x, to - 6, "text-3", { width: 1.3 }), path(`M${x} ${to}l-4 -7h8z`, { fill: "text-3" })];

/** The flow of patients after CONSORT 2010: screened, randomised, allocated, followed up, analysed. */
export function flowChart({ screened, excluded, randomised, arms }: FlowChart): Drawing {
  const centre = WIDTH / 2;
  const [wide, armWide] = [260, (WIDTH - 2 - ARM_GAP * (arms.length - 1)) / Math.max(1, arms.length)];
  const excludedTop = heightOf(screened) + 14;
  const randomisedTop = excludedTop + Math.max(heightOf(excluded), 10) + 14;
  const rows = (["allocated", "followed", "analysed"] as const).map((row) => ({ row, height: Math.max(...arms.map((arm) => heightOf(arm[row]))) }));
  const split = randomisedTop + heightOf(randomised) + 16;
  let top = split + GAP - 6;
  const middles = arms.map((_, at) => 1 + at * (armWide + ARM_GAP) + armWide / 2);
  const columns = rows.flatMap(({ row, height }) => {
    const y = top;
    top += height + GAP;
    return arms.flatMap((arm, at) => [...(row === "allocated" ? down(middles[at] ?? 0, split, y) : down(middles[at] ?? 0, y - GAP, y)), ...boxAt(1 + at * (armWide + ARM_GAP), y, armWide, height, arm[row])]);
  });
  const marks: readonly Mark[] = [
    ...boxAt(centre - wide / 2, 1, wide, heightOf(screened), screened),
    ...down(centre, heightOf(screened), randomisedTop),
    line(centre, excludedTop + 18, centre + 34, excludedTop + 18, "text-3", { width: 1.3 }),
    ...boxAt(centre + 36, excludedTop, WIDTH / 2 - 38, heightOf(excluded), excluded),
    ...boxAt(centre - wide / 2, randomisedTop, wide, heightOf(randomised), randomised),
    line(centre, randomisedTop + heightOf(randomised), centre, split, "text-3", { width: 1.3 }),
    line(middles[0] ?? centre, split, middles.at(-1) ?? centre, split, "text-3", { width: 1.3 }),
    ...columns,
  ];
  return { width: WIDTH, height: top - GAP + 2, marks };
}
