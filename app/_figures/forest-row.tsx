const LEFT = 10;
const RIGHT = 265;
const WIDTH = 330;
const HEIGHT = 30;

export interface ForestAxisProps {
  /** The per cent at the right end, of `forestScale`: 50 draws 0 to 50 in tens, and an interval that runs far beyond ends in an arrow. */
  readonly upTo: number;
}

/** The scale that one table needs: in tens, at least to 50, and beyond every rate in it. */
export const forestScale = (rates: readonly number[]): number => Math.max(50, 10 * Math.ceil(Math.max(0, ...rates) / 10));

const xOf = (percent: number, upTo: number) => Math.round((LEFT + ((RIGHT - LEFT) * percent) / upTo) * 10) / 10;
const tens = (upTo: number) => Array.from({ length: Math.floor(upTo / 10) + 1 }, (_, index) => 10 * index);

/** The scale above a column of ForestRow. */
export function ForestAxis({ upTo }: ForestAxisProps) {
  return (
    <svg width={WIDTH} height="16" viewBox={`0 0 ${WIDTH} 16`} role="img" aria-label={`Per cent, 0 to ${upTo}`}>
      {tens(upTo).map((percent) => <text key={percent} className="text-strong text-middle" x={xOf(percent, upTo)} y="12">{percent}</text>)}
    </svg>
  );
}

export interface ForestRowProps extends ForestAxisProps {
  /** Said instead of seen: "8/53, 15.1 per cent, 95 per cent interval 6.7 to 27.6, published 15.1". */
  readonly label: string;
  /** Per cent. */
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
  /** Patients in the row; the square's side grows with its root. */
  readonly n: number;
  /** Per cent as published; null where nothing was. */
  readonly published: number | null;
}

/** Derived: square on its exact interval. Published: open diamond below it. Both keep their shape without colour. */
export function ForestRow({ label, upTo, rate, lower, upper, n, published }: ForestRowProps) {
  const side = Math.round(Math.min(12, Math.max(5, 1.52 * Math.sqrt(n))) * 10) / 10;
  const x = xOf(rate, upTo);
  const [from, to] = [xOf(lower, upTo), Math.min(WIDTH - 4, xOf(upper, upTo))];
  const beyond = xOf(upper, upTo) > WIDTH - 4;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {tens(upTo).map((percent) => <line key={percent} className={percent === 0 ? "grid-strong" : "grid"} x1={xOf(percent, upTo)} x2={xOf(percent, upTo)} y1="0" y2={HEIGHT} />)}
      <line className="forest-line" x1={from} x2={to} y1="11" y2="11" />
      <path className="forest-cap" d={beyond ? `M${from} 7v8M${to - 5} 7l5 4-5 4` : `M${from} 7v8M${to} 7v8`} />
      <rect className="forest-square" x={x - side / 2} y={11 - side / 2} width={side} height={side} />
      {published !== null && <path className="forest-published" d={`M${xOf(published, upTo)} 18l5 5.5-5 5.5-5-5.5z`} />}
    </svg>
  );
}

/** The two shapes, for a legend. */
export function ForestSwatch({ of }: { readonly of: "derived" | "published" }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {of === "derived"
        ? <><path className="forest-line" d="M0 8h16" /><rect className="forest-square" x="4" y="4" width="8" height="8" /></>
        : <path className="forest-published" d="M8 2l5.5 6L8 14 2.5 8z" />}
    </svg>
  );
}
