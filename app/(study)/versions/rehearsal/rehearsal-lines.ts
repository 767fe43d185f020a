import type { PatientRehearsal } from "@/lib/study/rehearse/rehearse-patient";
import type { RehearsalPart } from "@/lib/study/rehearse/say-rehearsal";

/** What would change for one patient, counted. */
export interface RehearsedLine {
  readonly number: string;
  readonly from: string;
  readonly doses: readonly string[];
  readonly visits: number;
  readonly moved: number;
  readonly kept: number;
  readonly questions: number;
  readonly lost: number;
  readonly asks: number;
  readonly falls: number;
}

/** What comes over the line while a rehearsal runs: how far it is, in the end the report, or why there is none. */
export type RehearsalNews =
  | { readonly kind: "progress"; readonly done: number; readonly of: number }
  | { readonly kind: "report"; readonly source: string; readonly supposed: string; readonly parts: readonly RehearsalPart[]; readonly steps: readonly string[]; readonly patients: readonly RehearsedLine[] }
  | { readonly kind: "failed"; readonly says: string };

const lineOf = ({ number, from, doses, visits, moves, kept, opens, falls }: PatientRehearsal): RehearsedLine => ({
  number, from, visits: visits.length, kept, asks: opens.length, falls: falls.length,
  doses: [...new Set(doses.map(({ drug }) => drug))],
  moved: moves.filter(({ begun }) => begun).length, questions: moves.reduce((sum, { asked }) => sum + asked.length, 0), lost: moves.reduce((sum, { lost }) => sum + lost.length, 0),
});

/** A line for each patient for whom anything would change. */
export const linesOf = (patients: readonly PatientRehearsal[]): readonly RehearsedLine[] =>
  patients.map(lineOf).filter(({ doses, visits, moved, kept, questions, lost, asks, falls }) => doses.length + visits + moved + kept + questions + lost + asks + falls > 0);
