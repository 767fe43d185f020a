import type { ReactNode } from "react";
import type { CorrectionReason } from "@/lib/crf/correction";
import type { ProposalSet } from "@/lib/crf/proposal";
import type { Onwards } from "./onwards";
import type { OpenQuery } from "./open-query";
import type { CrfFormState, Recorded } from "./use-crf-form";

export interface Explained { readonly ruleId: string; readonly checked: Recorded; readonly text: string; readonly byName: string }

export interface CrfFormProps extends CrfFormState {
  readonly explained: readonly Explained[];
  /** The study's usual reasons for a correction; what else a save of these fields would undo, in a sentence. */
  readonly reasons: readonly CorrectionReason[];
  readonly undoes?: (fields: readonly string[]) => string | null;
  /** Not closed, by field; also on fields that are not asked now. */
  readonly queries?: Readonly<Record<string, readonly OpenQuery[]>>;
  readonly tools: (field: string) => ReactNode;
  /** Drawn from what stands on the screen now, saved or not. */
  readonly live: (answers: Recorded) => ReactNode;
  /** What is known of single answers, such as a flag, to stand beside them by field name. */
  readonly notes?: (answers: Recorded) => Readonly<Record<string, ReactNode>>;
  /** What a key may put into a blank box; nothing is put there by itself. */
  readonly proposals?: ProposalSet;
  /** The forms around this one. */
  readonly onwards?: Onwards;
  readonly saveLabel: string;
  /** Said until something is typed: what the form before this one came to. */
  readonly savedBefore?: string | null;
  /** Why the form takes no entries and what to do with what was typed in it, in a sentence or two. */
  readonly closed?: string;
  /** Only these fields are drawn; the others stand as they are stored, and checks and conditions look at them. */
  readonly only?: readonly string[] | undefined;
  /** Fields side by side under their labels: one log row on as few lines as it takes. */
  readonly compact?: boolean;
}
