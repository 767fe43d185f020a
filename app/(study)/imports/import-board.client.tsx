"use client";

import { Button } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import type { ImportValues } from "@/lib/imports/import-values";
import type { EarlierImport, PatientPlaces } from "@/lib/imports/read-places";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { ImportPlan, PlannedLine } from "@/lib/study/laboratory/reports/plan-import";
import { isReportField, REPORT_FIELDS } from "@/lib/study/laboratory/reports/report-fields";
import { formFieldOf } from "@/lib/study/laboratory/reports/settle-line";
import { recordWith } from "@/lib/study/record-with";
import { sayInstant } from "@/lib/kernel/instant";
import { labNotes } from "../entries/lab-notes";
import { importValuesAction } from "./actions";
import { AskedBar } from "./asked-bar";
import { LinesTable } from "./lines-table";
import { ImportProgress } from "./import-progress";
import { ReasonStep, type ShownCorrection } from "./reason-step";
import { SamplesTable } from "./samples-table";
import { StoredNote } from "./stored-note";
import { toRequest, type Origin } from "./to-request";
import type { Board } from "./use-board";
import { useStoring } from "./use-storing";

interface Props {
  readonly board: Board;
  readonly patients: readonly PatientPlaces[];
  readonly earlier: readonly EarlierImport[];
  readonly origin: Origin;
  readonly withPatient: boolean;
  /** Where somebody goes afterwards. */
  readonly back: { readonly label: string; readonly href: string };
  readonly onDone?: () => void;
  readonly extra?: ReactNode;
}

/** What was read, where it goes, what it changes; then one act stores all of it, or nothing. */
export function ImportBoard({ board, patients, earlier, origin, withPatient, back, onDone, extra }: Props) {
  const { plan, choices } = board;
  const [asking, setAsking] = useState(false);
  const { store, stored, fault, busy, percent } = useStoring<Omit<ImportValues, "requestId">>(importValuesAction, "import");
  const notes = useNotes(board, patients);
  const problems = plan.lines.filter(({ state }) => state === "problem").length;
  const corrections = plan.cells.filter(({ from }) => from !== null).length;
  const send = async (why: string | null) => { if (await store(toRequest(plan, choices, origin, why))) { setAsking(false); onDone?.(); } };
  if (stored) return <StoredNote stored={stored} back={back} />;
  return (
    <>
      {earlier.map((one) => <Callout key={one.id} tone="soft" title={`The same ${origin.kind === "file" ? "file" : "text"} was imported on ${sayInstant(one.at, "UTC")} by ${one.byName}.`}>What it brought is marked as already there. <TextLink href={`/imports/${one.id}`} underlined>Look at that import</TextLink></Callout>)}
      <AskedBar board={board} />
      <SamplesTable board={board} />
      <LinesTable board={board} notes={notes} withPatient={withPatient} actions={extra} />
      <PassedOver board={board} />
      <div className="save-bar import-bar">
        <Button disabled={!plan.ready} loading={busy && !asking} onClick={() => (corrections > 0 ? setAsking(true) : void send(null))}>Store {plan.cells.length} {plan.cells.length === 1 ? "value" : "values"}</Button>
        <span className="save-says" aria-live="polite">
          {problems > 0 ? `${problems} ${problems === 1 ? "line has" : "lines have"} to be settled or left out first.` : plan.cells.length === 0 ? "There is nothing new in it." : `${plan.cells.length - corrections} new, ${corrections} ${corrections === 1 ? "correction" : "corrections"}, dates of samples included. All of it is stored, or nothing.`}
        </span>
        {!asking && <ImportProgress percent={percent} />}
        {fault && !asking && <Callout tone="hard" live="alert">{fault}</Callout>}
      </div>
      <ReasonStep opened={asking} corrections={correctionsOf(plan)} busy={busy} fault={fault} percent={percent} onGiven={(why) => void send(why)} onClose={() => setAsking(false)} />
    </>
  );
}

/** Flag, range and grade as the form itself will show them: computed on the record with all that would be stored. */
function useNotes({ plan }: Board, patients: readonly PatientPlaces[]) {
  const byEntry = useMemo(() => {
    const entries = new Map(plan.lines.flatMap(({ place }) => (place ? [[place.entryId, place] as const] : [])));
    return new Map([...entries].map(([entryId, place]) => {
      const record = patients.find(({ number }) => number === place.patient)?.record;
      const given = Object.fromEntries(plan.cells.filter((cell) => cell.entryId === entryId).map(({ field, to }) => [field, to]));
      const entry = record?.entries.find(({ id }) => id === entryId);
      return [entryId, record && entry ? labNotes(recordWith(record, entry, { ...entry.answers, ...given }), entryId) : {}] as const;
    }));
  }, [plan, patients]);
  return ({ place, code, state }: PlannedLine): ReactNode => (place && code && state !== "problem" && state !== "nothing" ? (byEntry.get(place.entryId) as Readonly<Record<string, ReactNode>>)?.[code] : null);
}

function PassedOver({ board: { report: { passedOver } } }: { readonly board: Board }) {
  if (passedOver.length === 0) return null;
  return (
    <details className="import-passed">
      <summary>{passedOver.length} {passedOver.length === 1 ? "line holds" : "lines hold"} no result and {passedOver.length === 1 ? "was" : "were"} passed over</summary>
      <ul>{passedOver.slice(0, 100).map(({ line, text }) => <li key={line}><span className="dim">{line}</span> {text}</li>)}</ul>
    </details>
  );
}

const show = (field: string, value: unknown) => (isReportField(field) ? formFieldOf(field).show(value) : typeof value === "string" ? sayDate(value) : "");

function correctionsOf({ cells, lines }: ImportPlan): readonly ShownCorrection[] {
  return cells.filter(({ from }) => from !== null).map(({ entryId, field, from, to }) => {
    const place = lines.find((line) => line.place?.entryId === entryId)?.place;
    return { key: `${entryId} ${field}`, label: isReportField(field) ? REPORT_FIELDS[field].label : "Date of the sample", from: show(field, from), to: show(field, to), where: `${place?.patient ?? ""}, ${place?.title ?? ""}` };
  });
}
