import type { AnyField, FieldKind } from "@/lib/crf/any-field";
import type { ControlProps } from "./control-props";

/** What no kind changes. */
export interface AnyControlProps extends Omit<ControlProps<FieldKind>, "field"> { readonly field: Pick<AnyField, "required"> }

export const textOf = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");

export const ariaOf = ({ name, describedBy, field }: AnyControlProps) => ({ id: name, "data-field": name, "aria-describedby": describedBy, "aria-required": field.required ?? false });
