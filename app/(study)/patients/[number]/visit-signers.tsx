import { StateIcon } from "@/app/_ui/state-icon.client";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { SignatureView } from "@/lib/signatures/read-signatures";
import { sayMeaning } from "@/lib/signatures/statements";

/** "Visit reviewed: Dr Ines Carvalho, investigator, 21-Oct-2024 14:29 CDT (19:29 UTC)" */
export const saySigned = ({ meaning, difference, name, role, at }: SignatureView, timeZone: string): string => `${sayMeaning(meaning, difference)}: ${name}, ${sayRoles(role)}, ${sayInstant(at.toISOString(), timeZone)}`;

/** As above, in a narrow card: nothing breaks inside a day, and UTC is left to the title. What was signed as a casebook is told in full beside the whole, so here only that it was, and by whom. */
const sayShort = (signature: SignatureView, timeZone: string): string => signature.meaning === "casebook" ? `${sayMeaning(signature.meaning, signature.difference)}: ${signature.name}` : saySigned(signature, timeZone).replace(/ \([^)]*UTC\)$/, "").replaceAll("-", "\u2011");

/** Who signed what stands in a visit, as what, when and with which meaning. Several where its forms were signed apart. */
export function VisitSigners({ signatures, timeZone }: { readonly signatures: readonly SignatureView[]; readonly timeZone: string }) {
  if (signatures.length === 0) return null;
  return <ul className="visit-signers" aria-label="Signatures">{signatures.map((signature) => <li key={signature.id} title={saySigned(signature, timeZone)}><StateIcon state="signed" label="" small /><span>{sayShort(signature, timeZone)}</span></li>)}</ul>;
}
