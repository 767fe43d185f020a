import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { MOST_OF_FORMS } from "@/lib/imports/form-of-file";
import { TRAINING_FILE } from "@/lib/kernel/training-words";
import { asReader } from "@/lib/server/page";
import { isTraining } from "@/lib/server/trial-kind";
import { FormImport } from "./form-import.client";
import "../imports.css";

export const metadata: Metadata = { title: "Import forms" };

export default async function ImportFormsPage() {
  await asReader("entry.import", async () => true);
  return (
    <>
      <PageHeader title="Import forms" subtitle="Data of any form for patients of your site, as CSV or as ODM 1.3.2. You see every value before anything is stored, and it is stored as a whole or not at all."
        trail={[{ label: "Imports", href: "/imports" }, { label: "Import forms", href: null }]} actions={<LinkButton href="/imports/new">Results of a laboratory…</LinkButton>} />
      <FormImport most={MOST_OF_FORMS} mark={isTraining ? TRAINING_FILE : ""} />
    </>
  );
}
