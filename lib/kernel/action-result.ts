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

/** For a request whose outcome stays open: it may be stored or not, and nothing typed is lost. */
export const UNREACHED = "Not known whether this was saved: the server could not be reached. Everything you typed is still here. Send it again; it happens once at most.";
/** While it is being asked what became of it. */
export const CHECKING = "Checking whether this was saved …";

const TROUBLE: ReadonlySet<RefusalCode> = new Set(["busy", "record_held", "database_away", "storage_full"]);

/**
 * Whether it is still open if a request was carried out: no answer (null), or the server's own "not known". Once open, trouble
 * of the server does not settle it: that answer is about the asking, not about what was asked before.
 */
export function isOpen(result: ActionResult<unknown> | null, wasOpen: boolean): boolean {
  if (result === null) return true;
  if (result.ok || result.fault.kind === "invalid") return false;
  if (result.fault.kind === "unexpected") return wasOpen;
  return result.fault.code === "outcome_unknown" || (wasOpen && TROUBLE.has(result.fault.code));
}
