/** One form as a person types it: a form of a visit, or (visit null) a row of a log. */
export interface TypedForm {
  readonly visit: string | null;
  readonly formId: string;
  readonly answers: Readonly<Record<string, unknown>>;
  /** Given at entry to a check that asks. What is not explained becomes a query. */
  readonly explanations?: readonly { readonly ruleId: string; readonly text: string }[];
}

/** A visit that did not take place. */
export interface VisitNotDone {
  readonly visit: string;
  readonly reason: string;
}

export const typed = (visit: string | null, formId: string, answers: TypedForm["answers"], explanations: TypedForm["explanations"] = []): TypedForm =>
  ({ visit, formId, answers, explanations });

export const notDone = { missing: "not_done" } as const;
export const unknown = { missing: "unknown" } as const;
export const notApplicable = { missing: "not_applicable" } as const;
