import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readDeviations, type ListedDeviation } from "../read-deviations";
import type { FoundLine } from "./review-line";

/** Every dose that departs from the plan, found by the rules or recorded by the site. One statement. */
export async function readDoseLines(tx: Tx, actor: Actor): Promise<readonly FoundLine[]> {
  const { shown } = await readDeviations(tx, actor, { category: "dose" });
  return shown.map(lineOf);
}

function lineOf(deviation: ListedDeviation): FoundLine {
  const { patientId, siteId, patient, site, on, says, protocol, reason, source, subject, recorded } = deviation;
  const assessed = recorded?.important === "Y" ? "important, says the site" : recorded?.important === "N" ? "not important, says the site" : recorded === null ? "not recorded by the site" : "not assessed by the site";
  return {
    list: "dose", subject: subject ?? recorded?.entryId ?? "", patientId, siteId, patient, site, on, what: says, detail: [protocol, reason === null ? "no reason given" : `reason given: ${reason}`].filter(Boolean).join(" · "),
    tone: recorded?.important === "Y" || recorded?.important === "N" ? "settled" : "open", state: assessed, stands: assessed,
    href: source === null ? `/patients/${patient}` : `/entries/${source.entryId}#${source.field}`, act: recorded === null ? null : { label: `Row ${recorded.rowNo}`, href: `/entries/${recorded.entryId}` },
  };
}
