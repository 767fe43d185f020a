import { z } from "zod";
import { EmptyState } from "@/app/_ui/empty-state";
import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { readEntrySummaries } from "@/lib/entries/read-entry-summaries";
import { readLog } from "@/lib/entries/read-log";
import { dayIn } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";
import { readLogSignatures } from "@/lib/signatures/read-log-signatures";
import { formVersionOf } from "@/lib/study/schedule";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { aroundForm } from "../../../../entries/around-form";
import { placesOf } from "../../../../entries/form-places";
import { labelsOf } from "../../../../entries/labels-of";
import { LivePanel } from "../../../../entries/live-panel";
import { panelOf } from "../../../../entries/panel-of";
import { SignedLine } from "../../../../entries/[entryId]/signed-line";
import { LogRows } from "./log-rows";
import { KeptRow } from "./kept-row.client";
import { NewRow } from "./new-row.client";

interface Address { readonly params: Promise<{ number: string; formId: string }>; readonly searchParams: Promise<{ visit?: string }> }

/** What becomes of a row that was typed and not saved where none is taken. */
const RECORDED = "The row is recorded already. Open it below, correct there what differs, then discard this.";
const CLOSED = "No rows are added here now: the casebook is frozen or locked, or not yours to fill. When it is open to you again, this is put back into its fields.";

const Visit = z.string().max(10).nullable().catch(null);

export async function generateMetadata({ params }: Address) {
  const { number, formId } = await params;
  return { title: `${number} ${formById(formId)?.title ?? "Log"}` };
}

/** A log of the patient or of a visit: a new row being typed above what is recorded. */
export default async function LogPage({ params, searchParams }: Address) {
  const [{ number, formId }, { visit }] = await Promise.all([params, searchParams]);
  const { log, signatures, summaries } = await asReader("entry.read", async (tx, actor) => {
    const log = await readLog(tx, actor, number, formId, Visit.parse(visit ?? null));
    if (!log) return null;
    const [signatures, summaries] = await Promise.all([readLogSignatures(tx, log.patientId, log.rows.map(({ id }) => id)), readEntrySummaries(tx, [log.patientId])]);
    return { log, signatures, summaries };
  });
  const title = formById(formId)?.title ?? formId;
  const at = log.visitCode ? visitByCode(log.visitCode)?.title : null;
  const standing = log.rows.filter(({ removedReason }) => removedReason === null).length;
  const single = !formById(formId)?.repeats;
  const takesRow = log.mayAdd && !(single && standing > 0);
  const panel = panelOf(log.formId, log.visitCode);
  const labels = panel ? labelsOf(log.record) : {};
  const isOfSystem = formById(formId)?.source === "system";
  const now = new Date();
  const today = dayIn(now.toISOString(), log.timeZone);
  const nextRow = log.rows.length + 1;
  const around = aroundForm(placesOf({ number, record: log.record, summaries, today }), log.record, { id: "", formId, formVersion: formVersionOf(log.record.protocolVersion, formId), visit: log.visitCode, rowNo: nextRow });
  return (
    <>
      <PageHeader title={number} subject={title} subtitle={[at, `${standing} ${standing === 1 ? "row" : "rows"}`].filter(Boolean).join(" · ")}
        trail={[{ label: "Patients", href: "/patients" }, { label: number, href: `/patients/${number}` }, { label: at ?? "Logs", href: null }]} />
      <SignedLine of={{ signatures, unsigned: [], offer: null }} timeZone={log.timeZone} title={title} />
      {!takesRow && <KeptRow log={log} formVersion={formVersionOf(log.record.protocolVersion, log.formId)} title={title} why={log.mayAdd ? RECORDED : CLOSED} />}
      {takesRow && <NewRow log={log} formVersion={formVersionOf(log.record.protocolVersion, log.formId)} panel={panel} labels={labels} drawn={panel && <LivePanel panel={panel} record={log.record} labels={labels} visitCode={log.visitCode} formId={log.formId} investigator="as recorded" />} now={now.getTime()} nextRow={nextRow} around={around} />}
      <Card title="Recorded rows" note={log.rows.length}>
        {log.rows.length > 0 ? <LogRows log={log} /> : <EmptyState title="Nothing recorded yet">{log.mayAdd ? "Type the first row above. A half-filled row always saves." : isOfSystem ? "This form is filled by the system when the patient is randomised." : "Rows appear here as the site records them."}</EmptyState>}
      </Card>
    </>
  );
}
