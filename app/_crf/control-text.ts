import type { AnyField, FieldKind } from "@/lib/crf/any-field";
import type { ControlProps } from "./control-props";

/** What no kind changes. */
export interface AnyControlProps extends Omit<ControlProps<FieldKind>, "field"> { readonly field: Pick<AnyField, "required"> }

export const textOf = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");

/** The kit gives its inputs an aria-describedby of its own, or none, whatever it is told; so what describes a field is put on it by hand. */
export const describedByRef = (describedBy: string | undefined) => (control: HTMLElement | null): void => { if (describedBy) control?.setAttribute("aria-describedby", describedBy); };

export const ariaOf = ({ name, describedBy, field }: AnyControlProps) => ({ id: name, "data-field": name, ref: describedByRef(describedBy), "aria-required": field.required ?? false });
