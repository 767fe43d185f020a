import { csv } from "@/lib/exports/csv-files";
import { readDelegations } from "@/lib/people/read-delegations";
import { asDownload } from "@/lib/server/page";

const HEADER = ["SITE", "NAME", "ROLES", "TASKS", "FROM", "TO", "REASON", "SIGNED_BY", "SIGNED_AT", "STATEMENT"];

/** Every signed line of the log, newest first for each person; a person without one has a line of their own. */
export async function GET(): Promise<Response> {
  return asDownload("delegation.read", async (tx, actor) => {
    const sites = await readDelegations(tx, actor, new Date());
    const rows = sites.flatMap(({ code, people }) => people.flatMap(({ fullName, roles, delegations }) => {
      const who = [code, fullName, roles.map(({ role }) => role).join(" ")];
      return delegations.length === 0 ? [[...who, "", "", "", "", "", "", ""]] : delegations.map(({ tasks, startsOn, endsOn, reason, byName, at, statement }) => [...who, tasks.join(" "), startsOn, endsOn ?? "", reason ?? "", byName, at, statement]);
    }));
    return new Response(csv([HEADER, ...rows]), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="delegation.csv"', "cache-control": "private, no-store" } });
  });
}
