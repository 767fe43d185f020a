import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { sayReason } from "@/lib/crf/correction";
import { CORRECTION_REASONS } from "@/lib/study/correction-reasons";
import { ImportProgress } from "./import-progress";

/** A value that replaces another, in words. */
export interface ShownCorrection {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly where: string;
}

interface Props {
  readonly opened: boolean;
  readonly corrections: readonly ShownCorrection[];
  readonly busy: boolean;
  readonly fault: string | null;
  readonly percent: number | null;
  readonly onGiven: (reason: string) => void;
  readonly onClose: () => void;
}

const MOST_SHOWN = 40;

/** Values that replace another, old → new, and one reason for all of them. */
export function ReasonStep({ opened, corrections, busy, fault, percent, onGiven, onClose }: Props) {
  const [said, setSaid] = useState({ code: "", words: "" });
  const reason = sayReason(CORRECTION_REASONS, said);
  return (
    <Modal opened={opened} onClose={onClose} title={corrections.length === 1 ? "Why does this saved value change?" : `Why do ${corrections.length} saved values change?`} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); if (reason !== null) onGiven(reason); }}>
        <div className="scroll" tabIndex={0} role="group" aria-label="Corrections">
          <table className="table table-dense">
            <thead><tr><th scope="col">Field</th><th scope="col">Old → new</th><th scope="col">Form</th></tr></thead>
            <tbody>
              {corrections.slice(0, MOST_SHOWN).map(({ key, label, from, to, where }) => (
                <tr key={key}><th scope="row">{label}</th><td><span className="old">{from}</span> <span className="arrow" aria-label="becomes">→</span> {to === "" ? <i>blank</i> : <b>{to}</b>}</td><td>{where}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
        {corrections.length > MOST_SHOWN && <p className="dialog-body dim">and {corrections.length - MOST_SHOWN} more, as the table behind shows</p>}
        <div className="choices dialog-body" role="radiogroup" aria-label="Reason">
          {CORRECTION_REASONS.map(({ code, says }, at) => (
            <label key={code} className="choice"><input type="radio" name="reason" checked={said.code === code} onChange={() => setSaid({ ...said, code })} {...(at === 0 ? { "data-autofocus": true } : {})} />{says}</label>
          ))}
        </div>
        <div className="dialog-body stack">
          <TextInput label="In words" value={said.words} maxLength={400} onChange={(event) => setSaid({ ...said, words: event.currentTarget.value })} />
          {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
        </div>
        <div className="dialog-foot">
          <Button type="submit" loading={busy} disabled={reason === null}>Store with this reason</Button>
          <Button variant="default" onClick={onClose}>Back to the lines</Button>
          <ImportProgress percent={percent} />
          {reason === null && <span className="dim">Choose a reason or write one.</span>}
        </div>
      </form>
    </Modal>
  );
}
