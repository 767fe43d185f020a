import type { ReactNode } from "react";

/** A question about a field that somebody, or a check, asked and nobody has closed. */
export interface OpenQuery {
  readonly id: string;
  /** The check that asks; null when a person does. */
  readonly ruleId: string | null;
  readonly state: "open" | "answered";
  readonly fieldLabel: string;
  readonly question: string;
  /** "Mona Okafor, monitor · 3 d". */
  readonly askedBy: string;
  /** The last word after the question; null when there is none. */
  readonly lastWord: string | null;
  readonly mayAnswer: boolean;
  /** What a reader may do with it who does not fill the form: close, ask again; answer it where the form takes no more values. */
  readonly steps: ReactNode;
}
