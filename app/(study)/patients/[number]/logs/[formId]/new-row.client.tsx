"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { CrfForm } from "@/app/_crf/crf-form";
import { putBack } from "@/app/_crf/typing-merge";
import type { Recorded } from "@/app/_crf/use-crf-form";
import type { KeptForm } from "@/app/_crf/use-kept-typing";
import { useFocusFromAddress } from "@/app/_ui/focus-from-address.client";
import type { Posting } from "@/app/_crf/use-saving";
import { useSiteDay } from "@/app/_crf/use-site-day";
import { newId } from "@/app/_ui/new-id";
import type { Form } from "@/lib/crf/define-form";
import { firedChecks } from "@/lib/crf/fired-checks";
import type { LogView } from "@/lib/entries/read-log";
import { contextFor, type StudyForm } from "@/lib/study/checks/check-context";
import { CORRECTION_REASONS } from "@/lib/study/correction-reasons";
import { addRowAction, saveAnswersAction } from "../../../../entries/actions";
import type { AroundForm } from "../../../../entries/around-form";
import { BesideForm } from "../../../../entries/beside-form.client";
import type { FormLabels } from "../../../../entries/form-labels";
import { WithForm } from "../../../../entries/form-screens.client";
import { placeOfRow } from "./place-of-row";
import type { Panel } from "../../../../entries/panel-of";

interface Props { readonly log: LogView; readonly formVersion: number; readonly panel: Panel | null; readonly drawn: ReactNode; readonly labels: FormLabels; readonly now: number; readonly nextRow: number; readonly around: AroundForm }

/** The row in hand. `stored`: it is in the database already, and what was typed since is to follow. */
interface Row { readonly at: number; readonly entryId: string; readonly stored: Recorded | null }

/** One row being typed. After each save the next blank row stands ready. */
export function NewRow(props: Props) {
  const [row, setRow] = useState<Row>(() => ({ at: 0, entryId: newId(), stored: null }));
  return <WithForm formId={props.log.formId} formVersion={props.formVersion}>{(form) => <BlankRow key={`${row.at} ${row.stored !== null}`} {...props} form={form} row={row} setRow={setRow} />}</WithForm>;
}

function BlankRow({ form, log, panel, drawn, labels, now, nextRow, around, row, setRow }: Props & { form: StudyForm; row: Row; setRow: (row: Row) => void }) {
  const router = useRouter();
  useFocusFromAddress();
  const today = useSiteDay(now, log.timeZone);
  const { entryId } = row;
  const [isStored, setStored] = useState(row.stored !== null);
  const at = useMemo(() => ({ id: entryId, formId: form.id, formVersion: form.version, visit: log.visitCode, rowNo: nextRow }), [entryId, form, log.visitCode, nextRow]);
  const checksFor = useCallback((answers: Recorded) => firedChecks(form, answers, contextFor(log.record, at, today)), [form, log.record, at, today]);
  const typing = useMemo(() => ({ today, visit: around.visitDay }), [today, around.visitDay]);
  const post = useCallback((posting: Posting) => isStored
    ? saveAnswersAction({ ...posting, changes: { ...posting.changes }, reasons: { ...posting.reasons }, explanations: [...posting.explanations], replies: [...posting.replies], entryId })
    : addRowAction({
      requestId: posting.requestId, as: posting.as, reason: posting.reason, entryId, patientId: log.patientId, visitId: log.visitId, formId: form.id,
      answers: Object.fromEntries(Object.entries(posting.changes).map(([field, { to }]) => [field, to])), explanations: [...posting.explanations],
    }), [isStored, entryId, form.id, log.patientId, log.visitId]);
  const onRow = (kept: KeptForm) => {
    const before = log.rows.find(({ id }) => id === kept.entryId);
    if (kept.entryId === null || kept.entryId === entryId || (before?.removedReason ?? null) !== null) return "go on"; // of a removed row it becomes a new one
    const stored = before?.answers;
    if (stored && Object.keys(putBack(form as unknown as Form, kept, stored, true, { today }).typed).length === 0) return "saved";
    setRow({ ...row, entryId: kept.entryId, stored: stored ?? null });
    return stored ? "moved" : "go on";
  };
  const place = { ...placeOfRow(log, form.title), entryId, onRow };

  return (
    <div className={panel !== null ? "form-page form-page-plain" : "form-page form-page-plain form-page-without-trace"}>
      <CrfForm
        form={form as unknown as Form} stored={row.stored ?? NOTHING} mayEdit typing={typing} onwards={around.onwards} proposals={around.proposals} checksFor={checksFor} reasons={CORRECTION_REASONS} explained={[]} post={post} saveLabel="Save row" compact draft={place} tools={() => null} savedBefore={row.at > 0 ? "Row saved" : null}
        onSaved={(_, isDone) => { setStored(true); if (isDone) setRow({ at: row.at + 1, entryId: newId(), stored: null }); router.refresh(); }} onHeld={() => router.refresh()}
        live={(answers) => <BesideForm panel={panel} drawn={drawn} labels={labels} record={log.record} at={at} answers={answers} />}
      />
    </div>
  );
}

const NOTHING: Recorded = {};
