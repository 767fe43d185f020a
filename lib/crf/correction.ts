import type { Change } from "./changes";

/** A usual reason why a stored value is replaced, as the study lists it. */
export interface CorrectionReason {
  readonly code: string;
  readonly says: string;
  /** Says too little alone: it is chosen together with words. */
  readonly needsWords?: true;
}

/** A reason as somebody is giving it: one of the list, words, or both. */
export interface SaidReason {
  readonly code: string;
  readonly words: string;
}

/** Why values are corrected, as it is being said: one reason for all, or `each` its own by field. */
export interface Correction extends SaidReason {
  readonly each: boolean;
  readonly own: Readonly<Record<string, SaidReason>>;
}

export const NOTHING_SAID: Correction = { code: "", words: "", each: false, own: {} };

/** "Transcription error: report 4391 was read again"; null while it says too little. */
export function sayReason(reasons: readonly CorrectionReason[], { code, words }: SaidReason): string | null {
  const chosen = reasons.find((reason) => reason.code === code);
  const more = words.trim();
  if (chosen?.needsWords) return more || null;
  return [chosen?.says, more].filter(Boolean).join(": ") || null;
}

/** What a save carries of it: a reason for everything in it, and by field where that one does not fit. */
export interface Why {
  readonly reason: string | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/** The reason of one field; words for all are added to one that was chosen for it alone. */
function ownReason(reasons: readonly CorrectionReason[], { each, own, code, words }: Correction, field: string): string | null {
  if (!each) return sayReason(reasons, { code, words });
  const said = own[field] ?? { code: "", words: "" };
  const alone = sayReason(reasons, said);
  return alone === null ? null : sayReason(reasons, { code: said.code, words: [said.words.trim(), words.trim()].filter(Boolean).join("; ") });
}

/**
 * What the save is to carry, or the corrected fields that still want a reason. A first entry beside them has none: the reason
 * is then given for each corrected field, and not for the save.
 */
export function whyOf(reasons: readonly CorrectionReason[], changes: readonly Change[], said: Correction): { readonly why: Why } | { readonly wanting: readonly string[] } {
  const corrected = changes.filter(({ from }) => from !== null).map(({ field }) => [field, ownReason(reasons, said, field)] as const);
  const wanting = corrected.filter(([, reason]) => reason === null).map(([field]) => field);
  if (wanting.length > 0) return { wanting };
  const different = new Set(corrected.map(([, reason]) => reason));
  if (different.size <= 1 && corrected.length === changes.length) return { why: { reason: corrected[0]?.[1] ?? null, reasons: {} } };
  return { why: { reason: null, reasons: Object.fromEntries(corrected.map(([field, reason]) => [field, reason ?? ""])) } };
}

/** Chooses for one field; what nobody has chosen for yet gets the same, so that the first choice does for most. */
export function chooseFor(said: Correction, field: string, code: string, fields: readonly string[]): Correction {
  const blank = fields.filter((other) => (said.own[other]?.code ?? "") === "");
  return { ...said, own: { ...said.own, ...Object.fromEntries([...blank, field].map((each) => [each, { words: said.own[each]?.words ?? "", code }])) } };
}
