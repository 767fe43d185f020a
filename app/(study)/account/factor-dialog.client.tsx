"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { ProposedFactor } from "@/lib/people/enrol-factor";
import { confirmFactorAction, proposeFactorAction } from "./actions";
import { RecoveryCodes } from "./recovery-codes.client";

interface Confirmed { readonly code: string; readonly reason: null; readonly requestId: string }
interface Proposal { readonly password: string; readonly reason: null; readonly requestId: string }

/** Password, then the picture and a code of it, then the recovery codes. Until the code was right nothing has changed. */
export function FactorDialog({ standing }: { readonly standing: boolean }) {
  const { send, fault, busy } = useAct();
  const [password, setPassword] = useState("");
  const [proposed, setProposed] = useState<ProposedFactor | null>(null);
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const propose = () => send(async (input: Proposal) => {
    const result = await proposeFactorAction(input);
    if (result.ok) setProposed(result.value);
    return result;
  }, "propose", { password, reason: null });
  const confirm = () => send(async (input: Confirmed) => {
    const result = await confirmFactorAction(input);
    if (result.ok) setCodes(result.value);
    return result;
  }, "confirm", { code, reason: null });
  const act = async () => { await (proposed ? confirm() : propose()); return false; };
  const reset = () => { setPassword(""); setProposed(null); setCode(""); setCodes(null); };
  return (
    <ActDialog
      trigger={standing ? "Change the device…" : "Set up…"} label={standing ? "Change the device of the second factor" : "Set up a second factor"} look={standing ? "default" : "filled"} title={codes ? "Recovery codes" : "Second factor"}
      button={proposed ? "Confirm" : "Continue"} ready={proposed ? code.trim() !== "" : password !== ""} fault={fault} busy={busy} act={act} reset={reset} shown={codes && <RecoveryCodes codes={codes} />}
    >
      {proposed ? <Enrol proposed={proposed} code={code} setCode={setCode} /> : (
        <>
          <p>You need an authenticator app on a phone of your own. {standing && "The device you have now stands until the new one has shown a code."}</p>
          <OwnProof value={password} onChange={setPassword} />
        </>
      )}
    </ActDialog>
  );
}

function Enrol({ proposed: { picture, typed }, code, setCode }: { readonly proposed: ProposedFactor; readonly code: string; readonly setCode: (code: string) => void }) {
  return (
    <div className="account-enrol">
      <svg className="account-qr" viewBox={`0 0 ${picture.size} ${picture.size}`} shapeRendering="crispEdges" role="img" aria-label="QR code for the authenticator app"><path d={picture.path} fill="#000" /></svg>
      <div className="stack">
        <p>Read the picture with the app, or type this key into it: <span className="account-secret">{typed.replace(/(.{4})(?=.)/g, "$1 ")}</span></p>
        <TextInput label="Code" description="The six digits that the app shows now." inputMode="numeric" autoComplete="one-time-code" maxLength={7} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoFocus />
      </div>
    </div>
  );
}
