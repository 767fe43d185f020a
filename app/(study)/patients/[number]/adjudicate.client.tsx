"use client";

import { Button, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { Modal } from "@/app/_ui/modal.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { ADJUDICATED, ADJUDICATION_STATEMENT, type AdjudicatedStatus } from "@/lib/study/response/adjudication";
import { adjudicateResponseAction } from "./actions";

const SAYS: Readonly<Record<AdjudicatedStatus, string>> = { CR: "complete remission", CRp: "remission, low platelets", NR: "no response", REL: "relapse", NE: "not evaluable" };

interface Props {
  readonly visitId: string;
  /** "D28 of 101-002" */
  readonly of: string;
  readonly inputsHash: string;
  /** Why it waits, both responses and the deciding criterion. */
  readonly facts: readonly string[];
}

/** The button and the dialog of an adjudication: what is open, the decision, why, and the person's own password. */
export function Adjudicate({ visitId, of, inputsHash, facts }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const [opened, setOpened] = useState(false);
  const [verdict, setVerdict] = useState<AdjudicatedStatus | null>(null);
  const { text, setText, reason, clear } = useKeptReason(`adjudicate ${visitId}`, `Why adjudicated: ${of}`);
  const [password, setPassword] = useState("");

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    if (verdict === null) return;
    const done = await send(adjudicateResponseAction, "adjudicate", { visitId, seenInputsHash: inputsHash, verdict, reason, password });
    setPassword("");
    if (!done) return;
    clear();
    setOpened(false);
    router.refresh();
  };

  return (
    <>
      <button type="button" className="button button-small" onClick={() => setOpened(true)}>Adjudicate…</button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Adjudicate the response at ${of}`} closeButtonProps={{ "aria-label": "Close without deciding" }}>
        <form onSubmit={(event) => void decide(event)}>
          <div className="dialog-body stack">
            {facts.map((fact) => <p key={fact}>{fact}</p>)}
            <fieldset className="plain-fieldset">
              <legend>The response is</legend>
              <div className="choices">
                {ADJUDICATED.map((status) => (
                  <label key={status} className="choice"><input type="radio" name="verdict" value={status} checked={verdict === status} onChange={() => setVerdict(status)} /><span><b>{status}</b> <span className="muted">{SAYS[status]}</span></span></label>
                ))}
              </div>
            </fieldset>
            <Textarea label="Why" description="Stands beside the response, in the trail and in every export." value={text} maxLength={500} autosize minRows={2} onChange={(event) => setText(event.currentTarget.value)} />
            <p className="muted">“{ADJUDICATION_STATEMENT}” It holds while the data of this assessment stay as they are, and falls by itself when they change.</p>
            <OwnProof value={password} onChange={setPassword} error={fault} />
          </div>
          <div className="dialog-foot">
            <Button type="submit" loading={busy} disabled={verdict === null || reason === "" || password === ""}>Sign the decision</Button>
            <Button variant="default" onClick={() => setOpened(false)}>Cancel</Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
