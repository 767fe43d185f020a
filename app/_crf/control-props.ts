import type { AnyField, FieldKind } from "@/lib/crf/any-field";

/** What every control of a field is given, whatever its kind. */
export interface ControlProps<Kind extends FieldKind> {
  readonly field: Extract<AnyField, { kind: Kind }>;
  readonly name: string;
  readonly value: unknown;
  /** As typed in the field that this one looks at (`looksAt`). */
  readonly beside: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly describedBy: string | undefined;
}
