"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, type ReactNode } from "react";
import { CrfForm } from "@/app/_crf/crf-form";
import { useFocusFromAddress } from "@/app/_ui/focus-from-address.client";
import type { Recorded } from "@/app/_crf/use-crf-form";
import type { Posting } from "@/app/_crf/use-saving";
import { useSiteDay } from "@/app/_crf/use-site-day";
import type { Form } from "@/lib/crf/define-form";
import { firedChecks } from "@/lib/crf/fired-checks";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import type { EntryView } from "@/lib/entries/read-entry";
import type { HistoryHead } from "@/lib/entries/read-history";
import type { Verifications } from "@/lib/review/read-verifications";
import type { EntrySignatures } from "@/lib/signatures/read-entry-signatures";
import { contextFor, type StudyForm } from "@/lib/study/checks/check-context";
import { CORRECTION_REASONS } from "@/lib/study/correction-reasons";
import { recordWith } from "@/lib/study/record-with";
import { saveAnswersAction } from "../actions";
import type { AroundForm } from "../around-form";
import { FieldTools } from "../field-tools.client";
import { openQueries } from "../open-queries";
import { BesideForm } from "../beside-form.client";
import type { FormLabels } from "../form-labels";
import { WithForm } from "../form-screens.client";
import { labNotes } from "../lab-notes";
import type { Panel } from "../panel-of";
import { sayClosed } from "../say-closed";
import { sayUndone } from "../say-undone";

const DeviationNote = dynamic(() => import("../deviation-note").then((all) => all.DeviationNote));

interface Props {
  readonly entry: EntryView;
  /** The server's clock, in ms. */
  readonly now: number;
  readonly visitTitle: string | null;
  readonly history: Readonly<Record<string, HistoryHead>>;
  readonly queries: Readonly<Record<string, readonly DiscrepancyView[]>>;
  readonly verifications: Verifications;
  readonly signatures: Pick<EntrySignatures, "signatures" | "unsigned">;
  readonly mayAsk: boolean;
  readonly mayVerify: boolean;
  readonly mayRedact: boolean;
  readonly around: AroundForm;
  /** The list of forms to the left. */
  readonly beside: ReactNode;
  /** What stands beside the form, and what the panel's links are called. */
  readonly panel: Panel | null;
  readonly drawn: ReactNode;
  readonly labels: FormLabels;
  /** Draws only these fields. */
  readonly only?: readonly string[];
}

/** A form of a visit, or one row of a log, with its history, questions and verification at each field. */
export function EntryForm(props: Props) {
  return <WithForm formId={props.entry.formId} formVersion={props.entry.formVersion}>{(form) => <OpenForm form={form} {...props} />}</WithForm>;
}

function OpenForm({ form, entry, now, visitTitle, history, queries, verifications, signatures, mayAsk, mayVerify, mayRedact, around, beside, panel, drawn, labels, only }: Props & { readonly form: StudyForm }) {
  const router = useRouter();
  useFocusFromAddress();
  const today = useSiteDay(now, entry.timeZone);

  const at = useMemo(() => ({ id: entry.id, formId: entry.formId, formVersion: entry.formVersion, visit: entry.visitCode, rowNo: entry.rowNo }), [entry]);
  const checksFor = useCallback((answers: Recorded) => firedChecks(form, answers, contextFor(entry.record, at, today)), [form, entry.record, at, today]);
  const post = useCallback((posting: Posting) => saveAnswersAction({ ...posting, changes: { ...posting.changes }, reasons: { ...posting.reasons }, explanations: [...posting.explanations], replies: [...posting.replies], entryId: entry.id }), [entry.id]);
  const typing = useMemo(() => ({ today, visit: around.visitDay }), [today, around.visitDay]);
  const title = [form.title, form.repeats && `row ${entry.rowNo}`, visitTitle].filter(Boolean).join(", ");
  const storedBy = (field: string) => history[field]?.storedBy ?? undefined;

  const asked = useMemo(() => openQueries(queries), [queries]);
  return (
    <div className={["form-page", beside === null && "form-page-plain", panel === null && "form-page-without-trace"].filter(Boolean).join(" ")}>
      {beside}
      <CrfForm
        only={only} form={form as unknown as Form} stored={entry.answers} mayEdit={entry.mayEdit} typing={typing} onwards={around.onwards} proposals={around.proposals} checksFor={checksFor} reasons={CORRECTION_REASONS} undoes={(fields) => sayUndone(fields, verifications, signatures)} explained={entry.explanations} queries={asked} post={post} onSaved={() => router.refresh()} onHeld={() => router.refresh()} closed={sayClosed(entry)} saveLabel="Save" draft={{ name: entry.id, label: { href: `/entries/${entry.id}`, patient: entry.patientNumber, title } }} version={entry.version} storedBy={storedBy}
        tools={(field) => (
          <FieldTools entryId={entry.id} formId={entry.formId} field={field} definition={form.fields[field]!} answer={entry.answers[field]} history={history[field]} queries={queries[field] ?? []}
            verification={verifications.fields[field]} timeZone={entry.timeZone} mayAsk={mayAsk} mayVerify={mayVerify} mayRedact={mayRedact} />
        )}
        notes={(answers) => (form.id === "protocol_deviation" ? { answers: <DeviationNote record={entry.record} name={answers["answers"]} /> } : labNotes(recordWith(entry.record, at, answers), entry.id))}
        live={(answers) => <BesideForm panel={panel} drawn={drawn} labels={labels} record={entry.record} at={at} answers={answers} />}
      />
    </div>
  );
}
