import type { AnyField, FieldKind } from "./any-field";

type FieldOf<Kind extends FieldKind> = Extract<AnyField, { kind: Kind }>;
type Examples = { readonly [Kind in FieldKind]: (field: FieldOf<Kind>) => unknown };

const EXAMPLES: Examples = {
  text: () => "a few words",
  integer: ({ possible: [lowest] }) => lowest,
  decimal: ({ possible: [lowest] }) => String(lowest),
  choice: ({ options }) => Object.keys(options)[0],
  coded: ({ dictionary }) => ({ term: "Nausea", group: "Gastrointestinal disorders", levels: ["1", "2", "3"], dictionary }),
  date: () => "2024-09-12",
  partialDate: () => "2024-09",
  time: () => "09:00",
  dateTime: () => "2024-09-12T09:00",
  quantity: ({ units }) => Object.entries(units).slice(0, 1).map(([unit, { possible: [lowest] }]) => ({ value: String(lowest), unit }))[0],
};

/** A value that the field could store, for examples. */
export const exampleAnswer = <Kind extends FieldKind>(field: FieldOf<Kind>): unknown => (EXAMPLES[field.kind as Kind] as (field: FieldOf<Kind>) => unknown)(field);
