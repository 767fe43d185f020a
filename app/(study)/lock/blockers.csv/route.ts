import { stringify } from "csv-stringify/sync";
import { chosenOf } from "@/lib/locks/blocker-tallies";
import { OWNER_LABELS } from "@/lib/locks/blocker-words";
import { readLedgerBlockers } from "@/lib/locks/read-lock-ledger";
import { asDownload } from "@/lib/server/page";
import { LedgerAddress } from "../ledger-address";

const COLUMNS = ["PATIENT", "KIND", "OWNER", "WHAT", "WHY", "AGE_DAYS", "ADDRESS"];

/** A study is read part by part, and each part well within the limit of a statement. */
const WITHIN_MS = 90_000;

/** The blockers of the page under its filters, all of them. */
export async function GET(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const address = LedgerAddress.parse(Object.fromEntries(url.searchParams));
  return asDownload("lock.read", async (tx) => {
    const blockers = await readLedgerBlockers(tx, address, new Date());
    if (!blockers) return null;
    const rows = chosenOf(blockers, address).map(({ patient, kind, owner, what, why, ageDays, href }) => [patient, kind, OWNER_LABELS[owner], what, why, ageDays === null ? "" : String(ageDays), href]);
    const name = ["blockers", address.site, address.patient, address.visit, address.owner, address.kind].filter(Boolean).join("-");
    return new Response(stringify([COLUMNS, ...rows], { record_delimiter: "\n", quoted_match: /[\r\n]/ }), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "private, no-store" },
    });
  }, { withinMs: WITHIN_MS });
}
