"use client";

import { TextInput } from "@mantine/core";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { addUnscheduledVisitAction, markVisitNotDoneAction, takeBackNotDoneAction } from "./actions";

interface Said { readonly value: string; readonly set: (reason: string) => void }

/** One line for why, kept in the trail. */
const Why = ({ label, said, description = "Kept in the trail" }: { readonly label: string; readonly said: Said; readonly description?: string }) =>
  <TextInput label={label} description={description} value={said.value} maxLength={500} data-autofocus onChange={(event) => said.set(event.currentTarget.value)} />;

function useReason(act: string, id: string, title: string) {
  const { text, setText, reason, clear } = useKeptReason(`${act} ${id}`, title);
  return { reason, said: { value: text, set: setText }, clear };
}

/** Adds a visit that nobody planned, with the forms of a response assessment. */
export function UnscheduledVisit({ patientId }: { readonly patientId: string }) {
  const { reason, said, clear } = useReason("add visit", patientId, "Why an unscheduled visit");
  const { send, fault, busy } = useAct();
  return (
    <ActDialog trigger="Unscheduled visit…" title="Unscheduled visit" button="Add the visit" small ready busy={busy} fault={fault} done={clear}
      act={() => send(addUnscheduledVisitAction, "add visit", { patientId, reason: reason === "" ? null : reason })}>
      <p className="muted">Counts, marrow, extramedullary disease, response and chemistry stand ready; none of them has to be filled.</p>
      <Why label="What is it for?" said={said} description="May stay empty; shown with the visit" />
    </ActDialog>
  );
}

interface OfVisit { readonly visitId: string; readonly title: string }

/** Marks a visit as not done, with the reason. */
export function VisitNotDone({ visitId, title }: OfVisit) {
  const { reason, said, clear } = useReason("not done", visitId, `Why not done: ${title}`);
  const { send, fault, busy } = useAct();
  return (
    <ActDialog trigger="Not done…" label={`Not done: ${title}`} look="subtle" title={`${title}: not done`} button="Mark as not done" small ready={reason !== ""} busy={busy} fault={fault} done={clear}
      act={() => send(markVisitNotDoneAction, "not done", { visitId, reason })}>
      <Why label="Why did this visit not take place?" said={said} />
    </ActDialog>
  );
}

/** Takes back that a visit was not done, with the reason: its forms are awaited again. */
export function TakeBackNotDone({ visitId, title }: OfVisit) {
  const { reason, said, clear } = useReason("take back", visitId, `Why awaited again: ${title}`);
  const { send, fault, busy } = useAct();
  return (
    <ActDialog trigger="Take back…" label={`Take back: ${title} was not done`} look="subtle" title={`${title}: it was done, or still can be`} button="Take back" small ready={reason !== ""} busy={busy} fault={fault} done={clear}
      act={() => send(takeBackNotDoneAction, "take back", { visitId, reason })}>
      <Why label="Why is it not “not done”?" said={said} />
    </ActDialog>
  );
}
