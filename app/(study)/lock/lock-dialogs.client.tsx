"use client";

import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { LockKind } from "@/lib/locks/lock";
import type { LockOver } from "@/lib/locks/lock-store";
import { placeLockAction, releaseLockAction } from "./actions";

const PLACING = {
  freeze: { verb: "Freeze", says: "No data are entered any more. Queries, reviews, verifications and signatures can still be settled. Unfreezing needs a reason." },
  lock: { verb: "Lock", says: "Nothing is written any more, by anybody. It is refused while a blocker remains, and without a freeze that came after the last signature. Unlocking needs a reason, and the name of somebody else who approved it." },
} as const;
const KINDS = ["freeze", "lock"] as const;

interface PlaceLockProps {
  /** Null asks which. */
  readonly kind: LockKind | null;
  readonly over: LockOver;
  /** "site 102", "this form" */
  readonly says: string;
  readonly trigger?: string;
  readonly label?: string;
  readonly look?: "default" | "filled" | "subtle";
  readonly small?: boolean;
  /** Already in force, and so not offered again. */
  readonly held?: LockKind | null;
  /** Values that the verification plan asks for and nobody verified: a lock passes them, with its reason. */
  readonly passes?: number;
}

/** Freezes or locks a form, a visit, a patient, a site or the study. */
export function PlaceLockDialog({ kind, over, says, trigger, label, look, small = false, held = null, passes = 0 }: PlaceLockProps) {
  const [chosen, setChosen] = useState<LockKind>(kind ?? (held === null ? "freeze" : "lock"));
  const { text, setText, reason, clear } = useKeptReason(`place ${kind ?? "any"} ${Object.values(over).join(" ")}`, `Why ${kind ?? "freeze or lock"} ${says}`);
  const { send, fault, busy } = useAct();
  const { verb, says: meaning } = PLACING[chosen];
  return (
    <ActDialog
      trigger={trigger ?? `${verb} ${says}…`} {...(label === undefined ? {} : { label })} look={look ?? (chosen === "lock" ? "filled" : "default")} small={small} title={kind === null ? `Freeze or lock ${says}` : `${verb} ${says}`} button={`${verb} ${says}`}
      ready={reason !== ""} busy={busy} fault={fault} done={clear} act={() => send(placeLockAction, chosen, { kind: chosen, over, reason })}
    >
      {kind === null && held === null && (
        <fieldset className="plain-fieldset">
          <legend>How far?</legend>
          <div className="choices">
            {KINDS.map((one) => <label key={one} className="choice"><input type="radio" name="kind" value={one} checked={chosen === one} onChange={() => setChosen(one)} /><span><b>{PLACING[one].verb}</b></span></label>)}
          </div>
        </fieldset>
      )}
      <p>{meaning}</p>
      {passes > 0 && <p>{passes} {passes === 1 ? "value" : "values"} that the verification plan asks for {passes === 1 ? "is" : "are"} not verified. The lock passes {passes === 1 ? "it" : "them"}: say why in the reason.</p>}
      <Textarea label="Reason" value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={500} autosize minRows={2} required data-autofocus />
    </ActDialog>
  );
}

/** Opens what was frozen or locked. */
export function ReleaseLockDialog({ lockId, kind, what }: { readonly lockId: string; readonly kind: LockKind; readonly what: string }) {
  const { text, setText, reason, clear } = useKeptReason(`release ${lockId}`, `Why open again: ${what}`);
  const [approvedBy, setApprovedBy] = useState("");
  const { send, fault, busy } = useAct();
  const verb = kind === "lock" ? "Unlock" : "Unfreeze";
  const given = { reason, approvedBy: approvedBy.trim() };
  return (
    <ActDialog
      trigger={`${verb}…`} label={`${verb}…: ${what}`} small title={`${verb} ${what}`} button={verb} ready={given.reason !== "" && (kind === "freeze" || given.approvedBy.length > 2)} busy={busy} fault={fault}
      done={clear} act={() => send(releaseLockAction, "release", { lockId, reason: given.reason, approvedBy: given.approvedBy === "" ? null : given.approvedBy })}
    >
      <p>Data can be entered again afterwards. What changes takes the signatures and verifications of exactly those values away; both ends of this {kind} stay in the trail.</p>
      <Textarea label="Who asked for it, and why" value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={500} autosize minRows={2} required data-autofocus />
      <TextInput label={kind === "lock" ? "Approved by" : "Approved by, if somebody did"} description="Name and function of somebody else than you" placeholder="Name, function" value={approvedBy} onChange={(event) => setApprovedBy(event.currentTarget.value)} maxLength={120} required={kind === "lock"} />
    </ActDialog>
  );
}
