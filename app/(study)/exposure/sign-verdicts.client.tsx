"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { VERDICT_STATEMENT } from "@/lib/study/inhibitors/verdict-statement";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import { decideExposureAction } from "./actions";
import type { DrawnRow } from "./drawn-row";

export interface Draft {
  readonly verdict: ExposureVerdict | null;
  readonly reason: string;
}

/** A verdict that was chosen and explained, and is not signed yet. */
export interface ReadyVerdict { readonly row: DrawnRow; readonly verdict: ExposureVerdict; readonly reason: string }

export const isReady = ({ verdict, reason }: Draft): boolean => verdict !== null && reason.trim() !== "";

interface Props {
  /** All that are ready, on this medication and on others. */
  readonly ready: readonly ReadyVerdict[];
  /** Lays this one aside and opens the next that waits; null when there is none. */
  readonly onNext: (() => void) | null;
  readonly onSigned: (entryIds: readonly string[]) => void;
  /** The choice and the reason of the medication that is open. */
  readonly children: ReactNode;
  readonly missing: string | null;
}

/** The form of a verdict, with the one password that signs every verdict that is ready. */
export function SignVerdicts({ ready, onNext, onSigned, children, missing }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct(() => router.refresh());
  const [password, setPassword] = useState("");
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    if (ready.length === 0 || password === "") return;
    const decisions = ready.map(({ row, verdict, reason }) => ({ entryId: row.entryId, seenInputsHash: row.inputsHash, verdict, why: reason.trim() }));
    const done = await send(decideExposureAction, "decide", { reason: null, decisions, password });
    setPassword("");
    if (done) onSigned(decisions.map(({ entryId }) => entryId));
  };
  const others = ready.length === 1 ? "" : ` ${ready.map(({ row }) => `${row.patientNumber} ${row.medication}`).join(", ")}.`;
  return (
    <form onSubmit={(event) => void sign(event)}>
      {children}
      {ready.length > 0 && <><OwnProof value={password} onChange={setPassword} error={fault} takesFocus={false} /><p className="dim small">“{VERDICT_STATEMENT}”{others}</p></>}
      <div className="row">
        <Button type="submit" loading={busy} disabled={ready.length === 0 || password === ""}>{ready.length > 1 ? `Sign ${ready.length} verdicts` : "Sign verdict"}</Button>
        {onNext && missing === null && <Button variant="default" onClick={onNext}>Next, sign together</Button>}
        {missing !== null && <span className="dim small">{missing}</span>}
      </div>
    </form>
  );
}
