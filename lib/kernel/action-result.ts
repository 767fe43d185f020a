import type { RefusalCode } from "./refusal";

export interface FieldIssue {
  readonly field: string;
  readonly message: string;
}

export type Fault =
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly message: string; readonly details?: unknown }
  | { readonly kind: "invalid"; readonly issues: readonly FieldIssue[] }
  | { readonly kind: "unexpected"; readonly reference: string };

export type ActionResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** A fault in one sentence, for a form that has no field to put it at. */
export function sayFault(fault: Fault): string {
  if (fault.kind === "refused") return fault.message;
  if (fault.kind === "invalid") return fault.issues.map(({ message }) => message).join(" ");
  return `This did not work and nothing was changed. Quote ${fault.reference} when you report it.`;
}

/** For a save that never reached an answer: nothing is known to be stored, and nothing typed is lost. */
export const UNREACHED = "Not saved: the server could not be reached. Everything you typed is still here.";
