"use client"; // a page is sent which state, once in its HTML and once for the browser, and not its drawing twice
import { DRAWINGS, type State } from "./state-drawings";

/** A state drawn at 16 × 16. It names itself; pass `label` to say more, or `label=""` when the words already stand beside it. */
export function StateIcon({ state, label, small = false }: { readonly state: State; readonly label?: string; readonly small?: boolean }) {
  const { says, tone, draw } = DRAWINGS[state];
  const name = label ?? says;
  return (
    <svg className={`icon tone-${tone}${small ? " icon-small" : ""}`} viewBox="0 0 16 16" {...(name ? { role: "img", "aria-label": name } : { "aria-hidden": true })}>
      {draw}
    </svg>
  );
}

/** The drawings of these states, once on a page that shows them many times; it goes with `StateMark`. */
export const StateDrawings = ({ of }: { readonly of: readonly State[] }) => (
  <svg className="unseen" aria-hidden="true">{of.map((state) => <symbol key={state} id={`state-${state}`} viewBox="0 0 16 16">{DRAWINGS[state].draw}</symbol>)}</svg>
);

/** A state as `StateIcon` draws it, without a name of its own, from `StateDrawings` on the same page: a tenth of the bytes. */
export const StateMark = ({ state }: { readonly state: State }) =>
  <svg className={`icon tone-${DRAWINGS[state].tone}`} aria-hidden="true"><use href={`#state-${state}`} /></svg>;

/** Number of questions on a state's upper right: filled when any is open, outlined when all are answered; nothing when there are none. */
export function QuestionCount({ open, answered }: { readonly open: number; readonly answered: number }) {
  if (open + answered === 0) return null;
  return open > 0
    ? <span className="question"><span aria-hidden="true">{open}</span><span className="unseen">{open} open</span></span>
    : <span className="question question-answered"><span aria-hidden="true">{answered}</span><span className="unseen">{answered} answered</span></span>;
}
