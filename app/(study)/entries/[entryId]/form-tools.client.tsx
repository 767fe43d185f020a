"use client";

import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useKeptText } from "@/app/_crf/use-kept-text";
import { Modal } from "@/app/_ui/modal.client";
import type { EntryView } from "@/lib/entries/read-entry";
import { verifyFieldsAction } from "../../exposure/actions";
import { useAct } from "@/app/_ui/use-act.client";
import { markNotDoneAction, removeRowAction, takeBackFormNotDoneAction } from "../actions";

/** What can be done with the form as a whole: not done and back, row removed, all of it verified. */
export function FormTools({ entry, repeats, unverified }: { entry: EntryView; repeats: boolean; unverified: number }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const empty = Object.keys(entry.answers).length === 0;
  const verifyAll = async () => { if (await send(verifyFieldsAction, "verify all", { entryId: entry.id, seen: { ...entry.answers }, reason: null })) router.refresh(); };
  return (
    <>
      {unverified > 0 && <Button onClick={() => void verifyAll()} loading={busy} title={fault ?? ""}>Verify all {unverified} values</Button>}
      {entry.mayEdit && empty && entry.progress === "not_started" && <WithReason verb="Form not done…" title="Why was this not done?" entry={entry} act="not done" />}
      {entry.mayEdit && entry.progress === "not_done" && <WithReason verb="Take back “not done”…" title="Why is this form awaited again?" entry={entry} act="take back" />}
      {entry.mayRemove && !empty && (entry.visitId === null || repeats) && <WithReason verb="Remove row…" title="Why is this row removed?" entry={entry} act="remove" />}
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
