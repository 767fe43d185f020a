import type { AnyField, FieldKind } from "./any-field";
import { sectionsOf, wordingOf, type Form } from "./define-form";
import type { Criticality } from "./field";
import { MISSING_REASONS } from "./missing";

export interface Box {
  readonly boxes: number;
  /** What belongs into them: "DD". */
  readonly caption: string;
}

export interface Option {
  readonly code: string;
  readonly label: string;
}

/** What a hand fills in on paper: lines of text, a box for a number, boxes for single characters, options to tick. */
export type Blank =
  | { readonly kind: "lines"; readonly lines: number }
  | { readonly kind: "number"; readonly unit: string | null }
  | { readonly kind: "boxes"; readonly groups: readonly Box[]; readonly unit: string | null }
  | { readonly kind: "options"; readonly options: readonly Option[] };

/** One field on paper, with what the annotated form says beside it. */
export interface PrintedField {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly expected: boolean;
  /** "Marrow examined is Yes"; null when the field always applies. */
  readonly onlyWhen: string | null;
  readonly blanks: readonly Blank[];
  readonly missing: readonly Option[];
  /** The kind of value with its bounds, in words. */
  readonly accepts: string;
  readonly criticality: Criticality;
  readonly sdtm: string;
}

export interface PrintedSection {
  readonly title: string;
  readonly fields: readonly PrintedField[];
}

export interface PrintedForm {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly repeats: boolean;
  /** True for a form that nobody fills by hand. */
  readonly ofSystem: boolean;
  readonly sections: readonly PrintedSection[];
  /** The domains of the standard tabulation into which its values go, in the order of the fields. */
  readonly domains: readonly string[];
}

type FieldOf<Kind extends FieldKind> = Extract<AnyField, { kind: Kind }>;
type Blanks = { readonly [Kind in FieldKind]: (field: FieldOf<Kind>) => readonly Blank[] };

const DATE: readonly Box[] = [{ boxes: 2, caption: "day" }, { boxes: 3, caption: "month" }, { boxes: 4, caption: "year" }];
const TIME: readonly Box[] = [{ boxes: 2, caption: "hours" }, { boxes: 2, caption: "minutes" }];
const LINES = { short: 1, long: 4 } as const;

const tick = (options: Readonly<Record<string, string>>): Blank => ({ kind: "options", options: Object.entries(options).map(([code, label]) => ({ code, label })) });

const BLANKS: Blanks = {
  text: ({ long }) => [{ kind: "lines", lines: long ? LINES.long : LINES.short }],
  integer: ({ possible: [, highest], unit }) => [{ kind: "boxes", groups: [{ boxes: String(highest).length, caption: "" }], unit: unit ?? null }],
  decimal: ({ unit }) => [{ kind: "number", unit: unit ?? null }],
  choice: ({ options }) => [tick(options)],
  coded: () => [{ kind: "lines", lines: LINES.short }],
  date: () => [{ kind: "boxes", groups: DATE, unit: null }],
  partialDate: () => [{ kind: "boxes", groups: DATE, unit: null }],
  time: () => [{ kind: "boxes", groups: TIME, unit: null }],
  dateTime: () => [{ kind: "boxes", groups: [...DATE, ...TIME], unit: null }],
  quantity: ({ units }) => {
    const says = Object.entries(units).map(([code, unit]) => [code, unit.says] as const);
    return says.length === 1 ? [{ kind: "number", unit: says[0]?.[1] ?? null }] : [{ kind: "number", unit: null }, tick(Object.fromEntries(says))];
  },
};

const blanksOf = <Kind extends FieldKind>(field: FieldOf<Kind>): readonly Blank[] => (BLANKS[field.kind as Kind] as (field: FieldOf<Kind>) => readonly Blank[])(field);

const DOMAIN = /\b([A-Z]{2}|SUPP[A-Z]{2})\.(?=[A-Z])/g;

/** The domains that a target names: "LB.LBORRES and LB.LBORRESU where LBTESTCD=PLAT" names LB. */
export const domainsIn = (sdtm: string): readonly string[] => [...new Set([...sdtm.matchAll(DOMAIN)].map(([, domain = ""]) => domain))];

function printedField(form: Form, name: string, field: AnyField): PrintedField {
  const { label, help, required, when, missing, says, criticality, sdtm } = field;
  return {
    name, label, help: help ?? null, expected: required ?? false, onlyWhen: when?.says(wordingOf(form)) ?? null, blanks: blanksOf(field),
    missing: (missing ?? []).map((code) => ({ code, label: MISSING_REASONS[code] })), accepts: says, criticality, sdtm,
  };
}

/** A form as it stands on paper, straight from its definition. */
export function printedForm(form: Form): PrintedForm {
  const { id, title, version, repeats } = form;
  const sections = sectionsOf(form).map((section) => ({ title: section.title, fields: section.fields.flatMap((name) => (form.fields[name] ? [printedField(form, name, form.fields[name])] : [])) }));
  return { id, title, version, repeats, ofSystem: form.source === "system", sections, domains: [...new Set(Object.values(form.fields).flatMap(({ sdtm }) => domainsIn(sdtm)))] };
}
