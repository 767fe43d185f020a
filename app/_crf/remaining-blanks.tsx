import { Button } from "@mantine/core";
import { memo, useDeferredValue, useState } from "react";
import type { Form } from "@/lib/crf/define-form";
import { isMissingAnswer, MISSING_REASONS, type MissingCode } from "@/lib/crf/missing";
import type { Recorded } from "./use-crf-form";

interface Props {
  readonly form: Form;
  /** The fields on the screen that this is about, and what the whole of them is called. */
  readonly fields: readonly string[];
  readonly of: string;
  readonly answers: Recorded;
  readonly change: (field: string, value: unknown) => void;
}

const CODES = Object.keys(MISSING_REASONS) as readonly MissingCode[];
const FEW = 2; // one blank has its own way beside the box

const standsAt = ({ answers }: Props, name: string): string => { const answer = answers[name] ?? null; return answer === null ? "" : isMissingAnswer(answer) ? answer.missing : "a value"; };
const sameBlanks = (one: Props, other: Props) => one.change === other.change && one.fields.join() === other.fields.join() && one.fields.every((name) => standsAt(one, name) === standsAt(other, name));

/** What is left blank is said to be missing in one act, for one reason, and taken back in one. It follows the typing; no key waits for it. */
export const RemainingBlanks = (props: Props) => <Blanks {...props} answers={useDeferredValue(props.answers)} />;

/** Which value stands in a field does not matter here: only whether one does. */
const Blanks = memo(function Blanks({ form, fields, of, answers, change }: Props) {
  const [done, setDone] = useState<{ readonly code: MissingCode; readonly fields: readonly string[] } | null>(null);
  const blank = fields.filter((name) => (answers[name] ?? null) === null);
  const offers = CODES.map((code) => ({ code, fields: blank.filter((name) => form.fields[name]?.missing?.includes(code)) })).filter((offer) => offer.fields.length >= FEW);
  const standing = done?.fields.filter((name) => { const answer = answers[name]; return isMissingAnswer(answer) && answer.missing === done.code; }) ?? [];
  const mark = (offer: NonNullable<typeof done>) => { offer.fields.forEach((name) => change(name, { missing: offer.code })); setDone(offer); };
  const undo = () => { standing.forEach((name) => change(name, "")); setDone(null); };
  if (offers.length === 0 && standing.length < FEW) return null;
  return (
    <p className="form-blanks" role="group" aria-label={`Blanks of ${of}`}>
      {done && standing.length >= FEW
        ? <><span role="status">{standing.length} blanks: {MISSING_REASONS[done.code]}.</span><Button size="compact-xs" variant="subtle" onClick={undo}>Undo all</Button></>
        : <><span>What is left blank in {of}:</span>{offers.map((offer) => <Button key={offer.code} size="compact-xs" variant="default" onClick={() => mark(offer)}>all {offer.fields.length} {MISSING_REASONS[offer.code]}</Button>)}</>}
    </p>
  );
}, sameBlanks);
