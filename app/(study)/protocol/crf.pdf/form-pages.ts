import { TEXT, WIDTH } from "@/app/_print/look";
import type { Mark, Paper } from "@/app/_print/paper";
import { column, heightOf, one, piece, sideBySide, stroke, together, whole, type Block, type Column, type Part } from "@/app/_print/parts";
import type { PrintedForm, PrintedSection } from "@/lib/crf/printed-form";
import { AT_ANY_TIME, placeOfForm, type PrintedCrf, type PrintedVisit } from "@/lib/study/printed-crf";
import { sdtmDomainName } from "@/lib/study/sdtm-domains";
import { boxes, tick } from "./blank-fields";
import { CRF_RULES, EDGE, SECTION_GROUND } from "./crf-look";
import { fieldRow, framed } from "./field-row";

const SIGNATURE = { width: 0.47 * WIDTH, from: [0, 0.53 * WIDTH] } as const;

/** Entries of the reader's outline under which a form stands: the list of forms, and its visits by their codes. */
export interface FormMarks { readonly forms: Mark; readonly visits: ReadonlyMap<string, Mark> }

/** A form on paper, beginning on a page of its own: unique, with the visits at which it is filled to tick. Gives the number of that page. */
export function drawForm(paper: Paper, form: PrintedForm, { crf, annotated, marks }: { readonly crf: PrintedCrf; readonly annotated: boolean; readonly marks: FormMarks }): number {
  const visits = crf.visits.filter(({ places }) => places.some(({ formId }) => formId === form.id));
  const page = paper.newPage();
  paper.name(placeOfForm(form.id));
  paper.mark(form.title, marks.forms);
  for (const { code } of visits) paper.mark(form.title, marks.visits.get(code));
  paper.block(whole(one(form.title, TEXT.title), { after: 4 }));
  if (annotated) paper.block({ columns: [{ parts: domainFrames(form.domains), from: 0 }] });
  if (form.ofSystem) paper.block(whole(one("This form is filled by the system and takes nothing by hand.", TEXT.quiet)));
  paper.block({ columns: [{ parts: whereItIsFilled(visits, form.repeats), from: 0 }], before: 8, after: 3 });
  const signatures = signaturesOf(form);
  form.sections.forEach((section, at) => { drawSection(paper, section, { form, annotated, keep: at === form.sections.length - 1 ? heightOf(signatures) : 0 }); });
  paper.block(signatures);
  return page;
}

const domainFrames = (domains: readonly string[]): readonly Part[] =>
  sideBySide(domains.map((domain) => framed(`${domain} = ${sdtmDomainName(domain) ?? ""}`, { width: WIDTH, domains, domain })), { width: WIDTH, between: 6, below: 3 });

function whereItIsFilled(visits: readonly PrintedVisit[], repeats: boolean): readonly Part[] {
  const planned = visits.filter(({ code }) => code !== AT_ANY_TIME);
  const ticks = planned.map(({ code, shortTitle }) => tick({ code, label: code === "UNS" ? "Unscheduled, no. ____" : shortTitle }, false));
  const row = boxes([{ boxes: 2, caption: "" }], "a new sheet for each row", { width: WIDTH })[0];
  return [
    ...sideBySide([...(planned.length > 0 ? [piece(one("Visit", TEXT.strong))] : []), ...ticks], { width: WIDTH, between: 12, below: 3 }),
    ...(repeats && row ? [together(sideBySide([piece(one("Row", TEXT.strong)), { ...row, width: WIDTH / 2 }], { width: WIDTH, between: 8, below: 3 }))] : []),
  ];
}

/** A heading never stands alone at the foot of a page: it stays with its first field. `keep`: so much room is left below the last on its page. */
function drawSection(paper: Paper, { title, fields }: PrintedSection, { form, annotated, keep }: { readonly form: PrintedForm; readonly annotated: boolean; readonly keep: number }): void {
  const rows = fields.map((field, at): Block => ({ ...fieldRow(field, { domains: form.domains, annotated }), keep: at === fields.length - 1 ? keep : 0 }));
  const [first] = rows;
  if (title !== form.title) paper.block({ columns: [column(one(title, TEXT.strong), EDGE, WIDTH - 2 * EDGE)], before: 10, inside: 3, ground: SECTION_GROUND, keep: first ? heightOf(first) + (first.keep ?? 0) : 0 });
  for (const row of rows) paper.block(row);
}

/** Lines to sign on: they stand below a field, never alone on a page. */
const signaturesOf = ({ ofSystem }: PrintedForm): Block => ({
  columns: [signature(SIGNATURE.from[0], ofSystem ? "Checked by, date" : "Filled in by, date"), signature(SIGNATURE.from[1], "Investigator, date")], before: 24,
});

const signature = (from: number, says: string): Column => ({ from, parts: [together([stroke(CRF_RULES.signature, SIGNATURE.width, 2.7), piece(one(says, TEXT.quiet))])] });
