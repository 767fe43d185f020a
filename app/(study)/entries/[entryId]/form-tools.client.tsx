"use client";

import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Modal } from "@/app/_ui/modal.client";
import type { EntryView } from "@/lib/entries/read-entry";
import { verifyFieldsAction } from "../../exposure/actions";
import { useAct } from "@/app/_ui/use-act.client";
import { markNotDoneAction, removeRowAction } from "../actions";

/** What can be done with the form as a whole: not done, row removed, all of it verified. */
export function FormTools({ entry, repeats, unverified }: { entry: EntryView; repeats: boolean; unverified: number }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const empty = Object.keys(entry.answers).length === 0;
  const verifyAll = async () => { if (await send(verifyFieldsAction, "verify all", { entryId: entry.id, seen: { ...entry.answers }, reason: null })) router.refresh(); };
  return (
    <>
      {unverified > 0 && <Button onClick={() => void verifyAll()} loading={busy} title={fault ?? ""}>Verify all {unverified} values</Button>}
      {entry.mayEdit && empty && entry.progress === "not_started" && <WithReason verb="Form not done…" title="Why was this not done?" entryId={entry.id} act="not done" />}
      {entry.mayRemove && !empty && (entry.visitId === null || repeats) && <WithReason verb="Remove row…" title="Why is this row removed?" entryId={entry.id} act="remove" />}
    </>
  );
}

function WithReason({ verb, title, entryId, act }: { verb: string; title: string; entryId: string; act: "not done" | "remove" }) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState("");
  const { send, fault, busy } = useAct();
  const go = async () => {
    if (!(await send(act === "remove" ? removeRowAction : markNotDoneAction, act, { entryId, reason }))) return;
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
