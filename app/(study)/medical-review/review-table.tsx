import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { State, Tone } from "@/app/_ui/state-drawings";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { isReviewed, type LineTone, type ReviewLine } from "@/lib/analysis/medical-review/review-line";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayDay } from "@/lib/kernel/instant";
import { MarkLine } from "./mark-line.client";

const COLUMNS = [{ key: "patient", label: "Patient" }, { key: "on", label: "Day" }, { key: "what", label: "What" }, { key: "state", label: "Where it stands" }, { key: "reviewed", label: "Reviewed" }, { key: "act", label: "Act", unseen: true }];
const LOOKS: Readonly<Record<LineTone, { readonly tone: Tone; readonly state?: State }>> = { late: { tone: "q", state: "overdue" }, open: { tone: "due", state: "in_progress" }, settled: { tone: "ok", state: "complete" }, noted: { tone: "ns" } };

/** One list; the line itself leads to the field that decides, its button to what can be done elsewhere. */
export function ReviewTable({ title, lines }: { readonly title: string; readonly lines: readonly ReviewLine[] }) {
  return (
    <DataTable caption={title} columns={COLUMNS} className="review-table">
      {lines.map((line) => <Row key={`${line.list} ${line.patientId} ${line.subject}`} line={line} />)}
    </DataTable>
  );
}

function Row({ line }: { readonly line: ReviewLine }) {
  const { patient, site, on, what, detail, tone, state, href, act } = line;
  return (
    <tr className={tone === "late" ? "warned" : undefined}>
      <td className="nowrap"><TextLink href={`/patients/${patient}`}>{patient}</TextLink><small>site {site}</small></td>
      <td className="nowrap">{on === null ? <span className="dim">no date</span> : sayDate(on)}</td>
      <td className="review-what"><TextLink href={href} underlined>{what}</TextLink>{detail !== "" && <small>{detail}</small>}</td>
      <td className="review-state"><Badge {...LOOKS[tone]}>{state}</Badge></td>
      <td className="review-mark"><Mark line={line} /></td>
      <td className="review-act">{act && <LinkButton href={act.href} small label={`${act.label}: ${patient}, ${what}`}>{act.label}</LinkButton>}</td>
    </tr>
  );
}

/** Who looked at the line and when; whether it has changed since. */
function Mark({ line }: { readonly line: ReviewLine }) {
  const { mark, mayMark, patient, what } = line;
  const [by, on] = mark === null ? ["", ""] : [mark.byName, sayDay(mark.at, mark.timeZone)];
  return (
    <>
      {mark === null ? !mayMark && <span className="dim">not reviewed</span> : mark.stands ? <span>{by}<small>{on}</small></span> : <span className="tone-due">changed since<small>{by}, {on}</small></span>}
      {mayMark && <MarkLine line={line} of={`${patient}, ${what}`} isReviewed={isReviewed(line)} />}
    </>
  );
}
