"use client";

import { Button, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Callout } from "@/app/_ui/callout";
import { useAct } from "@/app/_ui/use-act.client";
import { IDENTIFIERS, IDENTIFIER_CODES, type Identifier } from "@/lib/audit/identifiers";
import type { TypedValue } from "@/lib/redactions/read-typed-values";
import { askRedactionAction } from "../../actions";

type Shown = Omit<TypedValue, "typedAt"> & { readonly when: string };
const keyOf = ({ eventId, field }: Pick<Shown, "eventId" | "field">): string => `${eventId} ${field}`;

/** Which of it, what kind of thing it is, and how it came about. */
export function AskRedaction({ values }: { readonly values: readonly Shown[] }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const [chosen, setChosen] = useState<Shown | null>(null);
  const [what, setWhat] = useState<Identifier | null>(null);
  const [reason, setReason] = useState("");
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null || what === null) return;
    if (await send(askRedactionAction, "ask", { eventId: chosen.eventId, field: chosen.field, what, reason: reason.trim() })) router.push("/redactions");
  };
  const lacks = chosen === null ? "Choose what must go." : what === null ? "Say what it is." : reason.trim().length < 10 ? "Say in a few words how it came about." : null;
  return (
    <form className="card-pad stack" onSubmit={(event) => void ask(event)}>
      <fieldset className="plain-fieldset">
        <legend>Which of it?</legend>
        <div className="choices">
          {values.map((value) => (
            <label key={keyOf(value)} className="choice">
              <input type="radio" name="typed" disabled={value.isAsked} checked={chosen !== null && keyOf(chosen) === keyOf(value)} onChange={() => setChosen(value)} />
              <span className="redaction-typed"><b>{value.shown}</b><small className="muted">{value.where} · {value.typedBy}, {value.when}{value.isAsked ? " · asked for already" : ""}</small></span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend>What is it?</legend>
        <div className="choices">
          {IDENTIFIER_CODES.map((code) => <label key={code} className="choice"><input type="radio" name="what" checked={what === code} onChange={() => setWhat(code)} /><span>{IDENTIFIERS[code]}</span></label>)}
        </div>
      </fieldset>
      <Textarea label="How did it come about?" description="Without repeating it: this stays in the trail" value={reason} maxLength={500} autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} />
      {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
      <div className="row"><Button type="submit" loading={busy} disabled={lacks !== null}>Ask for the redaction</Button>{lacks && <span className="muted">{lacks}</span>}</div>
    </form>
  );
}
