import type { JumpTarget } from "@/app/_ui/jump-target";
import { sayState } from "@/app/_ui/state-drawings";
import { rollUp } from "@/lib/entries/entry-state";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import { groupBy } from "@/lib/kernel/group-by";
import { formById } from "@/lib/study/study";
import { inOrder, logs, visitByCode } from "@/lib/study/visits";
import { SHORT_NAMES } from "./short-names";

/** Every form of a patient as the jump box finds it: by its title, its short names, its visit. Logs stand once, and are also where a new row is added. */
export function jumpForms(number: string, summaries: readonly EntrySummary[], mayAdd: boolean): readonly JumpTarget[] {
  const standing = summaries.filter(({ removed }) => !removed);
  const byVisit = groupBy(standing.filter(({ visit }) => visit !== null), ({ visit }) => visit ?? "");
  const ofVisits = inOrder([...byVisit.keys()]).flatMap((code) => [...groupBy(byVisit.get(code) ?? [], ({ formId }) => formId)].map(([formId, rows]) => {
    const visit = visitByCode(code);
    const [one] = rows;
    const href = one && !formById(formId)?.repeats ? `/entries/${one.id}` : `/patients/${number}/logs/${formId}?visit=${code}`;
    return targetOf(formId, rows, { href, where: visit?.shortTitle ?? code, also: `${code} ${visit?.title ?? ""}` });
  }));
  const ofLogs = logs.map((formId) => targetOf(formId, standing.filter((entry) => entry.visit === null && entry.formId === formId), { href: `/patients/${number}/logs/${formId}`, where: mayAdd ? "new row" : "log", also: "new add log row" }));
  return [...ofVisits, ...ofLogs];
}

function targetOf(formId: string, rows: readonly EntrySummary[], { href, where, also }: { readonly href: string; readonly where: string; readonly also: string }): JumpTarget {
  const asked = rows.reduce((sum, { openQueries }) => sum + openQueries, 0);
  const state = rows.length === 0 ? null : rollUp(rows.map((row) => row.state));
  const isAwaited = state !== null && (asked > 0 || ((state === "not_started" || state === "in_progress") && rows.some(({ optional }) => !optional)));
  return {
    label: `${formById(formId)?.title ?? formId} · ${where}`, href, also: `${SHORT_NAMES[formId] ?? ""} ${also}`,
    detail: [state === null ? "no rows" : sayState(state).toLowerCase(), asked > 0 ? `${asked} to answer` : null].filter(Boolean).join(", "),
    ...(state === null ? {} : { state }), ...(isAwaited ? { first: true } : {}),
  };
}
