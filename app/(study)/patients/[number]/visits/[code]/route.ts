import { z } from "zod";
import { can } from "@/lib/access/permissions";
import { readCasebook } from "@/lib/entries/read-casebook";
import { LOGS } from "@/lib/entries/read-matrix";
import type { Actor } from "@/lib/kernel/actor";
import { dayIn } from "@/lib/kernel/instant";
import { asAnswer } from "@/lib/server/page";
import { nextAct } from "../../next-act";
import { shownPhases } from "../../shown-visit";
import { logLines, stateOfLines, type FormLine } from "../../visit-line";
import type { VisitView } from "./visit-view";

const Asked = z.object({ form: z.string().max(60).nullable().catch(null) });

/** The forms of one visit of a patient, or of the logs, for the pop-over of the matrix; with `form`, the way to that form. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly number: string; readonly code: string }> }): Promise<Response> {
  const { number, code } = await params;
  const { form } = Asked.parse({ form: new URL(request.url).searchParams.get("form") });
  return asAnswer("patient.read", async (tx, actor) => {
    const view = readVisit(await readCasebook(tx, actor, decodeURIComponent(number)), actor, code);
    if (view === null) return null;
    const headers = { "cache-control": "private, no-store" };
    if (form === null) return Response.json(told(view), { headers });
    const line = view.lines.find(({ formId }) => formId === form);
    return line ? new Response(null, { status: 303, headers: { ...headers, location: line.href } }) : null;
  });
}

type Read = Omit<VisitView, "forms"> & { readonly lines: readonly FormLine[] };

function readVisit(casebook: Awaited<ReturnType<typeof readCasebook>>, actor: Actor, code: string): Read | null {
  if (!casebook) return null;
  const { patient, record, logs, held } = casebook;
  const acting = {
    mayEnter: casebook.mayEnter, maySign: casebook.maySign,
    mayVerify: held !== "lock" && can(actor, "entry.verify", patient), mayClose: can(actor, "discrepancy.close", patient),
  };
  if (code === LOGS) {
    const lines = logLines(patient.number, logs);
    return { state: stateOfLines(lines), says: null, planned: null, next: nextAct(lines, acting, patient.number), lines };
  }
  const shown = shownPhases({ patient, record, today: dayIn(new Date().toISOString(), patient.timeZone), mayMarkVisitNotDone: false, visits: casebook.visits })
    .flatMap(({ visits }) => visits).find((visit) => visit.code === code);
  return shown ? { state: shown.state, says: shown.says, planned: shown.planned, next: nextAct(shown.lines, acting, patient.number), lines: shown.lines } : null;
}

const told = ({ lines, ...view }: Read): VisitView => ({
  ...view, forms: lines.map(({ title, href, state, ifDone, rows, open, answered }) => ({ title, href, state, ifDone, rows, open, answered })),
});
