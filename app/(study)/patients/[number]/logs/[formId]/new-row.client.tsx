"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { CrfForm } from "@/app/_crf/crf-form";
import type { Recorded } from "@/app/_crf/use-crf-form";
import type { Posting } from "@/app/_crf/use-saving";
import type { Form } from "@/lib/crf/define-form";
import { firedChecks } from "@/lib/crf/fired-checks";
import type { LogView } from "@/lib/entries/read-log";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { contextFor } from "@/lib/study/checks/check-context";
import { recordWith } from "@/lib/study/record-with";
import { formFor } from "@/lib/study/schedule";
import { addRowAction } from "../../../../entries/actions";
import { EventPanel } from "../../../../entries/event-panel";
import { hasLivePanel, LivePanel } from "../../../../entries/live-panel";
import { MedicationPanel } from "../../../../entries/medication-panel";

interface Props { readonly log: LogView; readonly today: CalendarDate; readonly nextRow: number; readonly draftSecret: string }

/** One row being typed. After each save the next blank row stands ready. */
export function NewRow(props: Props) {
  const [saved, setSaved] = useState(0);
  return <BlankRow key={saved} {...props} justSaved={saved > 0} onSaved={() => setSaved(saved + 1)} />;
}

function BlankRow({ log, today, nextRow, draftSecret, justSaved, onSaved }: Props & { justSaved: boolean; onSaved: () => void }) {
  const router = useRouter();
  const form = formFor(log.record.protocolVersion, log.formId);
  if (!form) throw new Error(`No form ${log.formId} in this study`);
  const [entryId] = useState(() => crypto.randomUUID());
  const at = useMemo(() => ({ id: entryId, formId: form.id, formVersion: form.version, visit: log.visitCode, rowNo: nextRow }), [entryId, form, log.visitCode, nextRow]);
  const checksFor = useCallback((answers: Recorded) => firedChecks(form, answers, contextFor(log.record, at, today)), [form, log.record, at, today]);
  const post = useCallback((posting: Posting) => addRowAction({
    requestId: posting.requestId, reason: posting.reason, entryId, patientId: log.patientId, visitId: log.visitId, formId: form.id,
    answers: Object.fromEntries(Object.entries(posting.changes).map(([field, { to }]) => [field, to])), explanations: [...posting.explanations],
  }), [entryId, form.id, log.patientId, log.visitId]);
  const panel = hasLivePanel(form.id, log.visitCode);

  return (
    <div className={panel ? "form-page form-page-plain" : "form-page form-page-plain form-page-without-trace"}>
      <CrfForm
        form={form as unknown as Form} stored={NOTHING} mayEdit typing={{ today }} checksFor={checksFor} explained={[]} post={post} saveLabel="Save row" compact draft={{ name: `${log.patientId} ${form.id} ${log.visitCode ?? ""}`, secret: draftSecret }} tools={() => null} savedBefore={justSaved ? "Row saved" : null}
        onSaved={() => { onSaved(); router.refresh(); }}
        live={(answers) => form.id === "concomitant_medication" ? <MedicationPanel record={log.record} answers={answers} entryId={entryId} />
          : form.id === "adverse_event" ? <EventPanel record={log.record} answers={answers} />
          : panel ? <aside className="beside"><LivePanel record={recordWith(log.record, at, answers)} visitCode={log.visitCode} formId={form.id} investigator="as recorded" /></aside> : null}
      />
    </div>
  );
}

const NOTHING: Recorded = {};
