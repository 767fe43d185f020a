import { TEXT, WIDTH } from "@/app/_print/look";
import { gap, indented, linesOf, one, together, type Block, type Part, type Piece } from "@/app/_print/parts";
import { widthOf } from "@/app/_print/pen";
import { wrapText } from "@/app/_print/wrap-text";
import { domainsIn, type PrintedField } from "@/lib/crf/printed-form";
import { blankOf, missingOf } from "./blank-fields";
import { CRF_RULES, CRF_TEXT, EDGE, MARKS, tintOf } from "./crf-look";

const ASKED = 0.38 * (WIDTH - 2 * EDGE);
const ANSWER = { from: EDGE + ASKED, width: WIDTH - 2 * EDGE - ASKED } as const;
const GAP = 12;
const MARK = { width: 11, height: 11 } as const;
const MARK_GAP = 4;
const PADDING = { across: 4, down: 1.5 } as const;

/** A question with its help beside what a hand fills in: one row, whole on a page where a page can hold it. */
export function fieldRow(field: PrintedField, { domains, annotated }: { readonly domains: readonly string[]; readonly annotated: boolean }): Block {
  const { blanks, missing } = field;
  return {
    columns: [
      { parts: asked(field, annotated), from: EDGE },
      { parts: [
        ...blanks.flatMap((blank) => blankOf(blank, { coded: annotated, width: ANSWER.width })),
        ...(missing.length > 0 ? [gap(4), ...missingOf(missing, annotated, ANSWER.width)] : []),
        ...(annotated ? annotation(field, domains) : []),
      ], from: ANSWER.from },
    ],
    inside: 6, rule: CRF_RULES.row,
  };
}

function asked({ label, help, onlyWhen, expected, criticality }: PrintedField, annotated: boolean): readonly Part[] {
  const width = ASKED - GAP;
  const mark = annotated ? MARKS[criticality] : null;
  const beside = mark ? MARK.width + MARK_GAP : 0;
  const [first, ...rest] = indented(linesOf(one(`${label}${expected ? " *" : ""}`, TEXT.strong), width - beside), beside);
  return [
    ...(first ? [mark ? marked(first, mark) : first] : []), ...rest,
    ...(help === null ? [] : linesOf(one(help, TEXT.quiet), width)),
    ...(onlyWhen === null ? [] : linesOf(one(`Only when ${onlyWhen}`, TEXT.condition), width)),
  ];
}

type CriticalMark = NonNullable<(typeof MARKS)[keyof typeof MARKS]>;

/** A part with the mark of a critical field before it. */
export const marked = ({ height, draw }: Part, { letter, colour }: CriticalMark): Part => ({
  height,
  draw: (pen, left, top) => {
    const area = { left, top: top + (height - MARK.height) / 2, ...MARK };
    pen.dot(colour, area);
    pen.line(one(letter, CRF_TEXT.mark), left + (MARK.width - widthOf(letter, CRF_TEXT.mark)) / 2, area.top + (MARK.height - CRF_TEXT.mark.size) / 2);
    draw(pen, left, top);
  },
});

/** Where the value goes, and what is accepted. Options stand beside their boxes already. */
function annotation({ sdtm, accepts, blanks }: PrintedField, domains: readonly string[]): readonly Part[] {
  const isChoice = blanks.every(({ kind }) => kind === "options");
  return [gap(4), framed(sdtm, { width: ANSWER.width, domains, domain: domainsIn(sdtm)[0] }), ...(isChoice ? [] : [gap(2), ...linesOf(one(accepts, TEXT.quiet), ANSWER.width)])];
}

/** Words in a frame, on the ground of their domain. */
export function framed(says: string, { width, domains, domain }: { readonly width: number; readonly domains: readonly string[]; readonly domain: string | undefined }): Piece {
  const text = one(says, CRF_TEXT.target);
  const within = width - 2 * PADDING.across;
  const lines = wrapText(text, { width: within, widthOf }).map((line) => widthOf(line.map((span) => span.text).join("").trimEnd(), CRF_TEXT.target));
  const inside = together(linesOf(text, within));
  const size = { width: Math.max(...lines) + 2 * PADDING.across, height: inside.height + 2 * PADDING.down };
  return {
    ...size,
    draw: (pen, left, top) => {
      const area = { left, top, ...size };
      pen.fill(tintOf(domains, domain), area);
      pen.frame(CRF_RULES.target, area);
      inside.draw(pen, left + PADDING.across, top + PADDING.down);
    },
  };
}
