import type { FormLine } from "./visit-line";

/** What somebody would do next at a visit, in words and with the way there. */
export interface NextAct {
  readonly says: string;
  readonly href: string;
}

export interface ActingAs {
  readonly mayEnter: boolean;
  readonly maySign: boolean;
  readonly mayVerify: boolean;
  readonly mayClose: boolean;
}

/** The first that applies: a question to answer or to judge, a form to fill in, what is complete to verify or to sign. Null: nothing of theirs is left here. */
export function nextAct(lines: readonly FormLine[], { mayEnter, maySign, mayVerify, mayClose }: ActingAs, number: string): NextAct | null {
  const called = lines.filter(({ ifDone }) => !ifDone);
  const first = (holds: (line: FormLine) => boolean) => called.find(holds);
  const act = (verb: string, line: FormLine | undefined): NextAct | null => (line ? { says: `${verb} ${line.title}`, href: line.href } : null);
  const options = [
    mayEnter ? act("Go on with", first(({ state }) => state === "in_progress")) : null,
    mayEnter ? act("Enter", first(({ state }) => state === "not_started")) : null,
    mayEnter ? act("Answer the query in", first(({ open }) => open > 0)) : null,
    mayClose ? act("Judge the answer in", first(({ answered }) => answered > 0)) : null,
    mayVerify ? act("Verify", first(({ state }) => state === "complete")) : null,
    maySign && called.length > 0 && called.every(({ state }) => ["complete", "verified", "not_done", "signed"].includes(state)) && called.some(({ state }) => state !== "signed" && state !== "not_done")
      ? { says: "Sign the visit", href: `/signatures?patient=${number}` } : null,
  ];
  return options.find((option) => option !== null) ?? null;
}

