import type { AnyField } from "@/lib/crf/any-field";
import type { CodedTerm } from "@/lib/crf/coded-term";
import { sectionsOf, type Form } from "@/lib/crf/define-form";
import { isMissingAnswer } from "@/lib/crf/missing";
import { rememberedOf } from "@/lib/kernel/remembered-of";
import { cellOf } from "../../cut-record";
import { codeListOid, formOid, itemOid, sectionOid } from "@/lib/study/odm-oids";

/** As ODM names them; `float` is decimal text of any precision in 1.3.2, and `decimal` in 2.0. Seconds are never invented: hence the partial types. */
export type OdmType = "integer" | "float" | "text" | "date" | "partialDate" | "partialTime" | "partialDatetime";

/** A field of a form, or the part of one that needs an item of its own. */
export interface OdmItem {
  readonly oid: string;
  readonly name: string;
  readonly field: string;
  readonly definition: AnyField;
  readonly label: string;
  readonly type: OdmType;
  readonly codeList?: { readonly oid: string; readonly terms: Readonly<Record<string, string>> };
  /** The item that holds the unit, or of which this is the unit. ODM 1.3.2 has units beside the value instead. */
  readonly unitItem?: string;
  readonly isUnit?: true;
  readonly text: (value: never) => string;
}

/** What an item holds after an answer: a value of its type, text that has not its type, a reason why there is none, or nothing. */
export type OdmValue =
  | { readonly is: "value"; readonly text: string; readonly unit: string | null }
  | { readonly is: "other"; readonly text: string }
  | { readonly is: "missing"; readonly reason: string }
  | { readonly is: "blank" };

export interface OdmSection { readonly oid: string; readonly title: string; readonly items: readonly OdmItem[] }
export interface OdmForm { readonly oid: string; readonly form: Form; readonly sections: readonly OdmSection[] }

const TYPES = { text: "text", choice: "text", coded: "text", integer: "integer", decimal: "float", quantity: "float", date: "date", partialDate: "partialDate", time: "partialTime", dateTime: "partialDatetime" } as const satisfies Record<AnyField["kind"], OdmType>;

function itemsOf(form: Form, name: string): readonly OdmItem[] {
  const field = form.fields[name];
  if (field === undefined) return [];
  const part = (ending: string, label: string, text: (value: never) => string, more: Partial<OdmItem> = {}): OdmItem =>
    ({ oid: itemOid(form, `${name}${ending}`), name: `${name}${ending}`, field: name, definition: field, label, type: ending === "" ? TYPES[field.kind] : "text", text, ...more });
  const list = (ending: string, terms: Readonly<Record<string, string>>) => ({ codeList: { oid: codeListOid(form, `${name}${ending}`), terms } });

  if (field.kind === "choice") return [part("", field.label, String, list("", field.options))];
  if (field.kind === "quantity") {
    const units = Object.fromEntries(Object.entries(field.units).map(([code, { says }]) => [code, says]));
    const [value, unit] = [({ value: number }: { value: string }) => number, ({ unit: code }: { unit: string }) => code];
    return [part("", field.label, value, { unitItem: itemOid(form, `${name}_unit`) }), part("_unit", `${field.label} (unit)`, unit, { isUnit: true, ...list("_unit", units) })];
  }
  if (field.kind === "coded") {
    return [
      part("", field.label, ({ term }: CodedTerm) => term), part("_group", `${field.label} (group)`, ({ group }: CodedTerm) => group),
      part("_dictionary", `${field.label} (dictionary)`, ({ dictionary }: CodedTerm) => dictionary), part("_levels", `${field.label} (grades that the term has)`, ({ levels }: CodedTerm) => levels.join(" ")),
    ];
  }
  return [part("", field.label, String)];
}

/** A form as ODM sees it: its headings are groups of items. Made once per form. */
export const odmForm = rememberedOf((form: Form): OdmForm => ({
  oid: formOid(form), form,
  sections: sectionsOf(form).map(({ title, fields }, place) => ({ oid: sectionOid(form, place), title, items: fields.flatMap((name) => itemsOf(form, name)) })),
}));

const unitOf = (answer: unknown): string | null => (typeof answer === "object" && answer !== null && "unit" in answer ? String(answer.unit) : null);

/** What stands in the item. An answer that its own field would refuse is kept as text, in the field's first item. */
export function odmValue(item: OdmItem, answer: unknown): OdmValue {
  if (answer === null || answer === undefined) return { is: "blank" };
  const isFirst = item.name === item.field;
  if (isMissingAnswer(answer)) return isFirst ? { is: "missing", reason: answer.missing } : { is: "blank" };
  if (item.definition.fault(answer) !== null) return isFirst ? { is: "other", text: cellOf(answer) } : { is: "blank" };
  return { is: "value", text: item.text(answer as never), unit: item.unitItem === undefined ? null : unitOf(answer) };
}
