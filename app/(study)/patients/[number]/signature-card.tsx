import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon";
import { TextLink } from "@/app/_ui/text-link";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { SignatureView } from "@/lib/signatures/read-signatures";
import { MEANING_LABELS, STATEMENTS } from "@/lib/signatures/statements";
import { SignDialog } from "../../signatures/sign-dialog.client";
import type { Casebook } from "./casebook";

/** Who signed what and when, what changed since, and the way to sign. */
export function SignatureCard({ casebook }: { readonly casebook: Casebook }) {
  const { patient, signatures: { signatures, unsignedFields } } = casebook;
  const latest = signatures.find(({ meaning }) => meaning === "casebook");
  const shown = [latest, ...signatures.filter(({ meaning }) => meaning === "eligibility").slice(0, 1)].filter((signature) => signature !== undefined);
  const why = whyNot(casebook);
  return (
    <Card title="Signature" note={unsignedFields === 0 ? undefined : `${unsignedFields} ${unsignedFields === 1 ? "value" : "values"} without a casebook signature`}>
      <div className="card-pad stack" id="signature">
        {latest === undefined && <p className="row"><StateIcon state="not_started" label="" /><b>Casebook not signed yet</b></p>}
        {shown.map((signature) => <Given key={signature.id} signature={signature} timeZone={patient.timeZone} />)}
        <p className="row">
          <SignDialog kind="casebook" patientId={patient.id} patientNumber={patient.number} statement={STATEMENTS.casebook} changed={latest?.changed ?? []} disabled={why !== null} />
          {why !== null && <span className="dim casebook-why">{why}</span>}
        </p>
        <Earlier signatures={signatures.filter((signature) => !shown.includes(signature))} timeZone={patient.timeZone} />
      </div>
    </Card>
  );
}

/** Why the casebook cannot be signed now by this person; null when it can. */
function whyNot({ maySign, held, signatures: { unsignedFields }, record }: Casebook): string | null {
  if (held === "lock") return "The casebook is locked.";
  if (!maySign) return "Only an investigator of this site can sign.";
  if (!record.entries.some(({ answers }) => Object.keys(answers).length > 0)) return "Nothing is recorded yet.";
  return unsignedFields === 0 ? "Everything recorded is signed." : null;
}

function Given({ signature: { meaning, name, role, at, statement, valid, changed, fields }, timeZone }: { readonly signature: SignatureView; readonly timeZone: string }) {
  return (
    <div className="stack casebook-signature">
      <p className="row"><StateIcon state="signed" label="" /><b>{MEANING_LABELS[meaning]}</b><span className="muted">{name}, {sayRoles(role)}, {sayInstant(at.toISOString(), timeZone)}</span></p>
      <p className="muted">“{statement}”</p>
      {valid
        ? <p className="small dim">All {fields} values stand as signed.</p>
        : <p className="row"><StateIcon state="overdue" label="" /><b>{changed.length} {changed.length === 1 ? "value" : "values"} changed since</b><span className="muted">{meaning === "eligibility" ? "the confirmation has fallen" : "the signature no longer covers them"}</span></p>}
      {changed.length > 0 && (
        <ul className="casebook-changes">
          {changed.map(({ entryId, field, where, label, href, signed, now, rowRemoved }) => (
            <li key={`${entryId}.${field}`}>
              <TextLink href={href} underlined>{where} · {label}</TextLink>{" "}
              {rowRemoved ? "row removed" : <><span className="old">{signed || "blank"}</span> <span className="arrow" aria-label="becomes">→</span> <b>{now || "blank"}</b></>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Earlier({ signatures, timeZone }: { readonly signatures: readonly SignatureView[]; readonly timeZone: string }) {
  if (signatures.length === 0) return null;
  return (
    <details>
      <summary className="dim">{signatures.length} earlier {signatures.length === 1 ? "signature" : "signatures"}</summary>
      <ul>{signatures.map(({ id, meaning, name, at }) => <li key={id} className="muted">{MEANING_LABELS[meaning]}: {name}, {sayInstant(at.toISOString(), timeZone)}</li>)}</ul>
    </details>
  );
}
