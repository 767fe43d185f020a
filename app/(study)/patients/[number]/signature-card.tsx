import { Card } from "@/app/_ui/card";
import { Callout } from "@/app/_ui/callout";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { SignatureView } from "@/lib/signatures/read-signatures";
import { casebookScope, scopeKey } from "@/lib/signatures/scope";
import { sayMeaning } from "@/lib/signatures/statements";
import { UnsignedLine } from "../../signatures/review-view";
import { SignDialog } from "../../signatures/sign-dialog.client";
import type { Casebook } from "./casebook";

/** So many values are listed; the review of the signature has all of them. */
export const MOST_LINES = 12;

/** Who signed what and when, what changed since, and the way to sign. */
export function SignatureCard({ casebook }: { readonly casebook: Casebook }) {
  const { patient, maySign, signatures: { signatures, unsignedFields } } = casebook;
  const latest = signatures.find(({ meaning }) => meaning === "casebook");
  const shown = signatures.filter((signature, at) => signature === latest || signatures.findIndex(({ meaning, visitId, entryId }) => meaning === signature.meaning && visitId === signature.visitId && entryId === signature.entryId) === at).slice(0, 6);
  const why = whyNot(casebook);
  const isWhole = latest !== undefined;
  return (
    <Card title="Signature" note={unsignedFields === 0 ? undefined : `${unsignedFields} ${unsignedFields === 1 ? "value" : "values"} without a casebook signature`}>
      <div className="card-pad stack" id="signature">
        {latest === undefined && <p className="row"><StateIcon state="not_started" label="" /><b>Casebook not signed yet</b></p>}
        {shown.map((signature) => <Given key={signature.id} signature={signature} timeZone={patient.timeZone} />)}
        {isWhole && <Difference casebook={casebook} />}
        <p className="row">
          <SignDialog
            of={[scopeKey(casebookScope(patient.id, isWhole))]} disabled={why !== null} title={isWhole ? `Sign what changed in the casebook of ${patient.number}` : `Sign the casebook of ${patient.number}`}
            button={isWhole ? (unsignedFields === 1 ? "Sign the changed value" : unsignedFields === 0 ? "Sign the changed values" : `Sign the ${unsignedFields} changed values`) : "Sign casebook"}
          />
          {maySign && <LinkButton href="/signatures">Visits and other patients</LinkButton>}
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

/** Value by value, what a signature would add: changed under an earlier one, or recorded since. */
function Difference({ casebook: { unsigned, signatures: { unsignedFields } } }: { readonly casebook: Casebook }) {
  if (unsigned.length === 0) return null;
  return (
    <div>
      <p className="row"><StateIcon state="overdue" label="" /><b>{unsignedFields} {unsignedFields === 1 ? "value is" : "values are"} not signed</b></p>
      <ul className="casebook-changes">
        {unsigned.map((value) => <li key={`${value.entryId}.${value.field}`}><UnsignedLine value={value} /></li>)}
      </ul>
      {unsignedFields > unsigned.length && <p className="dim">and {unsignedFields - unsigned.length} more</p>}
    </div>
  );
}

function Given({ signature, timeZone }: { readonly signature: SignatureView; readonly timeZone: string }) {
  const { meaning, of, difference, name, role, at, statement, valid, changed, fields, problem } = signature;
  return (
    <div className="stack casebook-signature">
      <p className="row"><StateIcon state="signed" label="" /><b>{sayMeaning(meaning, difference)}{of !== null && `, ${of}`}</b><span className="muted">{name}, {sayRoles(role)}, {sayInstant(at.toISOString(), timeZone)}</span></p>
      {problem !== null && <Callout tone="hard" title="This signature cannot be relied on">({problem}). Tell the administrator of this system.</Callout>}
      <p className="muted">“{statement}”</p>
      {valid
        ? <p className="small dim">All {fields} values stand as signed.</p>
        : <p className="row"><StateIcon state="overdue" label="" /><b>{changed.length} {changed.length === 1 ? "value" : "values"} changed since</b><span className="muted">{meaning === "eligibility" ? "the confirmation has fallen" : "the signature no longer covers them"}</span></p>}
      {changed.length > 0 && meaning === "eligibility" && (
        <ul className="casebook-changes">
          {changed.slice(0, MOST_LINES).map(({ entryId, field, where, label, href, signed, now, rowRemoved, byName, reason }) => (
            <li key={`${entryId}.${field}`}>
              <TextLink href={href} underlined>{where} · {label}</TextLink>{" "}
              {rowRemoved ? "row removed" : <><span className="old">{signed || "blank"}</span> <span className="arrow" aria-label="becomes">→</span> <b>{now || "blank"}</b></>}
              {byName !== null && <span className="muted">, {byName}{reason === null ? "" : `: ${reason}`}</span>}
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
      <ul>{signatures.map(({ id, meaning, of, difference, name, role, at, changed }) => (
        <li key={id} className="muted">{sayMeaning(meaning, difference)}{of !== null && `, ${of}`}: {name}, {sayRoles(role)}, {sayInstant(at.toISOString(), timeZone)}{changed.length > 0 && `, ${changed.length} fallen since`}</li>
      ))}</ul>
    </details>
  );
}
