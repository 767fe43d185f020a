"use client";

import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useKeptText } from "@/app/_crf/use-kept-text";
import { Modal } from "@/app/_ui/modal.client";
import type { EntryView } from "@/lib/entries/read-entry";
import { useVerifyForms } from "../../verification/use-verify-forms.client";
import { sayValues } from "../../verification/verification-words";
import { Outcome } from "../../verification/[number]/verify-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { markNotDoneAction, removeRowAction, takeBackFormNotDoneAction } from "../actions";

/** What can be done with the form as a whole: not done and back, row removed, all of it verified. */
export function FormTools({ entry, repeats, unverified }: { entry: EntryView; repeats: boolean; unverified: readonly string[] }) {
  const empty = Object.keys(entry.answers).length === 0;
  return (
    <>
      {unverified.length > 0 && <VerifyAll entry={entry} fields={unverified} />}
      {entry.mayEdit && empty && entry.progress === "not_started" && <WithReason verb="Form not done…" title="Why was this not done?" entry={entry} act="not done" />}
      {entry.mayEdit && entry.progress === "not_done" && <WithReason verb="Take back “not done”…" title="Why is this form awaited again?" entry={entry} act="take back" />}
      {entry.mayRemove && !empty && (entry.visitId === null || repeats) && <WithReason verb="Remove row…" title="Why is this row removed?" entry={entry} act="remove" />}
    </>
  );
}

/** The tick of the form. What has to be looked at by itself is left out, and named. */
function VerifyAll({ entry, fields }: { entry: EntryView; fields: readonly string[] }) {
  const router = useRouter();
  const { verify, outcome, fault, busy, forget } = useVerifyForms();
  const all = async () => { const done = await verify({ patientId: entry.patientId, forms: [{ entryId: entry.id, seenVersion: entry.version, fields: [...fields] }] }); if (done?.left.length === 0) { forget(); router.refresh(); } };
  const close = () => { forget(); router.refresh(); };
  return (
    <>
      <Button onClick={() => void all()} loading={busy}>Verify all {sayValues(fields.length)}</Button>
      <Modal opened={fault !== null || (outcome?.left.length ?? 0) > 0} onClose={close} title="Verify against the source">
        <div className="dialog-body stack">{fault !== null ? <p role="alert">{fault}</p> : outcome && <Outcome outcome={outcome} />}</div>
        <div className="dialog-foot"><Button className="end" onClick={close} data-autofocus>Done</Button></div>
      </Modal>
    </>
  );
}

const ACTIONS = { "not done": markNotDoneAction, "take back": takeBackFormNotDoneAction, remove: removeRowAction } as const;

/** One line of why; kept on this device until it is sent, like what is typed in the form. */
function WithReason({ verb, title, entry, act }: { verb: string; title: string; entry: EntryView; act: keyof typeof ACTIONS }) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const { text: reason, setText: setReason, clear } = useKeptText(`${act} ${entry.id}`, { href: `/entries/${entry.id}`, patient: entry.patientNumber, title: title.replace("?", "") });
  const { send, fault, busy } = useAct();
  const go = async () => {
    if (!(await send(ACTIONS[act], act, { entryId: entry.id, reason }))) return;
    clear();
    setOpened(false);
    router.refresh();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{verb}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title}>
        <form onSubmit={(event) => { event.preventDefault(); if (reason.trim()) void go(); }}>
          <div className="dialog-body"><TextInput label="Reason, kept in the trail" value={reason} maxLength={500} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} error={fault} /></div>
          <div className="dialog-foot"><Button type="submit" loading={busy} disabled={reason.trim() === ""}>{verb.replace("…", "")}</Button><Button variant="default" onClick={() => setOpened(false)}>Cancel</Button></div>
        </form>
      </Modal>
    </>
  );
}
