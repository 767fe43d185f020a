import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { Instant } from "@/app/_ui/instant";
import { TextLink } from "@/app/_ui/text-link";
import { TOKEN_SCOPES } from "@/lib/access/token-scopes";
import type { TokensView, TokenView } from "@/lib/people/read-tokens";
import { MakeToken } from "./make-token.client";
import { RevokeToken } from "./revoke-token.client";

const COLUMNS = [{ key: "name", label: "For" }, { key: "scopes", label: "Reaches" }, { key: "made", label: "Made" }, { key: "ends", label: "Ends" }, { key: "used", label: "Last used" }, { key: "end", label: "Revoke", unseen: true }];

/** Keys with which programs of this person read data cuts: what each reaches, when it ends, when it was last used. */
export function TokensCard({ tokens, mayMake, zone }: TokensView & { readonly zone: string }) {
  return (
    <Card id="tokens" title="Access tokens" padded={tokens.length === 0} actions={mayMake && <MakeToken />}>
      <p className={tokens.length === 0 ? "" : "card-pad"}>A program of yours, in R, Python or SAS, reads data cuts with a token. It reaches what you may reach at that moment, changes nothing, and each file that it takes is on record under your name. {mayMake && <TextLink href="/cuts/programs" underlined>How to use one</TextLink>}</p>
      {tokens.length > 0 && <DataTable caption="Access tokens" columns={COLUMNS} className="table-stacked" dense>{tokens.map((token) => <Row key={token.id} token={token} zone={zone} />)}</DataTable>}
    </Card>
  );
}

function Row({ token: { id, name, scopes, madeAt, expiresAt, lastUsedAt, state }, zone }: { readonly token: TokenView; readonly zone: string }) {
  return (
    <tr>
      <td>{name}</td>
      <td data-label="Reaches">{scopes.map((scope) => TOKEN_SCOPES[scope].title).join(", ")}</td>
      <td className="nowrap" data-label="Made"><Instant at={madeAt} zone={zone} /></td>
      <td className="nowrap" data-label="Ends">{state === "revoked" ? <Badge tone="q">Revoked</Badge> : state === "expired" ? <Badge tone="due">Ended</Badge> : <Instant at={expiresAt} zone={zone} />}</td>
      <td className="nowrap" data-label="Last used">{lastUsedAt === null ? <span className="dim">Never</span> : <Instant at={lastUsedAt} zone={zone} />}</td>
      <td className="number">{state === "open" && <RevokeToken tokenId={id} name={name} />}</td>
    </tr>
  );
}
