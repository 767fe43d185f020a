import { Button } from "@mantine/core";
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { useForm, useWatch } from "react-hook-form";
import { changesBetween, sameAnswer, type Change } from "@/lib/crf/changes";
import { applies } from "@/lib/crf/completeness";
import { sectionsOf, type Form } from "@/lib/crf/define-form";
import { answerSchema } from "@/lib/crf/answer-schema";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { StateIcon } from "@/app/_ui/state-icon";
import { FieldRow } from "./field-row";
import { ReasonDialog } from "./reason-dialog";
import { SignInAgain } from "./sign-in-again";
import { answersOf, typedAnswers, typedOf } from "./typed-answers";
import { useDraft, type DraftPlace } from "./use-draft";
import { useSaving, type Post, type Saved } from "./use-saving";

export type Recorded = Readonly<Record<string, unknown>>;

export interface Explained { readonly ruleId: string; readonly checked: Recorded; readonly text: string; readonly byName: string }

interface Props {
  readonly form: Form;
  /** As stored when the page was made; {} for a new row. */
  readonly stored: Recorded;
  readonly mayEdit: boolean;
  readonly typing: TypingContext;
  /** The checks of the study, run while typing: the same code that the server runs. */
  readonly checksFor: (answers: Recorded) => readonly FiredCheck[];
  readonly explained: readonly Explained[];
  readonly post: Post;
  readonly onSaved: (saved: Saved) => void;
  readonly tools: (field: string) => ReactNode;
  /** Drawn from what stands on the screen now, saved or not. */
  readonly live?: (answers: Recorded) => ReactNode;
  readonly saveLabel: string;
  /** Said until something is typed: what the form before this one came to. */
  readonly savedBefore?: string | null;
  readonly next?: ReactNode;
  /** Fields side by side under their labels: one log row on as few lines as it takes. */
  readonly compact?: boolean;
  readonly draft: DraftPlace;
}

/** One form, drawn from its definition. Half-filled always saves; an impossible value stays on the screen and is left out. */
export function CrfForm(props: Props) {
  const { form, mayEdit, typing, onSaved } = props;
  const [seen, setSeen] = useState(props.stored);
  const { control, reset, setValue, formState: { touchedFields } } = useForm({ defaultValues: typedAnswers(form, props.stored) });
  const typed = useWatch({ control }) as Recorded;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [explanations, setExplanations] = useState<Readonly<Record<string, string>>>({});
  const [asking, setAsking] = useState<readonly Change[] | null>(null);
  const saving = useSaving(props.post);

  const answers = useMemo(() => answersOf(form, typed, typing), [form, typed, typing]);
  const errors = useMemo(() => errorsOf(form, answers), [form, answers]);
  // After a dispute the base is what is stored now: saving again replaces it knowingly, with a reason.
  const changes = changesBetween({ ...seen, ...saving.disputed }, answers);
  const savable = changes.filter(({ field }) => errors[field] === undefined);
  const fired = useMemo(() => props.checksFor(answers), [answers, props]);
  const unsaved = changes.length > 0 || Object.values(explanations).some((text) => text.trim() !== "");
  const draft = useDraft(props.draft, unsaved && mayEdit ? Object.fromEntries(changes.map(({ field }) => [field, typed[field]])) : null,
    (kept) => Object.entries(kept).forEach(([name, value]) => form.fields[name] && setValue(name, value)));
  useLeaveWarning(unsaved && mayEdit);

  const finish = (saved: Saved | null) => {
    if (!saved) return;
    draft.forget();
    const kept = Object.keys(errors);
    setSeen(saved.answers);
    reset({ ...typedAnswers(form, saved.answers), ...Object.fromEntries(kept.map((name) => [name, typed[name]])) });
    setExplanations({});
    saving.say(`Saved ${new Date().toTimeString().slice(0, 8)}${kept.length > 0 ? `, ${kept.length} ${kept.length === 1 ? "value" : "values"} not saved` : ""}`);
    onSaved(saved);
  };
  const given = Object.entries(explanations).filter(([, text]) => text.trim() !== "").map(([ruleId, text]) => ({ ruleId, text }));
  const send = async (reason: string | null) => { setAsking(null); finish(await saving.send(savable, reason, given)); };
  const save = () => {
    setLeft(new Set(Object.keys(form.fields)));
    if (savable.length === 0 && given.length === 0) { saving.say(changes.length > 0 ? "Nothing saved: correct the value marked below." : "Nothing to save"); return; }
    const corrections = savable.filter(({ from }) => from !== null);
    if (corrections.length > 0) setAsking(corrections);
    else void send(null);
  };
  const take = (name: string) => setValue(name, typedOf(form.fields[name]!, saving.disputed[name] ?? null));
  const disputedNow = Object.keys(saving.disputed).filter((name) => !sameAnswer(answers[name], saving.disputed[name]));

  const row = (name: string) => {
    const field = form.fields[name]!;
    return (
      <FieldRow key={name} name={name} field={field} typed={typed[name]} answer={answers[name]}
        error={left.has(name) || touchedFields[name] ? errors[name] : undefined}
        checks={errors[name] === undefined ? fired.filter((check) => check.field === name) : []}
        explained={props.explained.filter(({ checked }) => Object.entries(checked).every(([on, value]) => sameAnswer(answers[on], value)))}
        explanations={explanations} disabled={!mayEdit}
        onChange={(value) => setValue(name, value)} onBlur={() => setLeft((before) => new Set([...before, name]))}
        onExplain={(ruleId, text) => setExplanations((before) => ({ ...before, [ruleId]: text }))}
        theirs={disputedNow.includes(name) ? { shown: field.show(saving.disputed[name]), take: () => take(name) } : undefined}
        tools={props.tools(name)} />
    );
  };
  return (
    <>
      <div className="form-body">
        <form className={props.compact ? "card form-compact" : "card"} noValidate onSubmit={(event) => { event.preventDefault(); save(); }} onKeyDown={(event) => handleKeys(event, save)} aria-label={form.title}>
          {sectionsOf(form).map(({ title, fields }) => {
            const shown = fields.filter((name) => applies(form, name, answers) || (answers[name] ?? null) !== null);
            return shown.length === 0 ? null : (
              <section key={title} className="form-section" aria-label={title}>
                <h2>{title}<span>{shown.filter((name) => (answers[name] ?? null) !== null).length} of {shown.length}</span></h2>
                {shown.map(row)}
              </section>
            );
          })}
        </form>
        {mayEdit && (
          <div className="save-bar">
            <span className="save-bar-state" role="status">{stateOf(saving.said ?? (props.savedBefore ? { tone: "saved", text: props.savedBefore } : null), unsaved, draft.restored)}</span>
            <span className="grow" />
            <Button onClick={save} loading={saving.busy} variant={props.next ? "default" : "filled"}>{props.saveLabel} <kbd aria-hidden>Alt S</kbd></Button>
            {props.next}
          </div>
        )}
      </div>
      {props.live?.(answers)}
      <ReasonDialog form={form} corrections={asking} onGiven={(reason) => void send(reason)} onClose={() => setAsking(null)} />
      <SignInAgain opened={saving.needsSignIn} onSignedIn={() => void saving.again().then(finish)} onClose={saving.signInLater} />
    </>
  );
}

function stateOf(said: ReturnType<typeof useSaving>["said"], unsaved: boolean, restored: boolean) {
  if (said?.tone === "refused") return <><StateIcon state="impossible" label="" /><span role="alert">{said.text}</span></>;
  if (unsaved) return <><StateIcon state="in_progress" label="" />{restored ? "Kept on this device, not saved yet" : "Not saved yet"}</>;
  return said ? <><StateIcon state="complete" label="" />{said.text}</> : <span className="dim">Nothing waits to be saved</span>;
}

function errorsOf(form: Form, answers: Recorded): Readonly<Record<string, string>> {
  const parsed = answerSchema(form).safeParse(answers);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]).reverse());
}

/** Enter moves on instead of sending; Alt S saves; Alt M states the first reason why a value is missing. */
function handleKeys(event: KeyboardEvent<HTMLFormElement>, save: () => void) {
  const target = event.target as HTMLElement;
  if (event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
  if (event.altKey && event.key.toLowerCase() === "m") { event.preventDefault(); target.closest(".form-row")?.querySelector<HTMLElement>("[data-missing]")?.click(); }
  if (event.key !== "Enter" || target.tagName === "TEXTAREA" || target.tagName === "BUTTON") return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-field]:not([disabled])")];
  const own = target.closest(".form-row")?.querySelector("[data-field]");
  fields[fields.findIndex((field) => field === own) + 1]?.focus();
}

/** The browser asks before it throws typing away. */
function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [active]);
}
