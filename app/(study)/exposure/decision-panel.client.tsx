"use client";
import { Textarea } from "@mantine/core";
import { TextLink } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import type { DrawnRow } from "./drawn-row";
import { VERDICT_GIVEN, VERDICT_WORDS } from "./exposure-words";
import { isReady, SignVerdicts, type Draft, type ReadyVerdict } from "./sign-verdicts.client";

const CHOICES: readonly ExposureVerdict[] = ["inhibitor_exposure", "not_an_inhibitor", "need_more_information"];

interface Props {
  readonly row: DrawnRow;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly ready: readonly ReadyVerdict[];
  readonly onNext: (() => void) | null;
  readonly onSigned: (entryIds: readonly string[]) => void;
}

/** Why a medication is on the board, what each verdict would do, what was decided before, and the decision with its reason. */
export function DecisionPanel(props: Props) {
  const { row } = props;
  return (
    <div>
      <section>
        <h3>Why it is here</h3>
        {row.reasons.map((reason) => <p key={reason} className="muted">{reason}</p>)}
        {row.courses.map(({ course, infusionHours }) => infusionHours > 0 && <p key={course} className="muted">{row.courses.length > 1 ? `Course ${course}: the` : "The"} infusion ran {infusionHours} h on these days.</p>)}
        {row.queries.map(({ id, state, question }) => <p key={id}><TextLink href={`/queries/${id}`}>{state === "open" ? "Asked" : "Answered"}</TextLink>: {question}</p>)}
      </section>
      <section>
        <h3>If it is an exposure</h3>
        <p className="muted">{row.ifExposure}</p>
        <h3>If it is none</h3>
        <p className="muted">{row.ifNot}</p>
        <Before row={row} />
      </section>
      {row.mayDecide ? <Decide {...props} /> : <section><h3>Who decides</h3><p className="muted">A monitor of the site, with a reason; not while the record is locked.</p></section>}
    </div>
  );
}

function Before({ row }: { readonly row: DrawnRow }) {
  if (row.verdicts.length === 0) return null;
  return (
    <>
      <h3>Before</h3>
      {row.reopened && <p><b>Re-opened.</b> {row.reopened.length > 0 ? row.reopened.join(". ") : "The rules or the window moved; the row did not"}.</p>}
      {row.verdicts.map(({ verdict, reason, byName, at, signed }) => <p key={at} className="muted"><b>{VERDICT_GIVEN[verdict]}</b>, {signed ? "signed by " : ""}{byName}, {sayInstant(at, row.timeZone)}: {reason}</p>)}
    </>
  );
}

function Decide({ row, draft, onDraft, ready, onNext, onSigned }: Props) {
  const { verdict, reason } = draft;
  return (
    <SignVerdicts ready={ready} onNext={onNext} onSigned={onSigned} missing={isReady(draft) ? null : verdict === null ? "Choose a verdict and say why." : "Say why."}>
      <h3>Verdict</h3>
      <div className="exposure-verdicts" role="radiogroup" aria-label="Verdict">
        {CHOICES.map((choice, at) => (
          <label key={choice} className="button" data-chosen={verdict === choice || undefined}>
            <input type="radio" className="unseen" name={`verdict-${row.entryId}`} checked={verdict === choice} onChange={() => onDraft({ ...draft, verdict: choice })} />
            {VERDICT_WORDS[choice]} <kbd>{at + 1}</kbd>
          </label>
        ))}
      </div>
      <Textarea
        label={verdict === "need_more_information" ? "Question to the site, kept in the trail" : "Reason, kept in the trail"} value={reason} maxLength={500}
        onChange={(event) => onDraft({ ...draft, reason: event.currentTarget.value })}
      />
    </SignVerdicts>
  );
}
