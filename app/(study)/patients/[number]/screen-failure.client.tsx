"use client";

import { Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { SCREEN_FAILURE_CAUSES, type ScreenFailureCause } from "@/lib/study/eligibility/screen-failure-causes";
import { resumeScreeningAction, screenFailPatientAction } from "./actions";

interface ScreenFailProps {
  readonly patientId: string;
  readonly patientNumber: string;
  /** The criteria that go on record with the failure. */
  readonly notMet: readonly string[];
}

const CAUSES = Object.entries(SCREEN_FAILURE_CAUSES) as [ScreenFailureCause, string][];

/** The patient does not enter: why, in a code and in words. */
export function ScreenFail({ patientId, patientNumber, notMet }: ScreenFailProps) {
  const { send, fault, busy } = useAct();
  const [cause, setCause] = useState<ScreenFailureCause | null>(notMet.length > 0 ? "criteria" : null);
  const { text, setText, reason, clear } = useKeptReason(`screen failure ${patientId}`, "Why a screen failure");
  return (
    <ActDialog trigger="Screen failure…" title={`${patientNumber} does not enter the trial`} button="Record screen failure" ready={cause !== null && reason !== ""} busy={busy} fault={fault}
      act={() => send(screenFailPatientAction, "screen failure", { patientId, cause: cause ?? "other", reason })} done={clear}>
      <p>Everything entered stays. Nothing more is awaited of this patient; a screen failure can be taken back, with a reason.</p>
      {notMet.length > 0 && <p>On record as not met: {notMet.join("; ")}.</p>}
      <Radio.Group label="Why" value={cause} onChange={(value) => setCause(value as ScreenFailureCause)} required>
        <Stack gap="xs">{CAUSES.map(([code, label]) => <Radio key={code} value={code} label={label} />)}</Stack>
      </Radio.Group>
      <Textarea label="In words" value={text} maxLength={500} autosize minRows={2} required onChange={(event) => setText(event.currentTarget.value)} />
    </ActDialog>
  );
}

/** Takes a screen failure back. */
export function ResumeScreening({ patientId, patientNumber }: Pick<ScreenFailProps, "patientId" | "patientNumber">) {
  const { send, fault, busy } = useAct();
  const { text, setText, reason, clear } = useKeptReason(`screen again ${patientId}`, "Why screened again");
  return (
    <ActDialog trigger="Screen again…" title={`Screen ${patientNumber} again`} button="Take the screen failure back" ready={reason !== ""} busy={busy} fault={fault}
      act={() => send(resumeScreeningAction, "screen again", { patientId, reason })} done={clear}>
      <Textarea label="Reason, kept in the trail" value={text} maxLength={500} autosize minRows={2} required data-autofocus onChange={(event) => setText(event.currentTarget.value)} />
    </ActDialog>
  );
}
