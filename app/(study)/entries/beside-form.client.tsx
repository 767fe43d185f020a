"use client";

import dynamic from "next/dynamic";
import { memo, useEffect, useState, type ReactNode } from "react";
import { UNREACHED_PART, useLate } from "@/app/_ui/late.client";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { recordWith } from "@/lib/study/record-with";
import { EventPanel } from "./event-panel";
import type { FormLabels } from "./form-labels";
import type { Panel } from "./panel-of";
import { useSettled } from "./use-settled";

const livePanel = () => import("./live-panel").then((all) => all.LivePanel);
const MedicationPanel = dynamic(() => import("./medication-panel").then((all) => all.MedicationPanel));

interface Props {
  readonly panel: Panel | null;
  /** The panel as the server drew it, of what is stored. */
  readonly drawn: ReactNode;
  readonly labels: FormLabels;
  readonly record: PatientRecord;
  readonly at: Omit<RecordEntry, "answers">;
  readonly answers: RecordEntry["answers"];
}

/**
 * What the rules make of a form while it is filled. They run when the hand rests, so typing waits for none of them.
 */
export function BesideForm({ answers, ...props }: Props) {
  return <Settled {...props} answers={useSettled(answers)} />;
}

const Settled = memo(function Settled({ panel, drawn, labels, record, at, answers }: Props) {
  if (at.formId === "concomitant_medication") return <MedicationPanel record={record} answers={answers} entryId={at.id} />;
  if (at.formId === "adverse_event") return <EventPanel record={record} answers={answers} />;
  if (panel === null) return null;
  return <aside className="beside"><Followed {...{ panel, labels, record, at, answers }}>{drawn}</Followed></aside>;
});

/** From the first touch on the panel follows the hand; until then it stands as the server drew it, and the browser has none of its rules. */
function Followed({ panel, labels, record, at, answers, children }: Omit<Props, "panel" | "drawn"> & { readonly panel: Panel; readonly children: ReactNode }) {
  const { Part: LivePanel, failed } = useLate(livePanel, useTouched());
  if (LivePanel === null) return <>{children}{failed && <p className="dim" role="status">{UNREACHED_PART} This panel does not follow it yet.</p>}</>;
  return <LivePanel panel={panel} record={recordWith(record, at, answers)} labels={labels} visitCode={at.visit} formId={at.formId} investigator="as recorded" />;
}

/** True once a hand was in a field or on a button of the page. */
function useTouched(): boolean {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    const touch = () => setTouched(true);
    addEventListener("focusin", touch, { once: true });
    return () => removeEventListener("focusin", touch);
  }, []);
  return touched;
}
