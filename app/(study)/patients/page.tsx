import { z } from "zod";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips, LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { readMatrix } from "@/lib/entries/read-matrix";
import { asReader } from "@/lib/server/page";
import { CHIPS, matches, narrow, type MatrixFilter } from "./matrix-filter";
import { Matrix } from "./matrix";
import { NewPatient } from "./new-patient.client";

export const metadata = { title: "Patients" };

const Filter = z.object({
  show: z.enum(["all", "overdue", "due", "queries", "progress", "exposure", "screening", "responders"]).catch("all"),
  arm: z.enum(["A", "B", "C"]).nullable().catch(null),
  number: z.string().trim().max(20).catch(""),
});

export default async function PatientsPage({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const given = await searchParams;
  const filter: MatrixFilter = Filter.parse({ show: given["show"], arm: given["arm"] ?? null, number: given["number"] ?? "" });
  const { rows, sites } = await asReader("patient.read", readMatrix);
  const shown = rows.filter((row) => matches(row, filter));
  const creatable = sites.filter(({ mayCreate }) => mayCreate);
  const having = (status: (typeof rows)[number]["status"]) => rows.filter((row) => row.status === status).length;
  const failures = having("screen_failed");
  return (
    <>
      <PageHeader title="Patients" subtitle={`${sites.length === 1 ? `Site ${sites[0]?.code}` : `${sites.length} sites`} · ${having("randomised")} randomised, ${having("screening")} in screening${failures === 0 ? "" : `, ${failures} screen ${failures === 1 ? "failure" : "failures"}`} · newest first`}
        actions={creatable.length > 0 && <NewPatient sites={creatable} opened={given["new"] === "1"} />} />
      <FilterChips label="Which patients" chips={CHIPS.map(({ show, label, state }) => ({
        label, ...(state ? { state } : {}), count: rows.filter((row) => narrow(row, show)).length, href: addressOf({ ...filter, show }), active: filter.show === show,
      }))} />
      <div className="filters">
        <form action="/patients">
          <input type="hidden" name="show" value={filter.show} />
          <input className="field-plain" name="number" defaultValue={filter.number} placeholder="Number, e.g. 019" aria-label="Patient number" />
        </form>
        <LinkSegments label="Arm" choices={[null, "A", "B", "C"].map((arm) => ({ label: arm ? `Arm ${arm}` : "All arms", href: addressOf({ ...filter, arm: arm as MatrixFilter["arm"] }), active: filter.arm === arm }))} />
        <span className="dim end">{shown.length} of {rows.length} in view</span>
      </div>
      {rows.length === 0
        ? <EmptyState title="No patient yet">{creatable.length > 0 ? "Add the first one: the number is given by the site, and the screening forms stand ready." : "Patients appear here when a site adds the first one."}</EmptyState>
        : shown.length === 0 ? <EmptyState title="Nobody matches">Take a filter away, or look for another number.</EmptyState> : <Matrix rows={shown} />}
    </>
  );
}

function addressOf({ show, arm, number }: MatrixFilter): string {
  const query = new URLSearchParams({ ...(show !== "all" ? { show } : {}), ...(arm ? { arm } : {}), ...(number ? { number } : {}) }).toString();
  return query ? `/patients?${query}` : "/patients";
}
