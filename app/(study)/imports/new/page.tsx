import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { MOST } from "@/lib/imports/import-values";
import { TRAINING_FILE } from "@/lib/kernel/training-words";
import { asReader } from "@/lib/server/page";
import { isTraining } from "@/lib/server/trial-kind";
import { FileImport } from "./file-import.client";
import "../imports.css";

export const metadata: Metadata = { title: "Import a file" };

export default async function NewImportPage() {
  await asReader("entry.import", async () => true);
  return (
    <>
      <PageHeader title="Import a file" subtitle="Results of a laboratory for patients of your site. You see every line before anything is stored, and it is stored as a whole or not at all." trail={[{ label: "Imports", href: "/imports" }, { label: "Import a file", href: null }]} actions={<LinkButton href="/imports/forms">Forms as CSV or ODM…</LinkButton>} />
      <FileImport most={MOST} mark={isTraining ? TRAINING_FILE : ""} />
    </>
  );
}
