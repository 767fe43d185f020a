import type { Metadata } from "next";
import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readSourceSheet, type SheetForm } from "@/lib/review/read-source-sheet";
import { asReader } from "@/lib/server/page";
import { sayDrawn } from "../progress-tables";
import { UndoBar } from "../undo-bar.client";
import { sayValues } from "../verification-words";
import { SourceSheetTable } from "./source-sheet.client";
import "../verification.css";

interface Address { readonly params: Promise<{ readonly number: string }>; readonly searchParams: Promise<unknown> }
const Asked = z.object({ show: z.enum(["all"]).optional().catch(undefined) });

export const generateMetadata = async ({ params }: Address): Promise<Metadata> => ({ title: `${decodeURIComponent((await params).number)} source verification` });

/** One patient's values, to be held beside the source: what the plan asks for, or everything. */
export default async function SheetPage({ params, searchParams }: Address) {
  const number = decodeURIComponent((await params).number);
  const { show } = Asked.catch({}).parse(await searchParams);
  const sheet = await asReader("verification.read", (tx, actor) => readSourceSheet(tx, actor, number));
  const forms = show === "all" ? sheet.forms : plannedOnly(sheet.forms);
  const values = forms.flatMap((form) => form.values);
  const verified = values.filter(({ standing }) => standing === "verified").length;
  return (
    <>
      <PageHeader
        title={number} subject="source verification" trail={[{ label: "Source verification", href: "/verification" }, { label: number, href: null }]}
        subtitle={`The plan compares this patient ${sayDrawn(number) === "in full" ? "in full" : `in ${sayDrawn(number)}`} · ${verified} of ${sayValues(values.length)} verified`}
        actions={<><LinkSegments label="Which values" choices={[{ label: "Of the plan", href: `/verification/${number}`, active: show !== "all" }, { label: "Everything", href: `/verification/${number}?show=all`, active: show === "all" }]} /><LinkButton href={`/patients/${number}`} look="ghost">Casebook</LinkButton></>}
      />
      <UndoBar acts={sheet.undoable} />
      <Card title="Values beside the source" hideTitle>
        {forms.length === 0
          ? <EmptyState title="Nothing to compare yet">Values stand here in the order of the schedule, once the site has entered them.</EmptyState>
          : <SourceSheetTable key={show ?? "plan"} patientId={sheet.patientId} number={number} forms={forms} mayVerify={sheet.mayVerify} />}
      </Card>
    </>
  );
}

const plannedOnly = (forms: readonly SheetForm[]): readonly SheetForm[] =>
  forms.map((form) => ({ ...form, values: form.values.filter(({ planned }) => planned) })).filter(({ values }) => values.length > 0);
