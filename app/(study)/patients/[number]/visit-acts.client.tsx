"use client";

import { Button, Modal, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Glyph } from "@/app/_ui/glyph";
import { useAct } from "@/app/_ui/use-act.client";
import { addUnscheduledVisitAction, markVisitNotDoneAction } from "./actions";

/** Adds a visit that nobody planned, with the forms of a response assessment. */
export function UnscheduledVisit({ patientId }: { readonly patientId: string }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const add = async () => { if (await send(addUnscheduledVisitAction, "add visit", { patientId, reason: null })) router.refresh(); };
  return (
    <>
      {fault && <span role="alert" className="tone-due">{fault}</span>}
      <button type="button" className="button button-small" disabled={busy} onClick={() => void add()}><Glyph of="add" />Unscheduled visit</button>
    </>
  );
}

/** Marks a visit as not done, with the reason. */
export function VisitNotDone({ visitId, title }: { readonly visitId: string; readonly title: string }) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState("");
  const { send, fault, busy } = useAct();
  const mark = async () => {
    if (!(await send(markVisitNotDoneAction, "not done", { visitId, reason: reason.trim() }))) return;
    setOpened(false);
    router.refresh();
  };
  return (
    <>
      <button type="button" className="button button-small button-ghost" aria-label={`Not done: ${title}`} onClick={() => setOpened(true)}>Not done…</button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${title}: not done`} closeButtonProps={{ "aria-label": "Close without marking" }}>
        <form onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== "") void mark(); }}>
          <div className="dialog-body"><TextInput label="Why did this visit not take place?" description="Kept in the trail" value={reason} maxLength={500} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} error={fault} /></div>
          <div className="dialog-foot"><Button type="submit" loading={busy} disabled={reason.trim() === ""}>Mark as not done</Button><Button variant="default" onClick={() => setOpened(false)}>Cancel</Button></div>
        </form>
      </Modal>
    </>
  );
}
