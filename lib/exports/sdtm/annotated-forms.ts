import { placeOfForm, printedCrf } from "@/lib/study/printed-crf";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { AnnotatedForms, ValueLevel } from "../datasets/dataset";

/** A field's target on the annotated form of a protocol version. */
interface Target { readonly document: string; readonly destination: string; readonly text: string }

const documentOf = (version: string): string => `LF.ACRF.${version.toUpperCase()}`;

const TARGETS: readonly Target[] = Object.values(protocolVersions).flatMap((version) => printedCrf(version).forms.flatMap(({ id, sections }) =>
  sections.flatMap(({ fields }) => fields.map(({ sdtm }) => ({ document: documentOf(version.id), destination: placeOfForm(id), text: sdtm })))));

/** Put together once for all targets: each takes longer than looking through a target with it. */
const naming = (words: readonly string[]): RegExp => new RegExp(words.length === 0 ? "(?!)" : `(?<![A-Z0-9.])(${words.map((word) => word.replaceAll(".", "\\.")).join("|")})(?![A-Z0-9])`);

/** Variables that a field is kept in besides the target it names, and the words by which that field is known. */
const ALSO: Readonly<Record<string, string>> = { "DM.RFICDTC": "INFORMED CONSENT OBTAINED" };
/** Units, reasons, dates and continuations stand beside the value that a field names: they are on the forms of their domain. Exposure rests on doses as collected. */
const domainOf = (dataset: string): string => dataset.replace("SUPP", "").replace(/^EX$/, "EC");
const ofDomain = (domain: string): RegExp => new RegExp(`(?<![A-Z0-9])(SUPP)?${domain}\\.`);

/** The forms whose fields name the variable as their target, else those of its domain; of a value level those that name one of its codes too. */
function destinations(dataset: string, variable: string, level?: ValueLevel): ReadonlyMap<string, readonly string[]> {
  const codes = level?.where.flatMap(({ values }) => values);
  const also = ALSO[`${dataset}.${variable}`];
  const [variableNamed, codeNamed] = [naming([`${dataset}.${variable}`]), codes === undefined ? null : naming(codes)];
  const told = TARGETS.filter(({ text }) => (also === undefined ? variableNamed.test(text) : text.includes(also)) && (codeNamed === null || codeNamed.test(text)));
  const ofThatDomain = ofDomain(domainOf(dataset));
  const found = told.length > 0 || codes !== undefined ? told : TARGETS.filter(({ text }) => ofThatDomain.test(text));
  return new Map([...new Set(found.map(({ document }) => document))].map((document) => [document, [...new Set(found.filter((one) => one.document === document).map(({ destination }) => destination))]]));
}

/** The annotated case report forms that the same cut has as a format of its own, in the folder beside this one. */
export const annotatedForms: AnnotatedForms = {
  documents: Object.values(protocolVersions).map(({ id }) => ({ id: documentOf(id), href: `../crf/crf-${id}-annotated.pdf`, title: `Annotated case report form, protocol version ${id}` })),
  destinations,
};
