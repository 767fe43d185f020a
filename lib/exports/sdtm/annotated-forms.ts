import { placeOfForm, printedCrf } from "@/lib/study/printed-crf";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { AnnotatedForms, ValueLevel } from "../datasets/dataset";

/** A field's target on the annotated form of a protocol version. */
interface Target { readonly document: string; readonly destination: string; readonly text: string }

const documentOf = (version: string): string => `LF.ACRF.${version.toUpperCase()}`;

const TARGETS: readonly Target[] = Object.values(protocolVersions).flatMap((version) => printedCrf(version).forms.flatMap(({ id, sections }) =>
  sections.flatMap(({ fields }) => fields.map(({ sdtm }) => ({ document: documentOf(version.id), destination: placeOfForm(id), text: sdtm })))));

const names = (text: string, ...words: readonly string[]): boolean => words.some((word) => new RegExp(`(?<![A-Z0-9.])${word.replaceAll(".", "\\.")}(?![A-Z0-9])`).test(text));

/** Variables that a field is kept in besides the target it names, and the words by which that field is known. */
const ALSO: Readonly<Record<string, string>> = { "DM.RFICDTC": "INFORMED CONSENT OBTAINED" };
/** Units, reasons, dates and continuations stand beside the value that a field names: they are on the forms of their domain. Exposure rests on doses as collected. */
const domainOf = (dataset: string): string => dataset.replace("SUPP", "").replace(/^EX$/, "EC");
const isOfDomain = (text: string, domain: string): boolean => new RegExp(`(?<![A-Z0-9])(SUPP)?${domain}\\.`).test(text);

/** The forms whose fields name the variable as their target, else those of its domain; of a value level those that name one of its codes too. */
function destinations(dataset: string, variable: string, level?: ValueLevel): ReadonlyMap<string, readonly string[]> {
  const codes = level?.where.flatMap(({ values }) => values);
  const also = ALSO[`${dataset}.${variable}`];
  const naming = TARGETS.filter(({ text }) => (also === undefined ? names(text, `${dataset}.${variable}`) : text.includes(also)) && (codes === undefined || names(text, ...codes)));
  const found = naming.length > 0 || codes !== undefined ? naming : TARGETS.filter(({ text }) => isOfDomain(text, domainOf(dataset)));
  return new Map([...new Set(found.map(({ document }) => document))].map((document) => [document, [...new Set(found.filter((one) => one.document === document).map(({ destination }) => destination))]]));
}

/** The annotated case report forms that the same cut has as a format of its own, in the folder beside this one. */
export const annotatedForms: AnnotatedForms = {
  documents: Object.values(protocolVersions).map(({ id }) => ({ id: documentOf(id), href: `../crf/crf-${id}-annotated.pdf`, title: `Annotated case report form, protocol version ${id}` })),
  destinations,
};
