import { Button } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import type { AnyField } from "@/lib/crf/any-field";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import { sayIdentifying } from "@/lib/crf/identifying-text";
import { isMissingAnswer } from "@/lib/crf/missing";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { deviceClock } from "./device-clock";
import type { Hint } from "@/lib/kernel/guidance";
import { FieldControl } from "./field-control";
import { HintLine } from "./hint-line";
import { MissingChoice, MissingValue } from "./missing-value";
import type { OpenQuery } from "./open-query";
import { QueryAtField } from "./query-at-field";
import { SoftCheck } from "./soft-check";

export interface RowProps {
  readonly name: string;
  readonly field: AnyField;
  readonly typed: unknown;
  /** As typed in the field that this one looks at. */
  readonly beside: unknown;
  /** As it would be stored; text that cannot be read stays text. */
  readonly answer: unknown;
  readonly error: string | undefined;
  readonly checks: readonly FiredCheck[];
  readonly explained: readonly { readonly ruleId: string; readonly text: string; readonly byName: string }[];
  readonly explanations: Readonly<Record<string, string>>;
  readonly queries: readonly OpenQuery[];
  readonly replies: Readonly<Record<string, string>>;
  /** The field is not asked any more and still holds an answer. */
  readonly isStray: boolean;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly onExplain: (ruleId: string, text: string) => void;
  readonly onReply: (queryId: string, text: string) => void;
  /** Somebody else's value for this field, when both were changed. */
  readonly theirs?: { readonly shown: string; readonly by: { readonly name: string; readonly at: string } | undefined; readonly take: () => void } | undefined;
  readonly tools: ReactNode;
  /** What follows from the answer alone, beside it. */
  readonly note?: ReactNode;
}

export function FieldRow(props: RowProps) {
  const { name, field, typed, answer, error, disabled } = props;
  const messageId = `${name}-message`;
  const identifying = !disabled && field.kind === "text" && typeof typed === "string" ? sayIdentifying(typed) : null;
  const hasMessage = error !== undefined || props.checks.length + props.queries.length > 0 || props.theirs !== undefined || identifying !== null || (props.isStray && !disabled);
  const onChange = useKeptFocus(name, typed, props.onChange);
  const hint = disabled ? null : hintAt(props);
  return (
    <div className="form-row" id={`row-${name}`}>
      <label className="form-label" id={`${name}-label`} htmlFor={name} title={field.help}>
        {field.label}<Needed field={field} />
      </label>
      <div className="form-control">
        {isGiven(field) ? <span className="form-given" id={name} tabIndex={-1}>{props.note ?? field.show(answer)}</span> : isMissingAnswer(typed)
          ? <MissingValue {...{ name, field, disabled, onChange }} missing={typed} />
          : (
            <>
              <FieldControl {...{ name, field, disabled, onChange }} value={typed} beside={props.beside} onBlur={props.onBlur} invalid={error !== undefined} describedBy={[hasMessage && messageId, `${name}-beside`, field.help && `${name}-help`].filter(Boolean).join(" ")} />
              <Beside name={name} field={field} typed={typed} answer={answer} readable={error === undefined} />
              {props.note}
              {!disabled && field.missing && isBlank(answer) && <MissingChoice {...{ name, field, onChange }} />}
            </>
          )}
        {field.help && <span className="unseen" id={`${name}-help`}>{field.help}</span>}
      </div>
      <div className="form-tools">{props.tools}</div>
      {hasMessage && (
        <div id={messageId} className="form-messages">
          <Messages {...props} />
          {props.isStray && !disabled && <p className="form-clear"><Button size="compact-sm" variant="default" data-clear="" onClick={() => onChange("")}>Clear {field.show(answer) || "it"}</Button><span className="form-hint">The save asks for the reason, and the trail keeps both.</span></p>}
          {identifying && <Identifying says={identifying} />}
        </div>
      )}
      {hint && <HintLine of={hint} />}
    </div>
  );
}

/** What a newcomer may ask at this row: what a question is, or what stands after "stored as". */
function hintAt({ checks, field, typed, answer, error }: RowProps): Hint | null {
  if (checks.length > 0) return "hint.check";
  const echoes = /date|time/i.test(field.kind) && typeof typed === "string" && error === undefined && !isBlank(answer) && field.show(answer) !== typed;
  return echoes ? "hint.echo" : null;
}

/** Red: the form is not complete without a value. Amber: without a value, or the reason why there is none. */
function Needed({ field }: { readonly field: AnyField }) {
  if (!field.required) return null;
  return field.missing ? <span className="form-expected" title="Expected: a value, or why there is none" aria-hidden> *</span> : <span className="form-required" title="Required: a value" aria-hidden> *</span>;
}

/** A box and the reason why it has no value take each other's place: the hand that did it stays in the row. */
function useKeptFocus(name: string, typed: unknown, onChange: (value: unknown) => void) {
  const wasMoved = useRef(false);
  useEffect(() => {
    if (!wasMoved.current) return;
    wasMoved.current = false;
    document.getElementById(name)?.focus();
  }, [name, typed]);
  return (value: unknown) => {
    wasMoved.current = isMissingAnswer(value) || (isMissingAnswer(typed) && value === "");
    onChange(value);
  };
}

/** Filled by an act: shown, and typed by nobody. */
export const isGiven = (field: AnyField): boolean => field.kind === "text" && field.given === true;

const isBlank = (answer: unknown) => answer === null || answer === undefined;

function Messages({ error, checks, explained, explanations, queries, replies, disabled, theirs, onExplain, onReply }: RowProps) {
  const asked = queries.filter(({ ruleId }) => ruleId === null || !checks.some(({ id }) => id === ruleId));
  return (
    <>
      {theirs && (
        <div className="form-message form-message-hard" role="alert">
          <StateIcon state="impossible" />
          <div>
            <p><b>{theirs.by ? `${theirs.by.name} stored` : "Somebody else stored"} {theirs.shown || "a blank"}{theirs.by ? `, ${deviceClock(Date.parse(theirs.by.at))},` : ""} while you were typing.</b> Yours is kept in the box; saving again replaces theirs, with a reason.</p>
            <Button size="compact-sm" variant="default" data-theirs="" onClick={theirs.take}>Take {theirs.shown || "the blank"}</Button>
          </div>
        </div>
      )}
      {error !== undefined && (
        <div className="form-message form-message-hard" role="alert"><StateIcon state="impossible" /><div><p><b>Not stored.</b> {error} It is kept on the screen and not saved: correct it, or clear the box.</p></div></div>
      )}
      {checks.map((check) => (
        <SoftCheck key={check.id} check={check} disabled={disabled} given={explained.find(({ ruleId }) => ruleId === check.id)} query={queries.find(({ ruleId }) => ruleId === check.id)}
          text={explanations[check.id] ?? ""} onExplain={(text) => onExplain(check.id, text)} />
      ))}
      {asked.map((query) => <QueryAtField key={query.id} query={query} mayEdit={!disabled} reply={replies[query.id] ?? ""} onReply={(text) => onReply(query.id, text)} />)}
    </>
  );
}

/** Quiet, and nothing is held up: the one who types knows whether it is so. */
const Identifying = ({ says }: { readonly says: string }) => (
  <div className="form-message form-message-soft" role="status"><StateIcon state="overdue" label="" /><div><p>{says} It can be saved as it is.</p></div></div>
);

/** What stands to the right of the control: unit, accepted range, and the value as it will be stored when that reads differently. */
function Beside({ name, field, typed, answer, readable }: { name: string; field: AnyField; typed: unknown; answer: unknown; readable: boolean }) {
  const unit = "unit" in field && typeof field.unit === "string" ? field.unit : null;
  const shown = readable && !isBlank(answer) && typeof typed === "string" && /date|time/i.test(field.kind) ? field.show(answer) : "";
  return (
    <span id={`${name}-beside`} className="form-beside">
      {unit && <span className="form-unit">{unit}</span>}
      {shown !== "" && shown !== typed && <span className="form-echo">stored as <b>{shown}</b></span>}
    </span>
  );
}
