import dynamic from "next/dynamic";
import { OnceOpened } from "@/app/_ui/once-opened.client";
import type { OpenQuery } from "@/app/_crf/open-query";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import { sayRoles } from "@/lib/kernel/actor";
import { sayAge } from "../queries/query-words";

const QuerySteps = dynamic(() => import("../queries/query-steps.client").then((all) => all.QuerySteps));

/** The queries of a form as its fields show them. */
export const openQueries = (queries: Readonly<Record<string, readonly DiscrepancyView[]>>): Readonly<Record<string, readonly OpenQuery[]>> =>
  Object.fromEntries(Object.entries(queries).map(([field, views]) => [field, views.map(openQuery)]));

function openQuery(view: DiscrepancyView): OpenQuery {
  const { id, ruleId, state, fieldLabel, question, origin, thread, ageDays, mayAnswer, mayClose, mayReopen } = view;
  const last = thread.length > 1 ? thread.at(-1) : undefined;
  const asker = thread[0];
  return {
    id, ruleId, state: state === "open" ? "open" : "answered", fieldLabel, question, mayAnswer,
    askedBy: `${origin === "system" || !asker ? "asked by a check" : `${asker.byName}, ${sayRoles(asker.byRole)}`} · ${sayAge(ageDays)}`,
    lastWord: last ? `${last.byName}, ${sayRoles(last.byRole)}: ${last.body}` : null,
    steps: mayAnswer || mayClose || mayReopen ? <details><summary>{mayAnswer ? "Answer" : mayReopen ? "Close or ask again" : "Withdraw or close"}</summary><OnceOpened><QuerySteps {...view} /></OnceOpened></details> : null,
  };
}
