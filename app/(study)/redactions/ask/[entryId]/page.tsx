import { z } from "zod";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import { readTypedValues } from "@/lib/redactions/read-typed-values";
import { asReader } from "@/lib/server/page";
import { AskRedaction } from "./ask-redaction.client";
import "../../redactions.css";

export const metadata = { title: "Typed by mistake" };

interface Address { readonly params: Promise<{ entryId: string }>; readonly searchParams: Promise<{ field?: unknown }> }

/** Everything that was typed in a form or about it, to choose what says who the patient is. */
export default async function AskRedactionPage({ params, searchParams }: Address) {
  const id = z.uuid().safeParse((await params).entryId);
  const field = z.string().max(60).nullable().catch(null).parse((await searchParams).field ?? null);
  const { patientNumber, timeZone, entryId, values } = await asReader("redaction.ask", async (tx, actor) => (id.success ? readTypedValues(tx, actor, id.data, field) : null));
  return (
    <>
      <PageHeader
        title="Typed by mistake" subject={patientNumber} subtitle="Choose what says who the patient, or somebody else, is. Somebody else looks at it and decides; until then it stays."
        trail={[{ label: "Patients", href: "/patients" }, { label: patientNumber, href: `/patients/${patientNumber}` }, { label: "Form", href: `/entries/${entryId}` }, { label: "Typed by mistake", href: null }]}
        actions={<>{field !== null && <LinkButton href={`/redactions/ask/${entryId}`}>All of this form</LinkButton>}<LinkButton href="/redactions">Redactions</LinkButton></>}
      />
      <div className="stack">
        <Callout tone="soft" title="A wrong value is corrected in the form.">This is for names, numbers, addresses: what must not stand in the study at all, not even in its history. Correct the value first if the record needs another one.</Callout>
        <Card title={field === null ? "Everything typed in this form, and about it" : "Everything typed in this field"} note={values.length || undefined}>
          {values.length === 0 ? <EmptyState title="Nothing typed here">Nothing was entered, or it was redacted.</EmptyState>
            : <AskRedaction values={values.map(({ typedAt, ...value }) => ({ ...value, when: sayInstant(typedAt.toISOString(), timeZone) }))} />}
        </Card>
      </div>
    </>
  );
}
