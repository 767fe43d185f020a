"use client";

import dynamic from "next/dynamic";
import { memo } from "react";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { recordWith } from "@/lib/study/record-with";
import { EventPanel } from "./event-panel";
import type { FormLabels } from "./form-labels";
import type { Panel } from "./panel-of";
import { useSettled } from "./use-settled";

const LivePanel = dynamic(() => import("./live-panel").then((all) => all.LivePanel));
const MedicationPanel = dynamic(() => import("./medication-panel").then((all) => all.MedicationPanel));

interface Props {
  readonly panel: Panel | null;
  readonly labels: FormLabels;
  readonly record: PatientRecord;
  readonly at: Omit<RecordEntry, "answers">;
  readonly answers: RecordEntry["answers"];
}

/**
 * What the rules make of a form while it is filled. They run when the hand rests, so typing waits for none of them,
 * and their code is loaded with the forms that have something to show.
 */
export function BesideForm({ answers, ...props }: Props) {
  return <Settled {...props} answers={useSettled(answers)} />;
}

const Settled = memo(function Settled({ panel, labels, record, at, answers }: Props) {
  if (at.formId === "concomitant_medication") return <MedicationPanel record={record} answers={answers} entryId={at.id} />;
  if (at.formId === "adverse_event") return <EventPanel record={record} answers={answers} />;
  if (panel === null) return null;
  return <aside className="beside"><LivePanel panel={panel} record={recordWith(record, at, answers)} labels={labels} visitCode={at.visit} formId={at.formId} investigator="as recorded" /></aside>;
});
