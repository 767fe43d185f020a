import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { can } from "@/lib/access/permissions";
import { sayInstant } from "@/lib/kernel/instant";
import { readSessions } from "@/lib/people/revoke-session";
import { asReader } from "@/lib/server/page";
import { EndSession } from "./end-session.client";

export const metadata = { title: "Sessions" };

const COLUMNS = [{ key: "who", label: "Person" }, { key: "since", label: "Signed in, UTC" }, { key: "which", label: "Which" }, { key: "end", label: "End", unseen: true }];

export default async function SessionsPage() {
  const { sessions, me, everybody } = await asReader("session.read", async (tx, actor) => ({ sessions: await readSessions(tx), me: actor.id, everybody: can(actor, "session.revoke_any") }));
  return (
    <>
      <PageHeader
        title="Sessions"
        subtitle={`${everybody ? "Everybody who is signed in now." : "Where you are signed in now."} A session ends after 30 minutes without use, after 12 hours in any case, and at once when it is ended here.`}
      />
      <Card title="Open sessions" note={String(sessions.length)}>
        <DataTable caption="Open sessions, newest first" columns={COLUMNS}>
          {sessions.map(({ id, accountId, fullName, createdAt, own }) => (
            <tr key={id} className={own ? "selected" : undefined}>
              <td>{fullName}</td>
              <td className="nowrap"><time dateTime={createdAt.toISOString()}>{sayInstant(createdAt.toISOString(), "UTC")}</time></td>
              <td>{own ? <><Badge tone="ip">This one</Badge> <span className="dim">ends when you sign out</span></> : accountId === me ? "Yours, on another device or browser" : "Somebody else’s"}</td>
              <td className="number">{!own && <EndSession sessionId={id} whose={fullName} />}</td>
            </tr>
          ))}
        </DataTable>
        {sessions.length === 1 && <p className="card-foot">You are signed in nowhere else. If a device is ever lost, sign in elsewhere and end its session here.</p>}
      </Card>
    </>
  );
}
