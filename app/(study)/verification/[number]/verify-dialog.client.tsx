"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { Modal } from "@/app/_ui/modal.client";
import type { VerifiedForms, VerifyForms } from "@/lib/review/verify-forms";
import { useVerifyForms } from "../use-verify-forms.client";
import { LEFT_WORDS, sayForms, sayValues } from "../verification-words";

interface DialogProps {
  readonly number: string;
  readonly patientId: string;
  readonly chosen: VerifyForms["forms"];
  /** Of the sheet, what cannot be chosen with others. */
  readonly leftHere: { readonly asked: number; readonly changed: number };
  /** After something was verified, or without. */
  readonly onClose: (sent: boolean) => void;
}

/** Says how many of what before anything is sent, and afterwards what was left out and why. */
export function VerifyDialog({ number, patientId, chosen, leftHere: { asked, changed }, onClose }: DialogProps) {
  const router = useRouter();
  const { verify, outcome, fault, busy } = useVerifyForms();
  const count = chosen.reduce((sum, { fields }) => sum + fields.length, 0);
  const close = () => { if (busy) return; if (outcome) router.refresh(); onClose(outcome !== null); };
  return (
    <Modal opened onClose={close} title="Verify against the source" centered closeButtonProps={{ "aria-label": "Close" }} closeOnClickOutside={false}>
      <div className="dialog-body stack">
        {outcome ? <Outcome outcome={outcome} /> : (
          <>
            <p><b>{sayValues(count)} of {sayForms(chosen.length)} of 1 patient, {number}</b>, will stand as compared with the source by you. A value falls out again when it changes; within five minutes you can take all of it back.</p>
            {asked + changed > 0 && <p className="muted">Not among them on this sheet: {[asked > 0 && `${asked} under a query`, changed > 0 && `${changed} changed since verified`].filter(Boolean).join(", ")}. Those are looked at one by one.</p>}
            {fault && <p role="alert" className="tone-q">{fault}</p>}
          </>
        )}
      </div>
      <div className="dialog-foot">
        {outcome ? <Button className="end" onClick={close} data-autofocus>Done</Button> : (
          <>
            <Button variant="default" className="end" disabled={busy} onClick={close}>Cancel</Button>
            <Button loading={busy} data-autofocus onClick={() => void verify({ patientId, forms: chosen })}>Verify {sayValues(count)}</Button>
          </>
        )}
      </div>
    </Modal>
  );
}

/** What became of each: how many stand now, and each that does not with the reason. */
export function Outcome({ outcome: { verified, forms, left } }: { readonly outcome: VerifiedForms }) {
  return (
    <div role="status" className="stack">
      <p><b>{sayValues(verified)} of {sayForms(forms)} verified{left.length > 0 && `, ${left.length} left out`}.</b></p>
      {left.length > 0 && <ul className="verification-left">{left.map(({ entryId, field, label, why }) => <li key={`${entryId} ${field}`}>{label}: {LEFT_WORDS[why]}</li>)}</ul>}
    </div>
  );
}
