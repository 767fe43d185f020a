/** What may be taken by a key where a box is blank, as the control holds it, and the grey words beside it. Never filled in by itself. */
export interface Proposal {
  readonly typed: unknown;
  readonly says: string;
}

/** By field. */
export type Proposals = Readonly<Record<string, Proposal>>;

/** Everything that may be proposed on one form, and what of it only for certain answers. Data, so that the page can send it. */
export interface ProposalSet {
  readonly always: Proposals;
  readonly when: readonly { readonly field: string; readonly answer: string; readonly then: Proposals }[];
}

/** As names are compared: capitals and spaces around do not tell two apart. */
export const sameWords = (text: string): string => text.trim().toLowerCase();

/** What is proposed beside the answers as they stand. */
export function proposedFor({ always, when }: ProposalSet, answers: Readonly<Record<string, unknown>>): Proposals {
  const holding = when.filter(({ field, answer }) => { const given = answers[field]; return typeof given === "string" && sameWords(given) === sameWords(answer); });
  return Object.assign({}, always, ...holding.map(({ then }) => then)) as Proposals;
}
