import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { ComparisonAddress } from "@/lib/exports/comparison-address";
import { readComparison, type Comparison, type NamedCut } from "@/lib/exports/read-comparison";
import { sayInstant } from "@/lib/kernel/instant";
import { sayNumber } from "@/lib/kernel/say-number";
import { asReader } from "@/lib/server/page";
import { formById } from "@/lib/study/study";
import { sayDifference } from "./say-difference";
import "../cuts.css";

export const metadata = { title: "Two cuts compared" };

const COUNTS = [{ key: "of", label: "Form or result" }, { key: "patients", label: "Patients", numeric: true }, { key: "added", label: "Added", numeric: true }, { key: "changed", label: "Changed", numeric: true }, { key: "gone", label: "Gone", numeric: true }];
const FIELDS = [{ key: "patient", label: "Patient" }, { key: "where", label: "Visit and form" }, { key: "field", label: "Field" }, { key: "from", label: "Before" }, { key: "to", label: "After" }];

export default async function ComparePage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const names = ComparisonAddress.parse(await searchParams);
  const { cuts, comparison } = await asReader("cut.read", (tx) => readComparison(tx, names));
  return (
    <>
      <PageHeader title="Two cuts compared" subtitle="By patient and field: what one cut has otherwise than the other." actions={<TextLink href="/cuts" underlined>All data cuts</TextLink>} />
      {cuts.length > 1 && <Choice cuts={cuts} from={comparison?.from.name} to={comparison?.to.name} />}
      {comparison ? <Differences comparison={comparison} /> : (
        <Card title="Nothing to compare" hideTitle><EmptyState title="Nothing to compare">{cuts.length > 1 ? "There is no cut of that name. Choose two above." : "It takes two cuts. Make another one when the data have moved on."}</EmptyState></Card>
      )}
    </>
  );
}

function Choice({ cuts, from, to }: { readonly cuts: readonly NamedCut[]; readonly from: string | undefined; readonly to: string | undefined }) {
  const options = cuts.map(({ name, at }) => <option key={name} value={name}>{name}, {sayInstant(at.toISOString(), "UTC")}</option>);
  return (
    <form className="filters compare-choice" action="/cuts/compare" role="search" aria-label="Which cuts" key={`${from} ${to}`}>
      <label>From <select className="field-plain" name="from" defaultValue={from}>{options}</select></label>
      <label>To <select className="field-plain" name="to" defaultValue={to}>{options}</select></label>
      <button type="submit" className="button">Compare</button>
    </form>
  );
}

function Differences({ comparison: { from, to, counts, shown } }: { readonly comparison: Comparison }) {
  const all = counts.reduce((sum, { added, changed, gone }) => sum + added + changed + gone, 0);
  if (all === 0) {
    const says = from.contentHash === to.contentHash ? "They have the same content hash." : "Only queries, signatures, locks or other work around the data moved on.";
    return <Card title={`${from.name} and ${to.name}`}><EmptyState title="No field differs">{says}</EmptyState></Card>;
  }
  const csv = `/cuts/compare/compare.csv?${new URLSearchParams({ from: from.name, to: to.name })}`;
  return (
    <>
      <Card title={`${from.name} to ${to.name}`} note={all === 1 ? "1 field differs" : `${sayNumber(all)} fields differ`} actions={<LinkButton href={csv} small download>All as CSV</LinkButton>}>
        <DataTable caption="Differences by form" columns={COUNTS} dense>
          {counts.map(({ of, patients, added, changed, gone }) => (
            <tr key={of}><td>{formById(of)?.title ?? of.replaceAll("_", " ")}</td>{[patients, added, changed, gone].map((count, at) => <td key={at} className="number">{sayNumber(count)}</td>)}</tr>
          ))}
        </DataTable>
      </Card>
      <Card title="Field by field" note={shown.length < all ? `the first ${shown.length}; the CSV has all` : undefined}>
        <DataTable caption="Differences by patient and field" columns={FIELDS} dense>
          {shown.map((difference) => {
            const { patient, where, field, before, after } = sayDifference(difference);
            return <tr key={`${patient} ${where} ${difference.field}`}><td>{patient}</td><td>{where}</td><td>{field}</td><td>{before}</td><td>{after}</td></tr>;
          })}
        </DataTable>
      </Card>
    </>
  );
}
