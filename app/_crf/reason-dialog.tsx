import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Change } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import type { Why } from "./use-saving";

/** The reasons of good documentation practice that cover most corrections; any other goes into words. */
const REASONS = ["Transcription error", "Source corrected", "Additional information", "Query answered", "Wrong unit", "Entered at the wrong visit"] as const;

interface Props {
  readonly form: Form;
  /** Values that replace or remove another; first entries need no reason. Null: closed. */
  readonly corrections: readonly Change[] | null;
  readonly onGiven: (why: Why) => void;
  readonly onClose: () => void;
}

/** One dialog per save: every changed value old → new, and one reason for all. */
export function ReasonDialog({ form, corrections, onGiven, onClose }: Props) {
  const [chosen, setChosen] = useState("");
  const [words, setWords] = useState("");
  const reason = [chosen, words.trim()].filter(Boolean).join(": ");
  const give = () => { if (reason === "") return; onGiven({ reason, reasons: {} }); setChosen(""); setWords(""); };
  const count = corrections?.length ?? 0;
  return (
    <Modal opened={corrections !== null} onClose={onClose} title={`Why ${count === 1 ? "did this value" : `did these ${count} values`} change?`} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); give(); }}>
        <table className="table table-dense">
          <thead><tr><th scope="col">Field</th><th scope="col">Old → new</th></tr></thead>
          <tbody>
            {corrections?.map(({ field, from, to }) => (
              <tr key={field}>
                <th scope="row">{form.fields[field]?.label ?? field}</th>
                <td><span className="old">{form.fields[field]?.show(from)}</span> <span className="arrow" aria-label="becomes">→</span> <b>{form.fields[field]?.show(to) || "blank"}</b></td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="choices dialog-body" role="radiogroup" aria-label="Reason">
          {REASONS.map((each, at) => (
            <label key={each} className="choice">
              <input type="radio" name="reason" checked={chosen === each} onChange={() => setChosen(each)} {...(at === 0 ? { "data-autofocus": true } : {})} />{each}
            </label>
          ))}
        </div>
        <div className="dialog-body">
          <TextInput label="In words" description="Optional when a reason is chosen" value={words} maxLength={400} onChange={(event) => setWords(event.currentTarget.value)} />
        </div>
        <div className="dialog-foot">
          <Button type="submit" disabled={reason === ""}>Save with this reason</Button>
          <Button variant="default" onClick={onClose}>Keep editing</Button>
          {reason === "" && <span className="dim">Choose a reason or write one.</span>}
        </div>
      </form>
    </Modal>
  );
}
