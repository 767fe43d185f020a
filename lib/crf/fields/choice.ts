import { describeField, type Field, type FieldSpec } from "../field";

interface ChoiceSpec<Code extends string> extends FieldSpec {
  /** Code → label, in the order in which they are offered. */
  readonly options: Readonly<Record<Code, string>>;
  /** The coded field whose term says which of the codes it has, and what each means for it. */
  readonly offeredBy?: string;
}

export interface ChoiceField<Code extends string> extends Field<Code>, ChoiceSpec<Code> {
  readonly kind: "choice";
}

export function choice<const Code extends string>(spec: ChoiceSpec<Code>): ChoiceField<Code> {
  const codes = Object.keys(spec.options) as Code[];
  const labels = codes.map((code) => spec.options[code]).join(", ");
  const sameText = (typed: string, said: string) => typed.toLowerCase() === said.toLowerCase();
  return describeField(spec, {
    kind: "choice",
    fault: (answer) => (codes.some((code) => code === answer) ? null : `Choose one of: ${labels}.`),
    says: codes.map((code) => `${code} = ${spec.options[code]}`).join("; "),
    fromText: (typed) => codes.find((code) => sameText(typed, code)) ?? codes.find((code) => sameText(typed, spec.options[code])) ?? null,
    toText: (value) => spec.options[value],
    cells: (name, label) => [
      { header: name, label, cell: (value) => value },
      { header: `${name}_label`, label: `${label} (text)`, cell: (value) => spec.options[value] },
    ],
  });
}
