import type { Metadata } from "next";
import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { readEntryDiscrepancies } from "@/lib/discrepancies/read-entry-discrepancies";
import { readEntry } from "@/lib/entries/read-entry";
import { readHistoryHeads } from "@/lib/entries/read-history";
import { readNewQuestions, type AskedAnew } from "@/lib/entries/read-new-questions";
import { readVerifications } from "@/lib/review/read-verifications";
import { asReader } from "@/lib/server/page";
import { readEntrySignatures } from "@/lib/signatures/read-entry-signatures";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { EntryForm } from "../../../entries/[entryId]/entry-form.client";
import "./new-questions.css";

interface Address { readonly params: Promise<{ readonly number: string }>; readonly searchParams: Promise<unknown> }

const Choice = z.object({ entry: z.uuid().optional().catch(undefined) });
const NOWHERE = { onwards: { previous: null, next: null, due: null }, proposals: { always: {}, when: [] }, visitDay: undefined } as const;

export const generateMetadata = async ({ params }: Address): Promise<Metadata> => ({ title: `${(await params).number} new questions` });

/** Only what an amendment asks anew, of all forms of a patient: the form that is being answered is open, the others name their questions. */
export default async function NewQuestionsPage({ params, searchParams }: Address) {
  const number = decodeURIComponent((await params).number);
  const { entry: chosen } = Choice.parse(await searchParams);
  const read = await asReader("entry.save", async (tx, actor) => {
    const asked = await readNewQuestions(tx, actor, number);
    if (!asked) return null;
    const open = asked.entries.find(({ entryId }) => entryId === chosen) ?? asked.entries[0];
    const entry = open && (await readEntry(tx, actor, open.entryId));
    if (!open || !entry) return { asked, open: null };
    const [history, queries, verifications, signatures] = await Promise.all([readHistoryHeads(tx, entry.id), readEntryDiscrepancies(tx, actor, entry.id), readVerifications(tx, entry.id), readEntrySignatures(tx, actor, entry)]);
    return { asked, open: { of: open, props: { entry, history, queries, verifications, signatures: { signatures: signatures.signatures, unsigned: signatures.unsigned }, mayAsk: false, mayVerify: false, mayRedact: can(actor, "redaction.ask", entry) } } };
  });
  const { asked: { entries }, open } = read;
  const count = entries.reduce((sum, { expected }) => sum + expected.length, 0);
  return (
    <>
      <PageHeader title={number} subject="New questions" trail={[{ label: "Patients", href: "/patients" }, { label: number, href: `/patients/${number}` }, { label: "New questions", href: null }]}
        subtitle={`${count} ${count === 1 ? "question" : "questions"} in ${entries.length} ${entries.length === 1 ? "form" : "forms"} that moved to a new version. Everything else in them stands as it was entered.`} />
      {open === null ? <EmptyState title="No new questions" actions={<LinkButton href={`/patients/${number}`}>Open casebook</LinkButton>}>Questions that a new version of a form brings to what is already entered stand here until they are answered.</EmptyState> : (
        <div className="new-questions">
          {entries.map((entry) => entry.entryId === open.of.entryId ? (
            <section key={entry.entryId} aria-label={placeOf(entry)}>
              <h2 className="new-questions-place">{placeOf(entry)}</h2>
              <EntryForm key={entry.entryId} {...open.props} only={[...entry.expected, ...entry.others]} now={new Date().getTime()} visitTitle={entry.visitCode && (visitByCode(entry.visitCode)?.shortTitle ?? entry.visitCode)} around={NOWHERE} beside={null} panel={null} drawn={null} labels={{}} />
            </section>
          ) : <Waiting key={entry.entryId} entry={entry} number={number} />)}
        </div>
      )}
    </>
  );
}

/** "Vital signs, Course 1" */
function placeOf({ formId, formVersion, rowNo, visitCode }: AskedAnew): string {
  const form = formById(formId, formVersion);
  return [form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null, visitCode === null ? null : (visitByCode(visitCode)?.title ?? visitCode)].filter(Boolean).join(", ");
}

function Waiting({ entry, number }: { readonly entry: AskedAnew; readonly number: string }) {
  const form = formById(entry.formId, entry.formVersion);
  return (
    <Card title={placeOf(entry)} note={entry.expected.length} actions={<LinkButton href={`/patients/${number}/new-questions?entry=${entry.entryId}`} small label={`Answer: ${placeOf(entry)}`}>Answer</LinkButton>}>
      <ul className="new-questions-waiting">{entry.expected.map((field) => <li key={field}>{form?.fields[field]?.label ?? field}</li>)}</ul>
    </Card>
  );
}
