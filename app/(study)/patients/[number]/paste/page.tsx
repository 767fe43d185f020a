import type { Metadata } from "next";
import { z } from "zod";
import { PageHeader } from "@/app/_ui/page-header";
import { readPlaces } from "@/lib/imports/read-places";
import { asReader } from "@/lib/server/page";
import { formById } from "@/lib/study/study";
import { PasteForm } from "./paste-form.client";

export const metadata: Metadata = { title: "Paste results" };

interface Address { readonly params: Promise<{ number: string }>; readonly searchParams: Promise<Readonly<Record<string, unknown>>> }

/** Results of one patient from a spreadsheet or a print-out. `entry` names the form from which somebody came. */
export default async function PastePage({ params, searchParams }: Address) {
  const [number, asked] = [decodeURIComponent((await params).number), z.uuid().safeParse((await searchParams)["entry"])];
  const patient = await asReader("entry.import", async (tx, actor) => (await readPlaces(tx, actor, [number], null)).patients[0] ?? null);
  const came = patient.places.find(({ entryId }) => entryId === asked.data);
  const form = came && formById(came.formId, came.formVersion);
  const back = came ? { label: `Back to ${form?.title ?? came.formId}, ${came.title}`, href: `/entries/${came.entryId}` } : { label: "Back to the casebook", href: `/patients/${number}` };
  return (
    <>
      <PageHeader title={number} subject="Paste results" subtitle="From a spreadsheet, a laboratory's screen or a print-out. You see what was read before anything is stored."
        trail={[{ label: "Patients", href: "/patients" }, { label: number, href: `/patients/${number}` }, ...(came && form ? [{ label: `${form.title}, ${came.title}`, href: back.href }] : []), { label: "Paste results", href: null }]} />
      <PasteForm patient={patient} prefer={came?.entryId ?? null} back={back} />
    </>
  );
}
