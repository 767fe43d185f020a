import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { DefinitionGrid } from "@/app/_ui/card";
import { Breadcrumbs } from "@/app/_ui/page-header";
import { dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import { LinkButton } from "@/app/_ui/text-link";
import { PlaceLockDialog } from "../../lock/lock-dialogs.client";
import type { Casebook } from "./casebook";
import { ConsentLine } from "./consent-line";
import { factsOf } from "./patient-facts";

/** Who this is on the left; on the right what the rules make of it. */
export function PatientHead({ casebook, mayLock, children }: { readonly casebook: Casebook; readonly mayLock: boolean; readonly children: ReactNode }) {
  const { patient, record, held, today } = casebook;
  return (
    <>
      <Breadcrumbs trail={[{ label: "Patients", href: "/patients" }, { label: `Site ${patient.siteCode}, ${patient.siteName}`, href: null }]} />
      <section className="card patient-head" aria-label="Patient">
        <div>
          <div className="row">
            <h1>{patient.number}</h1>
            <StatusBadge casebook={casebook} />
            {held === "lock" && <Badge tone="lock" state="locked">Locked</Badge>}
            {held === "freeze" && <Badge tone="lock" state="locked">Frozen</Badge>}
          </div>
          <DefinitionGrid items={factsOf(record, today)} />
          <ConsentLine casebook={casebook} />
          <div className="row patient-acts">
            <LinkButton href={`/patients/${patient.number}/casebook.pdf`} small download>Casebook as PDF</LinkButton>
            {mayLock && held !== "lock" && <PlaceLockDialog kind={null} over={{ scope: "patient", patientId: patient.id }} says="this casebook" trigger="Freeze or lock…" look="default" small held={held} />}
            {mayLock && <LinkButton href={`/lock?patient=${patient.number}`} small>Lock ledger</LinkButton>}
          </div>
        </div>
        {children}
      </section>
    </>
  );
}

function StatusBadge({ casebook: { patient, record, first } }: { readonly casebook: Casebook }) {
  if (patient.status === "screen_failed") return <Badge tone="ns" state="not_done">Screen failure</Badge>;
  if (patient.status === "screening") return <Badge tone="ip" state="in_progress">In screening</Badge>;
  if (dayOf(entriesOfForm(record, "death")[0], "deathDate")) return <Badge>Died</Badge>;
  if (dayOf(entriesOfForm(record, "end_of_treatment")[0], "endedOn")) return <Badge>Treatment ended</Badge>;
  return <Badge tone="ip" state="in_progress">{first === null ? "Randomised, not started" : "On study"}</Badge>;
}
