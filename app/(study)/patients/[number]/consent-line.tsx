import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import { firstVersionOf } from "@/lib/study/version-on";
import type { Casebook } from "./casebook";
import { Reconsent } from "./reconsent.client";

/** The version of the protocol that the patient is under, every consent that led there, and the way to another. */
export function ConsentLine({ casebook: { patient, record, offered, today } }: { readonly casebook: Casebook }) {
  const consented = dayOf(entriesOfForm(record, "consent")[0], "consentDate");
  const first = `version ${firstVersionOf(record)}${consented === null ? ", day of consent not recorded" : ` on ${sayDate(consented)}`}`;
  return (
    <div className="row consent-line">
      <span className="muted">Protocol version <b>{record.protocolVersion}</b></span>
      {record.versions.length === 0 ? <span className="dim">{consented === null ? "day of consent not recorded" : `consented ${sayDate(consented)}`}</span> : (
        <details>
          <summary className="dim">consented {record.versions.length + 1} times, last on {sayDate(record.versions.at(-1)?.consentedOn ?? "")}</summary>
          <ol>
            <li>{first}</li>
            {record.versions.map(({ version, consentedOn, reason, byName, at }) => <li key={at}>version {version} on {sayDate(consentedOn)} <span className="muted">recorded by {byName}, {sayInstant(at, patient.timeZone)}: {reason}</span></li>)}
          </ol>
        </details>
      )}
      {offered.length > 0 && <Reconsent patientId={patient.id} patientNumber={patient.number} offered={offered} today={today} />}
    </div>
  );
}
