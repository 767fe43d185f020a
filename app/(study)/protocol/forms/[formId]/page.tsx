import { notFound } from "next/navigation";
import { Card } from "@/app/_ui/card";
import { DataTable, GroupRow } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { dataDictionary, editChecks } from "@/lib/crf/data-dictionary";
import { sectionsOf, type Form } from "@/lib/crf/define-form";
import { can } from "@/lib/access/permissions";
import { asReader } from "@/lib/server/page";
import { formById, forms } from "@/lib/study/study";
import { printedForm } from "@/lib/crf/printed-form";
import { exampleQuestions } from "@/lib/study/checks/example-questions";
import { DictionaryRows } from "../../dictionary-rows";
import { AnnotatedForm } from "./annotated-form";
import "../../protocol.css";

interface FormPageProps {
  readonly params: Promise<{ readonly formId: string }>;
  readonly searchParams: Promise<{ readonly version?: string | readonly string[] }>;
}

const COLUMNS = [{ key: "field", label: "Field" }, { key: "values", label: "Kind and values" }, { key: "when", label: "Applies" }, { key: "missing", label: "May be missing as" }, { key: "weight", label: "What hangs on it" }, { key: "sdtm", label: "SDTM and columns" }];

export async function generateMetadata({ params }: FormPageProps) {
  return { title: formById((await params).formId)?.title ?? "Form" };
}

export default async function FormPage({ params, searchParams }: FormPageProps) {
  const [{ formId }, { version }] = await Promise.all([params, searchParams]);
  const mayReadTrail = await asReader("protocol.read", async (_, actor) => ({ trail: can(actor, "trail.read") }));
  const form = formById(formId, typeof version === "string" && /^\d{1,3}$/.test(version) ? Number(version) : undefined) as unknown as Form | undefined;
  if (!form) notFound();

  const rows = dataDictionary([form]);
  const checks = editChecks([form]);
  const questions = exampleQuestions();
  const others = forms.filter(({ id, version: each }) => id === form.id && each !== form.version);
  return (
    <>
      <PageHeader
        title={form.title} subject="data dictionary" trail={[{ label: "Handbook", href: "/protocol" }, { label: "Forms", href: "/protocol#forms" }, { label: form.title, href: null }]}
        subtitle={`${form.id}, version ${form.version} · ${rows.length} fields · ${checks.length} edit checks${form.repeats ? " · a row for each event" : ""}${form.source === "system" ? " · filled by the system" : ""}`}
        actions={others.map(({ version: each }) => <LinkButton key={each} href={`/protocol/forms/${form.id}?version=${each}`}>Version {each}</LinkButton>)}
      />
      <Card title="Fields">
        <DataTable caption={`Fields of ${form.title}`} columns={COLUMNS}>
          {sectionsOf(form).map(({ title, fields }) => [
            <GroupRow key={title} span={COLUMNS.length} label={title} count={fields.length} />,
            <DictionaryRows key={`${title}.fields`} form={form} rows={rows.filter(({ field }) => fields.includes(field))} linksTrail={mayReadTrail.trail} />,
          ])}
        </DataTable>
      </Card>
      <Card title="Annotated form" note="as a hand fills it in, with the SDTM target of each value"><AnnotatedForm form={printedForm(form)} /></Card>
      <Card title="Edit checks" note="a check asks and never refuses">
        <DataTable caption={`Edit checks of ${form.title}`} columns={[{ key: "id", label: "Check" }, { key: "at", label: "Looks at" }, { key: "says", label: "What must hold, and how it asks" }, { key: "from", label: "Protocol" }]} dense>
          {checks.map(({ id, on, says, protocol }) => <tr key={id}><td className="mono">{id}</td><td>{on.map((name) => form.fields[name]?.label ?? name).join(", ")}</td><td>{says}<small>{questions.get(id)}</small></td><td className="muted">{protocol}</td></tr>)}
        </DataTable>
      </Card>
    </>
  );
}
