import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { Instant } from "@/app/_ui/instant";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { readIdleMinutes } from "@/lib/people/read-idle-minutes";
import { readOwnZone } from "@/lib/people/read-own-zone";
import { readSessions, type SessionRow } from "@/lib/people/revoke-session";
import { asReader } from "@/lib/server/page";
import { EndOthers, EndSession } from "./end-session.client";

export const metadata = { title: "Sessions" };

const COLUMNS = [
  { key: "who", label: "Person" }, { key: "where", label: "Device and address" }, { key: "since", label: "Signed in" }, { key: "used", label: "Last used" }, { key: "factor", label: "Second factor" },
  { key: "end", label: "End", unseen: true },
];

export default async function SessionsPage() {
  const { sessions, idleMinutes, zone, me, everybody } = await asReader("session.read", async (tx, actor) => ({ sessions: await readSessions(tx), idleMinutes: await readIdleMinutes(tx), zone: await readOwnZone(tx, actor), me: actor.id, everybody: can(actor, "session.revoke_any") }));
  const mine = sessions.filter(({ accountId }) => accountId === me);
  return (
    <>
      <PageHeader
        title="Sessions" actions={<><LinkButton href="/account">My account</LinkButton>{mine.length > 1 && <EndOthers />}</>}
        subtitle={`${everybody ? "Everybody who is signed in now." : "Where you are signed in now."} A session ends after ${idleMinutes} minutes without use, after 12 hours in any case, and at once when it is ended here.`}
      />
      <Card title="Open sessions" note={String(sessions.length)}>
        <DataTable caption="Open sessions, newest first" columns={COLUMNS} className="table-stacked">
          {sessions.map((session) => <Row key={session.id} session={session} zone={zone} mine={session.accountId === me} />)}
        </DataTable>
        {mine.length === 1 && <p className="card-foot">You are signed in nowhere else. If a device is ever lost, sign in elsewhere and end its session here.</p>}
      </Card>
    </>
  );
}

function Row({ session: { id, fullName, device, address, createdAt, lastUsedAt, withFactor, own }, zone, mine }: { readonly session: SessionRow; readonly zone: string; readonly mine: boolean }) {
  return (
    <tr className={own ? "selected" : undefined}>
      <td>{fullName}<small>{own ? <Badge tone="ip">This one</Badge> : mine ? "yours, elsewhere" : "somebody else’s"}</small></td>
      <td>{device}<small>{address ?? "address not known"}</small></td>
      <td className="nowrap" data-label="Signed in"><Instant at={createdAt.toISOString()} zone={zone} /></td>
      <td className="nowrap" data-label="Last used"><Instant at={lastUsedAt.toISOString()} zone={zone} /></td>
      <td data-label="Second factor">{withFactor ? "Shown" : <span className="dim">None</span>}</td>
      <td className="number">{own ? <span className="dim">ends when you sign out</span> : <EndSession sessionId={id} whose={fullName} />}</td>
    </tr>
  );
}
