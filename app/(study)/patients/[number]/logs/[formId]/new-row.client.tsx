"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { CrfForm } from "@/app/_crf/crf-form";
import type { Recorded } from "@/app/_crf/use-crf-form";
import { useFocusFromAddress } from "@/app/_ui/focus-from-address.client";
import type { Posting } from "@/app/_crf/use-saving";
import type { Form } from "@/lib/crf/define-form";
import { firedChecks } from "@/lib/crf/fired-checks";
import type { LogView } from "@/lib/entries/read-log";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { contextFor, type StudyForm } from "@/lib/study/checks/check-context";
import { CORRECTION_REASONS } from "@/lib/study/correction-reasons";
import { addRowAction } from "../../../../entries/actions";
import type { AroundForm } from "../../../../entries/around-form";
import { BesideForm } from "../../../../entries/beside-form.client";
import type { FormLabels } from "../../../../entries/form-labels";
import { WithForm } from "../../../../entries/form-screens.client";
import type { Panel } from "../../../../entries/panel-of";

interface Props { readonly log: LogView; readonly formVersion: number; readonly panel: Panel | null; readonly drawn: ReactNode; readonly labels: FormLabels; readonly today: CalendarDate; readonly nextRow: number; readonly draftSecret: string; readonly around: AroundForm }

/** One row being typed. After each save the next blank row stands ready. */
export function NewRow(props: Props) {
  const [saved, setSaved] = useState(0);
  return <WithForm formId={props.log.formId} formVersion={props.formVersion}>{(form) => <BlankRow key={saved} {...props} form={form} justSaved={saved > 0} onSaved={() => setSaved(saved + 1)} />}</WithForm>;
}

function BlankRow({ form, log, panel, drawn, labels, today, nextRow, draftSecret, around, justSaved, onSaved }: Props & { form: StudyForm; justSaved: boolean; onSaved: () => void }) {
  const router = useRouter();
  useFocusFromAddress();
  const [entryId] = useState(() => crypto.randomUUID());
  const at = useMemo(() => ({ id: entryId, formId: form.id, formVersion: form.version, visit: log.visitCode, rowNo: nextRow }), [entryId, form, log.visitCode, nextRow]);
  const checksFor = useCallback((answers: Recorded) => firedChecks(form, answers, contextFor(log.record, at, today)), [form, log.record, at, today]);
  const post = useCallback((posting: Posting) => addRowAction({
    requestId: posting.requestId, reason: posting.reason, entryId, patientId: log.patientId, visitId: log.visitId, formId: form.id,
    answers: Object.fromEntries(Object.entries(posting.changes).map(([field, { to }]) => [field, to])), explanations: [...posting.explanations],
  }), [entryId, form.id, log.patientId, log.visitId]);
  const typing = useMemo(() => ({ today, visit: around.visitDay }), [today, around.visitDay]);

  return (
    <div className={panel !== null ? "form-page form-page-plain" : "form-page form-page-plain form-page-without-trace"}>
      <CrfForm
        form={form as unknown as Form} stored={NOTHING} mayEdit typing={typing} onwards={around.onwards} proposals={around.proposals} checksFor={checksFor} reasons={CORRECTION_REASONS} explained={[]} post={post} saveLabel="Save row" compact draft={{ name: `${log.patientId} ${form.id} ${log.visitCode ?? ""}`, secret: draftSecret }} tools={() => null} savedBefore={justSaved ? "Row saved" : null}
        onSaved={() => { onSaved(); router.refresh(); }}
        live={(answers) => <BesideForm panel={panel} drawn={drawn} labels={labels} record={log.record} at={at} answers={answers} />}
      />
    </div>
  );
}

const NOTHING: Recorded = {};
