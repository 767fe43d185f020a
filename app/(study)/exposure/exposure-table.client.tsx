"use client";
import { Fragment, type KeyboardEvent, useEffect, useState } from "react";
import { ExposureAxis, ExposureBars } from "@/app/_figures/exposure-bars";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { useFocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { TextLink } from "@/app/_ui/text-link";
import { sayNumber } from "@/lib/kernel/say-number";
import type { BoardCourse } from "@/lib/review/board-row";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import { DecisionPanel } from "./decision-panel.client";
import type { DrawnRow } from "./drawn-row";
import { FLAG_WORDS, markOf } from "./exposure-words";
import { isReady, type Draft } from "./sign-verdicts.client";
import { FlagIcon, VerdictSays } from "./verdict-cell";

const COLUMNS = [
  { key: "patient", label: "Patient" }, { key: "figure", label: <ExposureAxis /> }, { key: "medication", label: "Medication and match" }, { key: "dose", label: "Daily dose" }, { key: "verdict", label: "Verdict" },
];
const EMPTY: Draft = { verdict: null, reason: "" };
const KEYS: Readonly<Record<string, ExposureVerdict>> = { 1: "inhibitor_exposure", 2: "not_an_inhibitor", 3: "need_more_information" };
const QUICK: readonly (readonly [ExposureVerdict, string])[] = [["inhibitor_exposure", "Exposure"], ["not_an_inhibitor", "No"], ["need_more_information", "Ask"]];

const waitsFor = (row: DrawnRow): boolean => row.mayDecide && row.standing === "to_decide";

/** The flagged medications; one at a time unfolds. What is typed for one stays while another is looked at. */
export function ExposureTable({ rows }: { readonly rows: readonly DrawnRow[] }) {
  const [open, setOpen] = useState<string | null>(rows.find(waitsFor)?.entryId ?? null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  useEffect(() => {
    const addressed = () => {
      const entryId = location.hash.slice(1);
      if (rows.some((row) => row.entryId === entryId)) setOpen(entryId);
    };
    addressed();
    addEventListener("hashchange", addressed);
    return () => removeEventListener("hashchange", addressed);
  }, [rows]);
  useFocusFromAddress();
  const draftOf = (entryId: string) => drafts[entryId] ?? EMPTY;
  const setDraft = (entryId: string, draft: Draft) => setDrafts((before) => ({ ...before, [entryId]: draft }));

  const choose = (row: DrawnRow, verdict: ExposureVerdict) => { setOpen(row.entryId); setDraft(row.entryId, { ...draftOf(row.entryId), verdict }); };
  const ready = rows.flatMap((row) => { const { verdict, reason } = draftOf(row.entryId); return row.mayDecide && verdict !== null && isReady({ verdict, reason }) ? [{ row, verdict, reason }] : []; });
  const waiting = rows.find((row) => row.entryId !== open && waitsFor(row) && !isReady(draftOf(row.entryId)));
  const signed = (entryIds: readonly string[]) => {
    setDrafts((before) => Object.fromEntries(Object.entries(before).filter(([entryId]) => !entryIds.includes(entryId))));
    setOpen(waiting?.entryId ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement).closest("textarea, input:not([type=radio]), select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.findIndex(({ entryId }) => entryId === open);
    const verdict = KEYS[event.key];
    const next = event.key === "j" ? rows[at + 1] : event.key === "k" ? rows[at - 1] : undefined;
    if (next) setOpen(next.entryId);
    else if (verdict && rows[at]?.mayDecide) choose(rows[at], verdict);
    else return;
    event.preventDefault();
  };

  return (
    <div onKeyDown={onKeyDown}>
      <DataTable caption="Flagged medications" columns={COLUMNS} className="exposure-board">
        {rows.map((row) => (
          <Fragment key={row.entryId}>
            <Line row={row} draft={draftOf(row.entryId)} open={row.entryId === open} onToggle={() => setOpen(row.entryId === open ? null : row.entryId)} onChoose={(verdict) => choose(row, verdict)} />
            {row.entryId === open && (
              <tr className="exposure-detail"><td colSpan={COLUMNS.length}>
                <DecisionPanel row={row} draft={draftOf(row.entryId)} onDraft={(draft) => setDraft(row.entryId, draft)} ready={ready} onNext={waiting ? () => setOpen(waiting.entryId) : null} onSigned={signed} />
              </td></tr>
            )}
          </Fragment>
        ))}
      </DataTable>
    </div>
  );
}

function CourseBars({ row, course }: { readonly row: DrawnRow; readonly course: BoardCourse }) {
  const { window, chosen } = course;
  const several = row.courses.length > 1;
  if (window === null) return <span className="dim">{several ? `Course ${course.course}: no` : "No"} window while the infusion has no end.</span>;
  const label = `${row.patientNumber}${several ? `, course ${course.course}` : ""}: ${row.medication}, ${several ? `${course.overlapDays} d inside` : row.overlapSays}`;
  const mark = several ? markOf(course.flag) : row.flag;
  return <ExposureBars {...course} label={label} window={window} wider={chosen} name={several ? `Course ${course.course}` : null} medications={[{ ...row.taken, mark }]} />;
}

interface LineProps { readonly row: DrawnRow; readonly draft: Draft; readonly open: boolean; readonly onToggle: () => void; readonly onChoose: (verdict: ExposureVerdict) => void }

function Line({ row, draft, open, onToggle, onChoose }: LineProps) {
  const { patientNumber, courses, medication } = row;
  const toggle = open ? "Fold" : waitsFor(row) ? "Decide" : "Why";
  return (
    <tr id={row.entryId} className={open ? "selected" : undefined}>
      <td className="exposure-patient"><span className="row"><TextLink href={`/patients/${patientNumber}`}><b>{patientNumber}</b></TextLink>{row.best && <span className="end"><ResponseBadge status={row.best} /></span>}</span><small title={row.treatment ?? undefined}>{row.group ?? "not randomised"}</small></td>
      <td className="figure-cell">
        {courses.map((course) => <CourseBars key={course.course} row={row} course={course} />)}
      </td>
      <td className="exposure-medication"><FlagIcon flag={row.flag} /> <TextLink href={`/entries/${row.entryId}#medication`}><b>{medication || "no name"}</b></TextLink>{row.substances.toLowerCase() !== medication.toLowerCase() && <> <span className="muted">{row.substances}</span></>}<small>{row.how}</small></td>
      <td className="nowrap exposure-dose">{row.dailyDose ? `${row.dailyDose.replace(/^\d+/, (whole) => sayNumber(Number(whole)))}/d` : "dose not known"}<small>{row.overlapSays}</small>{row.chosenFlag !== row.flag && <small className="exposure-otherwise">sensitivity: {FLAG_WORDS[row.chosenFlag]}</small>}</td>
      <td className="nowrap exposure-verdict">
        {waitsFor(row) && !open && !row.reopened && !isReady(draft)
          ? <span className="exposure-verdicts">{QUICK.map(([verdict, says], at) => <button key={verdict} type="button" className="button button-small" onClick={() => onChoose(verdict)} aria-label={`${says}: ${medication}, ${patientNumber}`}><kbd>{at + 1}</kbd> {says}</button>)}</span>
          : <span className="row"><span>{isReady(draft) && !open ? <Badge tone="due" state="in_progress">Not signed yet</Badge> : <VerdictSays row={row} />}</span><button type="button" className="button button-small button-ghost end" aria-expanded={open} onClick={onToggle} aria-label={`${toggle}: ${medication}, ${patientNumber}`}>{toggle}</button></span>}
      </td>
    </tr>
  );
}
