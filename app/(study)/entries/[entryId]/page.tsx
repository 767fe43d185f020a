import type { Metadata } from "next";
import { cache } from "react";
import { z } from "zod";
import { PageHeader } from "@/app/_ui/page-header";
import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { LinkButton } from "@/app/_ui/text-link";
import { readEntryDiscrepancies } from "@/lib/discrepancies/read-entry-discrepancies";
import { readHistoryHeads } from "@/lib/entries/read-history";
import { readForm, type FormView } from "@/lib/entries/read-entry";
import { readEntrySummaries } from "@/lib/entries/read-entry-summaries";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { dayIn } from "@/lib/kernel/instant";
import { covers, readLocks } from "@/lib/locks/read-locks";
import { readUndoable } from "@/lib/review/read-undoable";
import { readVerifications, type Verifications } from "@/lib/review/read-verifications";
import { readRecordAround } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import { asReader } from "@/lib/server/page";
import { readEntrySignatures } from "@/lib/signatures/read-entry-signatures";
import { formById } from "@/lib/study/study";
import { versionOn } from "@/lib/study/version-on";
import { visitByCode } from "@/lib/study/visits";
import { armLabel } from "@/lib/study/words";
import { UndoBar } from "../../verification/undo-bar.client";
import "../../verification/verification.css";
import { PlaceLockDialog } from "../../lock/lock-dialogs.client";
import { LockLine } from "../../lock/lock-line";
import "../../lock/lock.css";
import { aroundForm } from "../around-form";
import { FormList } from "../form-list";
import { placesOf } from "../form-places";
import { sayProgress } from "../say-progress";
import { EntryForm } from "./entry-form.client";
import { labelsOf } from "../labels-of";
import { LivePanel } from "../live-panel";
import { panelOf } from "../panel-of";
import { FormTools } from "./form-tools.client";
import { SignedLine } from "./signed-line";

/** Forms that a laboratory's report fills. */
const LAB_FORMS: readonly string[] = ["haematology", "chemistry"];

/** Read once for the page and its title: what needs the form is asked for as soon as that has come, and nothing else waits for it. */
const readPage = cache(async (entryId: string) => {
  const id = z.uuid().safeParse(entryId);
  return asReader("entry.read", async (tx, actor) => {
    if (!id.success) return null;
    const form = readForm(tx, actor, id.data);
    const [found, record, history, queries, verifications, around] = await Promise.all([
      form, readRecordAround(tx, id.data), readHistoryHeads(tx, id.data), readEntryDiscrepancies(tx, actor, id.data), readVerifications(tx, id.data), form.then((entry) => entry && readAround(tx, actor, entry)),
    ]);
    if (!found || !record || !around) return null;
    const entry = { ...found, record };
    const mayVerify = can(actor, "entry.verify", entry) && entry.removedReason === null && entry.held !== "lock";
    return {
      entry, ...around, mayLock: can(actor, "lock.place", entry), mayRelease: can(actor, "lock.release", entry),
      history, queries, verifications, mayAsk: can(actor, "discrepancy.raise", entry), mayRedact: can(actor, "redaction.ask", entry), mayVerify, undoable: mayVerify ? await readUndoable(tx, actor, entry.patientId) : [],
    };
  }, { keepsPlans: true });
});

async function readAround(tx: Tx, actor: Actor, entry: FormView) {
  const place = { visitId: entry.visitId, entryId: entry.id };
  const [signatures, locks, summaries] = await Promise.all([readEntrySignatures(tx, actor, entry), entry.held === null ? [] : readLocks(tx, { ...entry, entryId: entry.id }), readEntrySummaries(tx, [entry.patientId])]);
  return { signatures, summaries, locks: locks.filter((lock) => lock.release === null && covers(lock, place)) };
}

/** Values without a standing verification. */
const unverifiedOf = (answers: Readonly<Record<string, unknown>>, { fields }: Verifications): readonly string[] => Object.keys(answers).filter((field) => (answers[field] ?? null) !== null && fields[field]?.standing == null);

interface Address { readonly params: Promise<{ readonly entryId: string }> }

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { entry: { patientNumber, formId, formVersion, visitCode, rowNo } } = await readPage((await params).entryId);
  const form = formById(formId, formVersion);
  return { title: [`${patientNumber} ${form?.title ?? formId}`, form?.repeats && `row ${rowNo}`, visitCode && visitByCode(visitCode)?.shortTitle].filter(Boolean).join(", ") };
}

export default async function EntryPage({ params }: Address) {
  const { entry, signatures, locks, summaries, mayLock, mayRelease, undoable, ...beside } = await readPage((await params).entryId);
  const form = formById(entry.formId, entry.formVersion);
  const visit = entry.visitCode ? visitByCode(entry.visitCode) : null;
  const logHref = form?.repeats || !entry.visitCode ? `/patients/${entry.patientNumber}/logs/${entry.formId}${entry.visitCode ? `?visit=${entry.visitCode}` : ""}` : null;
  const demography = entry.record.entries.find(({ formId }) => formId === "demography")?.answers;
  const panel = panelOf(entry.formId, entry.visitCode);
  const labels = panel ? labelsOf(entry.record) : {};
  const now = new Date();
  const today = dayIn(now.toISOString(), entry.timeZone);
  const here = { ...entry, visit: entry.visitCode };
  const places = placesOf({ number: entry.patientNumber, record: entry.record, summaries, today });
  const around = aroundForm(places, entry.record, here);

  return (
    <>
      <PageHeader
        title={entry.patientNumber} subject={`${form?.title ?? entry.formId}${form?.repeats ? `, row ${entry.rowNo}` : ""}${visit ? `, ${visit.title}` : ""}`}
        subtitle={[demography?.["sex"], demography?.["age"] ? `${String(demography["age"])} y` : null, entry.record.arm ? armLabel(versionOn(entry.record, 1), entry.record.arm) : "in screening", `form version ${entry.formVersion}`].filter(Boolean).join(" · ")}
        trail={[{ label: "Patients", href: "/patients" }, { label: entry.patientNumber, href: `/patients/${entry.patientNumber}` }, ...(logHref && form ? [{ label: `${form.title} log`, href: logHref }] : []), { label: visit?.shortTitle ?? "Log", href: null }]}
        actions={<><Badge {...(entry.optional && entry.progress === "not_started" ? { children: "Only if it was done" } : sayProgress(entry.progress))} /><LinkButton look="ghost" href={`/protocol/forms/${entry.formId}?version=${entry.formVersion}`} label={`Handbook: ${form?.title ?? entry.formId}`}>Handbook</LinkButton>{entry.mayEdit && LAB_FORMS.includes(entry.formId) && <LinkButton href={`/patients/${entry.patientNumber}/paste?entry=${entry.id}`}>Paste results…</LinkButton>}<FormTools entry={entry} repeats={form?.repeats ?? false} unverified={beside.mayVerify && form?.source !== "system" ? unverifiedOf(entry.answers, beside.verifications) : []} />{mayLock && entry.held !== "lock" && entry.removedReason === null && <PlaceLockDialog kind={null} over={{ scope: "entry", entryId: entry.id }} says="this form" trigger="Freeze or lock…" look="default" held={locks.some(({ scope }) => scope === "entry") ? "freeze" : null} />}</>}
      />
      <UndoBar acts={undoable} />
      <LockLine locks={locks} timeZone={entry.timeZone} what="record" ledger={`/lock?entry=${entry.id}`} mayRelease={mayRelease} isOwn={({ entryId }) => entryId === entry.id} />
      {form?.source === "system" && <Callout tone="info" title="This form is filled by the system when the patient is randomised.">It says what was drawn, and takes nothing typed.</Callout>}
      {entry.removedReason && <Callout tone="soft" title="This row was removed.">Reason: {entry.removedReason}. It keeps its values and counts nowhere.</Callout>}
      {entry.notDoneReason && <Callout tone="info" title="Not done.">{entry.notDoneReason}. Any answer below makes it an ordinary form again.</Callout>}
      <SignedLine of={signatures} timeZone={entry.timeZone} title={form?.title ?? entry.formId} />
      <EntryForm entry={entry} beside={form && <FormList form={form} places={places} here={here} />} panel={panel} labels={labels} drawn={panel && <LivePanel panel={panel} record={entry.record} labels={labels} visitCode={entry.visitCode} formId={entry.formId} investigator="as recorded" />} now={now.getTime()} visitTitle={visit?.shortTitle ?? null} around={around} signatures={{ signatures: signatures.signatures, unsigned: signatures.unsigned }} {...beside} />
    </>
  );
}
