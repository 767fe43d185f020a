import { Badge } from "@/app/_ui/badge";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { bestOf, type Casebook } from "./casebook";
import { factsOf } from "./patient-facts";

const FACTS: readonly string[] = ["Arm", "Sex, age", "Day on study"];

/** Who this is and the way to each part: stays under the header while the casebook scrolls. */
export function CasebookStrip({ casebook, courseFirst }: { readonly casebook: Casebook; readonly courseFirst: boolean }) {
  const { patient, record, today, findings, queries, first } = casebook;
  const best = patient.arm === null ? null : bestOf(findings)?.[record.profile].status ?? null;
  const open = queries.filter(({ state }) => state === "open").length;
  const course = first === null ? [] : [{ href: "#course", title: "Course" }];
  const parts = [
    ...(courseFirst ? course : []),
    { href: "#visits", title: "Visits" },
    ...(courseFirst ? [] : course),
    { href: "#asked", title: "Queries and signature" },
    ...(patient.arm === null ? [{ href: "#criteria", title: "Eligibility" }] : [{ href: "#doses", title: "Doses" }, { href: "#response", title: "Response and outcome" }]),
  ];
  return (
    <div className="casebook-strip">
      <p><b>{patient.number}</b>{best !== null && <ResponseBadge status={best} />}<span className="casebook-strip-facts">{factsOf(record, today).filter(({ term }) => FACTS.includes(term)).map(({ term, value }) => <span key={term}>{value}</span>)}</span></p>
      <nav aria-label="Parts of the casebook">
        {parts.map(({ href, title }) => <a key={href} href={href}>{title}{href === "#asked" && open > 0 && <> <Badge tone="q">{open}<span className="unseen"> open</span></Badge></>}</a>)}
        {patient.status === "screen_failed" && <StateIcon state="not_done" label="Screen failure" />}
      </nav>
    </div>
  );
}
