import { createContext, memo, useContext, useDeferredValue, useMemo, type ReactNode } from "react";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import type { Proposal } from "@/lib/crf/proposal";
import { BesideField } from "./beside-field";
import type { CrfFormProps, Explained } from "./crf-form-props";
import { FieldRow, isGiven } from "./field-row";
import type { useCrfForm, Recorded } from "./use-crf-form";

type State = ReturnType<typeof useCrfForm>;

interface Props {
  readonly name: string;
  readonly props: CrfFormProps;
  readonly acts: State["acts"];
  readonly typed: unknown;
  readonly beside: unknown;
  readonly answer: unknown;
  readonly error: string | undefined;
  readonly checks: readonly FiredCheck[];
  readonly explained: readonly Explained[];
  readonly explanations: State["explanations"];
  readonly replies: State["replies"];
  readonly proposal: Proposal | undefined;
  readonly dispute: State["disputes"][number] | undefined;
  readonly isStray: boolean;
}

/** One field of a form, drawn again only when something of its own has changed: a key draws the row it is typed in and no other. */
export const CrfRow = memo(function CrfRow({ name, props, acts, typed, proposal, dispute, ...own }: Props) {
  const field = props.form.fields[name]!;
  const change = (value: unknown) => acts.change(name, value);
  const known = <NoteOf name={name} otherwise={isGiven(field) ? field.show(own.answer) : null} />;
  const note = isGiven(field) || !props.mayEdit ? known : <>{known}<BesideField field={field} typed={typed} typing={props.typing} proposal={proposal} onChange={change} /></>;
  return (
    <FieldRow
      {...own} name={name} field={field} typed={typed} disabled={!props.mayEdit} tools={props.tools(name)} note={note} queries={props.queries?.[name] ?? NONE}
      onChange={change} onBlur={() => acts.leave(name)} onExplain={acts.explain} onReply={acts.reply}
      theirs={dispute && { shown: field.show(dispute.stored), by: dispute.by, take: () => acts.take(name) }}
    />
  );
});

const NONE: readonly never[] = [];

type Notes = Readonly<Record<string, ReactNode>>;
const NotesContext = createContext<Notes>({});
const NoteOf = ({ name, otherwise }: { readonly name: string; readonly otherwise: ReactNode }) => useContext(NotesContext)[name] ?? otherwise;

/** What is known of single answers, worked out after they are drawn: no key waits for it. */
export function WithNotes({ of, answers, children }: { readonly of: ((answers: Recorded) => Notes) | undefined; readonly answers: Recorded; readonly children: ReactNode }) {
  const drawn = useDeferredValue(answers);
  const notes = useMemo(() => of?.(drawn) ?? {}, [of, drawn]);
  return <NotesContext value={notes}>{children}</NotesContext>;
}
