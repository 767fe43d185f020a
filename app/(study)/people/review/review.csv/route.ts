import { z } from "zod";
import { csv } from "@/lib/exports/csv-files";
import { rightsOf, type ReviewedRight } from "@/lib/people/access-review";
import { readReviewedRights } from "@/lib/people/read-access-review";
import { readPeople } from "@/lib/people/read-people";
import { asDownload } from "@/lib/server/page";

const HEADER = ["USERNAME", "NAME", "ACCOUNT", "ROLE", "SITE", "TRAINED_ON", "FROM", "TO", "ATTESTED_BY", "ATTESTED_AT"];

/** One row a role, or a person without one: as they stand now, or (`?of=`) as one review attested them. */
export async function GET(request: Request): Promise<Response> {
  const of = new URL(request.url).searchParams.get("of");
  const id = z.uuid().safeParse(of);
  return asDownload("person.read", async (tx, actor) => {
    if (of !== null && !id.success) return null;
    const review = id.success ? await readReviewedRights(tx, id.data) : { rights: rightsOf((await readPeople(tx, actor)).people), byName: "", at: "" };
    if (review === null) return null;
    return new Response(csv([HEADER, ...review.rights.flatMap((right) => rowsOf(right).map((row) => [...row, review.byName, review.at]))]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="access.csv"', "cache-control": "private, no-store" },
    });
  });
}

function rowsOf({ username, fullName, state, roles }: ReviewedRight): readonly (readonly string[])[] {
  const who = [username, fullName, state];
  return roles.length === 0 ? [[...who, "", "", "", "", ""]] : roles.map(({ role, site, trainedOn, from, to }) => [...who, role, site ?? "all", trainedOn ?? "", from, to ?? ""]);
}
