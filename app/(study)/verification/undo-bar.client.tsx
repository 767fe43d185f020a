"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { useAct } from "@/app/_ui/use-act.client";
import { sayInstant } from "@/lib/kernel/instant";
import type { Undoable } from "@/lib/review/read-undoable";
import { withdrawVerificationsAction } from "./actions";
import { sayForms, sayValues } from "./verification-words";

/** What this person verified in the last five minutes, act by act, and the way back. */
export function UndoBar({ acts }: { readonly acts: readonly Undoable[] }) {
  const router = useRouter();
  const [taken, setTaken] = useState<string | null>(null);
  const { send, fault, busy } = useAct();
  const undo = async ({ act, values }: Undoable) => {
    setTaken(null);
    if (!(await send(withdrawVerificationsAction, "undo", { act, reason: null }))) return;
    setTaken(`The verification of ${sayValues(values)} was taken back.`);
    router.refresh();
  };
  if (acts.length === 0 && fault === null && taken === null) return null;
  return (
    <div className="undo-bar">
      {fault && <Callout tone="refused" live="alert" title="Not taken back.">{fault}</Callout>}
      {taken && <p role="status">{taken}</p>}
      {acts.map((act) => (
        <p key={act.act} className="row">
          <span>You verified <b>{sayValues(act.values)}</b> of {sayForms(act.forms)} of {act.patients.slice(0, 3).join(", ")}{act.patients.length > 3 && " and others"}. It can be taken back until {sayInstant(act.until, act.timeZone).split(", ").at(-1)}.</span>
          <Button size="xs" variant="default" loading={busy} onClick={() => void undo(act)} aria-label={`Undo the verification of ${sayValues(act.values)} of ${act.patients.join(", ")}`}>Undo</Button>
        </p>
      ))}
    </div>
  );
}
