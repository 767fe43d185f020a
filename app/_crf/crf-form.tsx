import { useEffect, useMemo, useRef } from "react";
import { sameAnswer } from "@/lib/crf/changes";
import { applies } from "@/lib/crf/completeness";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import { sectionsOf, type Form } from "@/lib/crf/define-form";
import { isHidden, sayWhyHidden } from "@/lib/crf/why-hidden";
import type { CrfFormProps } from "./crf-form-props";
import { CrfRow, WithNotes } from "./crf-row";
import { hasSignedOut } from "./drafts/draft-keeper";
import { HintLine } from "./hint-line";
import { isGiven } from "./field-row";
import { FormContext, looksAt } from "./form-surroundings";
import { GhostRow } from "./ghost-row";
import { KeysOverlay, ReasonDialog, SignInAgain } from "./late-dialogs";
import { CLOSED, LeftOver, NO_PLACE } from "./left-over";
import { NOWHERE } from "./onwards";
import { proposedFor } from "@/lib/crf/proposal";
import { RemainingBlanks } from "./remaining-blanks";
import { SaveBar } from "./save-bar";
import { SaveState } from "./save-state";
import { useEarlyTyping } from "./use-early-typing";
import { useCrfForm, type Recorded } from "./use-crf-form";
import { useFormCommands } from "./use-form-commands";
import { useGoingOn } from "./use-going-on";
import { useSteady } from "./use-steady";

/** One form, drawn from its definition. Half-filled always saves; an impossible value stays on the screen and is left out. */
export function CrfForm(props: CrfFormProps) {
  const { form, mayEdit, saveLabel, savedBefore = null, onwards = NOWHERE, compact = false } = props;
  const going = useGoingOn(onwards);
  const state = useCrfForm({ ...props, onSaved: (saved, isDone) => { props.onSaved(saved, isDone); if (isDone) going.arrive(); } });
  const { answers, typed, fired, errors, acts, saving, unsaved, draft, connection } = state;
  const proposals = useMemo(() => (mayEdit && props.proposals ? proposedFor(props.proposals, answers) : {}), [props.proposals, mayEdit, answers]);
  const [body, bar] = [useRef<HTMLFormElement>(null), useRef<HTMLDivElement>(null)];
  const commands = useFormCommands({ body, bar, form, mayEdit, state, typing: props.typing, onwards, proposals, going, startsHere: savedBefore !== null });
  const press = useSteady({ save: commands.save, saveAndNext: commands.saveAndNext, showKeys: () => commands.showKeys(true) });
  const checksAt = useMemo(() => byField(fired), [fired]);
  const explained = useMemo(() => props.explained.filter(({ ruleId, checked }) => fired.some((check) => check.id === ruleId && sameAnswer(check.checked, checked))), [props.explained, fired]);
  useEarlyTyping(body);
  useLeaveWarning(unsaved);
  const isDrawn = (name: string) => props.only?.includes(name) ?? true;
  const row = (name: string) => {
    const checks = errors[name] === undefined ? checksAt[name] ?? NONE : NONE;
    return (
      <CrfRow
        key={name} name={name} props={props} acts={acts} typed={typed[name]} beside={typed[looksAt(form.fields[name]!) ?? ""]} answer={answers[name]} error={state.errorOf(name)} checks={checks} explained={checks.length > 0 ? explained : NONE}
        explanations={checks.length > 0 ? state.explanations : NOTHING} replies={props.queries?.[name] ? state.replies : NOTHING} proposal={proposals[name]} dispute={state.disputes.find(({ field }) => field === name)} isStray={isHidden(form, name, answers)}
      />
    );
  };
  const says = commands.hint ?? (mayEdit ? <SaveState {...{ saving, unsaved, draft, connection, savedBefore }} /> : null);
  return (
    <FormContext value={form}>
      <div className="form-body">
        <WithNotes of={props.notes} answers={answers}>
          <form ref={body} className={compact ? "card form-compact" : "card"} noValidate aria-label={form.title} onSubmit={(event) => { event.preventDefault(); commands.save(); }}>
            {sectionsOf(form).map(({ title, fields }, at) => {
              const shown = fields.filter((name) => isDrawn(name) && isShown(form, name, answers));
              const drawn = fields.filter((name) => shown.includes(name) || (isDrawn(name) && props.queries?.[name] !== undefined));
              return drawn.length === 0 ? null : (
                <section key={title} id={`section-${at + 1}`} className="form-section" aria-label={title}>
                  <h2>{title}<span>{shown.filter((name) => (answers[name] ?? null) !== null).length} of {shown.length}</span></h2>
                  {drawn.map((name) => shown.includes(name) ? row(name) : <Ghost key={name} name={name} props={props} state={state} />)}
                  {mayEdit && !props.compact && <RemainingBlanks form={form} fields={shown} of="this section" answers={answers} change={acts.change} />}
                </section>
              );
            })}
            <Gone props={props} state={state} />
            {mayEdit && !props.compact && sectionsOf(form).length > 1 && <RemainingBlanks form={form} fields={Object.keys(form.fields).filter((name) => isDrawn(name) && isShown(form, name, answers))} of="this form" answers={answers} change={acts.change} />}
            {mayEdit && !props.compact && <p className="form-blanks"><span><b className="form-required" aria-hidden>*</b> a value is required</span><span><b className="form-expected" aria-hidden>*</b> a value, or why there is none</span></p>}
            <p className="unseen" aria-live="polite">{state.voice}</p>
          </form>
        </WithNotes>
        <LeftOver typed={draft.leftOver} why={mayEdit ? NO_PLACE : props.closed ?? CLOSED} isNew={draft.wasSetAside} onDiscard={draft.discard} />
        {mayEdit && unsaved && <HintLine of="hint.save" />}
        <SaveBar bar={bar} mayEdit={mayEdit} says={says} busy={saving.busy} saveLabel={saveLabel} staysHere={compact} onwards={onwards}
          onSave={press.save} onSaveAndNext={press.saveAndNext} onKeys={press.showKeys} />
      </div>
      {props.live(answers)}
      <KeysOverlay opened={commands.keysShown} onClose={() => commands.showKeys(false)} />
      <ReasonDialog form={form} list={props.reasons} changes={state.asking} said={state.said} onSay={state.setSaid} undoes={props.undoes} onGiven={(why) => void state.send(why)} onClose={() => state.setAsking(null)} />
      <SignInAgain opened={saving.needsSignIn} onSignedIn={state.again} onClose={saving.signInLater} />
    </FormContext>
  );
}

const NONE: readonly never[] = [];
const NOTHING: Readonly<Record<string, string>> = {};

function byField(fired: readonly FiredCheck[]): Readonly<Record<string, readonly FiredCheck[]>> {
  const at: Record<string, FiredCheck[]> = {};
  for (const check of fired) (at[check.field] ??= []).push(check);
  return at;
}

const isShown = (form: Form, name: string, answers: Recorded): boolean => (applies(form, name, answers) && !isGiven(form.fields[name]!)) || (answers[name] ?? null) !== null;

interface PartProps { readonly props: CrfFormProps; readonly state: ReturnType<typeof useCrfForm> }

/** A field that is not asked now and has a query. */
function Ghost({ name, props, state }: PartProps & { readonly name: string }) {
  const label = props.form.fields[name]?.label ?? props.queries?.[name]?.[0]?.fieldLabel ?? name;
  const why = props.form.fields[name] ? sayWhyHidden(props.form, name, state.answers) ?? "It is filled by the system." : "This version of the form does not ask it any more.";
  return <GhostRow name={name} label={label} why={why} queries={props.queries?.[name] ?? []} mayEdit={props.mayEdit} replies={state.replies} onReply={state.acts.reply} tools={props.form.fields[name] ? props.tools(name) : null} />;
}

/** Queries about fields of an earlier version of the form. */
function Gone({ props, state }: PartProps) {
  const names = Object.keys(props.queries ?? {}).filter((name) => props.form.fields[name] === undefined);
  if (names.length === 0) return null;
  return <section className="form-section" aria-label="Asked before"><h2>Asked before</h2>{names.map((name) => <Ghost key={name} name={name} props={props} state={state} />)}</section>;
}

/** The browser asks before a form with unsaved typing is left; after signing out there is none. */
function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => { if (!hasSignedOut()) event.preventDefault(); };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [active]);
}
