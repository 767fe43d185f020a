import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { groupBy } from "@/lib/kernel/group-by";
import type { Criticality } from "@/lib/crf/field";
import { asReader } from "@/lib/server/page";
import { formById } from "@/lib/study/study";
import { CRITICALITIES, CRITICALITY_WORDS, drawing, SOURCE_FIELDS, verificationPlan, verificationPlanSources } from "@/lib/study/verification-plan";
import "../verification.css";

export const metadata = { title: "Plan of source verification" };

/** What the plan asks for and why, which fields it is about, and whom it draws: reckoned here as everywhere, from the declarations alone. */
export default async function PlanPage() {
  const numbers = await asReader("verification.read", async (tx) => (await tx.patient.findMany({ select: { number: true }, orderBy: { number: "asc" } })).map(({ number }) => number));
  return (
    <>
      <PageHeader title="Plan of source verification" trail={[{ label: "Source verification", href: "/verification" }, { label: "Plan", href: null }]} subtitle="Declared with the protocol. It decides what is to be verified; more may be." />
      <Card title="The rules">
        <DataTable caption="Rules of the plan" columns={[{ key: "rule", label: "Rule" }, { key: "source", label: "Where it comes from" }]} className="table-stacked">
          {(Object.keys(verificationPlanSources) as (keyof typeof verificationPlanSources)[]).map((key) => <tr key={key}><td className="verification-rule">{verificationPlanSources[key].says}.<small>{sayParameter(key)}</small></td><td className="muted">{verificationPlanSources[key].source}.</td></tr>)}
        </DataTable>
      </Card>
      <Fields />
      <Card title="Who is drawn" note="a patient's place in the order of numbers of the site, and nothing else, decides"><Drawn numbers={numbers} /></Card>
      <Card title="How it is drawn" padded>
        <p>After the first {verificationPlan.firstInFull}, the patients of a site are taken in blocks, in the order of their numbers: {Object.entries(verificationPlan.oneIn).map(([criticality, size]) => `of ${size} for ${CRITICALITY_WORDS[criticality as Criticality].toLowerCase()} values`).join(", ")}. In each block the patient with the lowest lot is drawn, so every site has its share, early and late alike. A lot is the SHA-256 of seed, site, kind of value and place; whoever has the seed reckons the same.</p>
        <p>Screen failures keep their place. A value counts once it is filled in; what the system fills in by itself has no source and does not count. A lock asks for the values of the primary endpoint only.</p>
      </Card>
    </>
  );
}

function sayParameter(key: keyof typeof verificationPlanSources): string {
  const { always, firstInFull, oneIn, seed } = verificationPlan;
  if (key === "always") return always.map((each) => CRITICALITY_WORDS[each]).join(", ");
  if (key === "firstInFull") return `${firstInFull} patients of each site`;
  return key === "seed" ? seed : Object.entries(oneIn).map(([each, size]) => `${CRITICALITY_WORDS[each as Criticality]}: 1 in ${size}`).join(", ");
}

const sayRule = (criticality: Criticality): string =>
  verificationPlan.always.includes(criticality) ? "in every patient" : `in the first ${verificationPlan.firstInFull} of a site${verificationPlan.oneIn[criticality] === undefined ? "" : `, then in 1 of ${verificationPlan.oneIn[criticality]}`}`;

function Fields() {
  return (
    <Card title="Which values" note="each field of a form declares why it matters">
      <DataTable caption="Fields by what hangs on them" columns={[{ key: "kind", label: "What hangs on it" }, { key: "rule", label: "Compared" }, { key: "count", label: "Fields", numeric: true }, { key: "forms", label: "In the forms" }]} className="table-stacked">
        {CRITICALITIES.map((criticality) => {
          const fields = SOURCE_FIELDS.filter((field) => field.criticality === criticality);
          return (
            <tr key={criticality}>
              <th scope="row">{CRITICALITY_WORDS[criticality]}</th><td data-label="Compared">{sayRule(criticality)}</td><td className="number" data-label="Fields">{fields.length}</td>
              <td className="verification-forms">{[...groupBy(fields, ({ formId }) => formId)].map(([formId, of], at) => <span key={formId}>{at > 0 && ", "}<TextLink href={`/protocol/forms/${formId}`}>{formById(formId)?.title ?? formId}</TextLink> {of.length}</span>)}</td>
            </tr>
          );
        })}
      </DataTable>
    </Card>
  );
}

function Drawn({ numbers }: { readonly numbers: readonly string[] }) {
  if (numbers.length === 0) return <EmptyState title="No patient yet">The draw of a site can be reckoned before it has any; it is shown with its patients.</EmptyState>;
  const plannedOf = drawing();
  const rest = CRITICALITIES.filter((criticality) => !verificationPlan.always.includes(criticality));
  return (
    <DataTable caption="Patients drawn at each site" columns={[{ key: "site", label: "Site" }, { key: "full", label: "In full" }, ...rest.map((key) => ({ key, label: `${CRITICALITY_WORDS[key]} as well` }))]} className="table-stacked">
      {[...groupBy(numbers.map((number) => ({ number, planned: plannedOf(number) })), ({ number }) => number.split("-")[0] ?? "")].map(([site, of]) => {
        const isFull = ({ planned }: (typeof of)[number]) => planned.length === CRITICALITIES.length;
        const numbersOf = (chosen: typeof of) => chosen.map(({ number }) => number);
        return (
          <tr key={site}>
            <th scope="row">{site}</th><td data-label="In full"><Numbers numbers={numbersOf(of.filter(isFull))} /></td>
            {rest.map((key) => <td key={key} data-label={CRITICALITY_WORDS[key]}><Numbers numbers={numbersOf(of.filter((one) => !isFull(one) && one.planned.includes(key)))} /></td>)}
          </tr>
        );
      })}
    </DataTable>
  );
}

const MOST_NUMBERS = 60;

function Numbers({ numbers }: { readonly numbers: readonly string[] }) {
  if (numbers.length === 0) return <span className="dim">none yet</span>;
  return <>{numbers.slice(0, MOST_NUMBERS).map((number, at) => <span key={number}>{at > 0 && ", "}<TextLink href={`/verification/${number}`}>{number}</TextLink></span>)}{numbers.length > MOST_NUMBERS && ` and ${numbers.length - MOST_NUMBERS} more`}</>;
}
