"use client";

import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { waiveCriterionAction } from "../../signatures/actions";

interface WaiveProps {
  readonly patientId: string;
  readonly patientNumber: string;
  /** What is not met and not waived yet, each with the statement word for word as it is stored. */
  readonly criteria: readonly { readonly id: string; readonly label: string; readonly note: string | null; readonly statement: string }[];
}

/** The sponsor's data manager lets one criterion pass: which, why, and the person's own password. */
export function Waive({ patientId, patientNumber, criteria }: WaiveProps) {
  const { send, fault, busy } = useAct();
  const [criterion, setCriterion] = useState<string | null>(criteria.length === 1 ? criteria[0]?.id ?? null : null);
  const { text, setText, reason, clear } = useKeptReason(`waive ${patientId}`, "Why a criterion is waived");
  const [password, setPassword] = useState("");
  const chosen = criteria.find(({ id }) => id === criterion);
  const act = async () => {
    const done = await send(waiveCriterionAction, "waive", { patientId, criterion: chosen?.id ?? "", reason, password });
    setPassword("");
    return done;
  };
  return (
    <ActDialog trigger="Waive a criterion…" title={`Waive a criterion for ${patientNumber}`} button="Waive" ready={chosen !== undefined && reason !== "" && password !== ""} busy={busy} fault={fault} act={act} reset={() => setPassword("")} done={clear}>
      <Select label="Criterion that is not met" data={criteria.map(({ id, label }) => ({ value: id, label }))} value={criterion} onChange={setCriterion} required />
      {chosen && <p>{chosen.note}</p>}
      {chosen && <p>{chosen.statement}</p>}
      <Textarea label="Reason" description="Kept with the waiver and shown wherever it is named." value={text} maxLength={500} autosize minRows={2} required onChange={(event) => setText(event.currentTarget.value)} />
      <OwnProof value={password} onChange={setPassword} />
    </ActDialog>
  );
}
