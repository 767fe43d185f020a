/** The part of a casebook that is asked for: a visit, a form, or (both null) all of it. */
export interface Within {
  readonly visitId: string | null;
  readonly entryId: string | null;
}

export const WHOLE_CASEBOOK: Within = { visitId: null, entryId: null };

/** Whether something that hangs on a visit, a form or neither lies in the part; `ctx.lock_blockers` asks the same of what it finds. */
export const isInside = ({ visitId, entryId }: Within) => (thing: { readonly visitId: string | null; readonly entryId: string | null }): boolean =>
  entryId !== null ? thing.entryId === entryId : visitId === null || thing.visitId === visitId;
