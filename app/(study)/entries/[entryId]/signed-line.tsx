import { StateIcon } from "@/app/_ui/state-icon.client";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { EntrySignatures, SignatureOnForm } from "@/lib/signatures/read-entry-signatures";
import { scopeKey } from "@/lib/signatures/scope";
import { sayMeaning } from "@/lib/signatures/statements";
import { UnsignedLine } from "../../signatures/review-view";
import { SignDialog } from "../../signatures/sign-dialog.client";

interface SignedLineProps {
  readonly of: EntrySignatures;
  readonly timeZone: string;
  readonly title: string;
}

/** Who signed this form, when and as what; what of it lost its signature, and the way to sign just that. Nothing where neither is so. */
export function SignedLine({ of: { signatures, unsigned, offer }, timeZone, title }: SignedLineProps) {
  if (signatures.length === 0 && offer === null) return null;
  const [latest, ...earlier] = signatures;
  const isAgain = offer?.difference ?? false;
  return (
    <section className="signed-line" aria-label="Signatures">
      {latest && <Given signature={latest} timeZone={timeZone} />}
      {earlier.length > 0 && <details><summary className="dim">{earlier.length} earlier {earlier.length === 1 ? "signature" : "signatures"}</summary>{earlier.map((signature) => <Given key={signature.id} signature={signature} timeZone={timeZone} />)}</details>}
      {latest && unsigned.length > 0 && (
        <>
          <p className="row"><StateIcon state="overdue" label="" /><b>{unsigned.length} {unsigned.length === 1 ? "value is" : "values are"} not signed</b></p>
          <ul>{unsigned.map((value) => <li key={value.field}><UnsignedLine value={value} /></li>)}</ul>
        </>
      )}
      {offer && <p className="row"><SignDialog of={[scopeKey(offer)]} look="quiet" title={isAgain ? `Sign what changed in ${title}` : `Sign ${title}`} button={isAgain ? (unsigned.length === 1 ? "Sign the changed value" : `Sign the ${unsigned.length} changed values`) : "Sign this form"} /></p>}
    </section>
  );
}

function Given({ signature: { meaning, difference, name, role, at, fallen }, timeZone }: { readonly signature: SignatureOnForm; readonly timeZone: string }) {
  return (
    <p className="row"><StateIcon state="signed" label="" /><b>{sayMeaning(meaning, difference)}</b><span className="muted">{name}, {sayRoles(role)}, {sayInstant(at, timeZone)}{fallen > 0 && `; ${fallen} ${fallen === 1 ? "value" : "values"} changed since`}</span></p>
  );
}
