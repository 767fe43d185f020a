"use client";

import { Button, Textarea } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useKeptText } from "@/app/_crf/use-kept-text";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import type { EarlierImport, PatientPlaces, Places } from "@/lib/imports/read-places";
import { sha256 } from "@/lib/kernel/sha256";
import { readReport } from "@/lib/study/laboratory/reports/read-report";
import { ImportBoard } from "../../../imports/import-board.client";
import { useBoard } from "../../../imports/use-board";
import "../../../imports/imports.css";

const MOST = 200_000;
const EXAMPLE = "Collected 21-Oct-2024\nWBC           4.2   10^9/L   3.9 - 10.2\nHaemoglobin   9.8   g/dL\nPLT           82    10^9/L";

interface Props { readonly patient: PatientPlaces; readonly prefer: string | null; readonly back: { readonly label: string; readonly href: string } }

/** A block goes in, its lines come out; typing in the block reads it again. */
export function PasteForm({ patient, prefer, back }: Props) {
  const { text, setText, clear, done: stored, kept } = useKeptText(`paste ${patient.number} ${prefer ?? ""}`, { href: `/patients/${patient.number}/paste${prefer === null ? "" : `?entry=${prefer}`}`, patient: patient.number, title: "Pasted results" });
  const report = useMemo(() => readReport(text), [text]);
  const patients = useMemo(() => [patient], [patient]);
  const of = useMemo(() => ({ patient: patient.number, prefer }), [patient.number, prefer]);
  const board = useBoard(report, patients, of);
  const earlier = useEarlier(text);
  const [done, setDone] = useState(false);
  const isEmpty = report.lines.length === 0;
  return (
    <div className="import-stack">
      {!done && (
        <Card title="The block" note="paste over it, or correct it by hand" padded actions={text !== "" && <Button size="xs" variant="subtle" onClick={() => { clear(); board.forget(); }}>Start again</Button>}>
          <Textarea aria-label="Results to read" placeholder={EXAMPLE} data-autofocus autoFocus value={text} maxLength={MOST} rows={text === "" ? 6 : Math.min(10, text.split("\n").length + 1)} spellCheck={false} className="import-block" onChange={(event) => setText(event.currentTarget.value)} />
          {kept.is === "kept" && <p className="dim small">Kept on this device until it is stored.</p>}
          {kept.is === "not kept" && <p className="dim small">Not kept on this device: {kept.why}. Store it before you leave.</p>}
          {text === "" && <ul className="import-how">
            <li>Mark the results in the report or the spreadsheet, copy them, and paste them here.</li>
            <li>Each line names the analyte, then value and unit; range, flag and day of the sample are read where they stand. English and German names, decimal comma and several days side by side are understood.</li>
            <li>Then every line is shown with the field it goes to. What is doubtful is asked, and nothing is stored before you say so.</li>
          </ul>}
        </Card>
      )}
      {isEmpty && text.trim() !== "" && <Card title="Nothing read" hideTitle><EmptyState title="No result was found in it">A result is a line with the name of an analyte and a figure, or a table with analytes or dates in its first line. Copy the lines with their units.</EmptyState></Card>}
      {!isEmpty && <ImportBoard board={board} patients={patients} earlier={earlier} origin={{ kind: "paste", name: null, sha256: sha256(text), lines: text.trimEnd().split("\n").length }} withPatient={false} back={back} onDone={() => { setDone(true); stored(); }} />}
    </div>
  );
}

/** Imports of the very same text, asked for once the hand rests. */
function useEarlier(text: string): readonly EarlierImport[] {
  const [found, setFound] = useState<{ readonly of: string; readonly earlier: readonly EarlierImport[] }>({ of: "", earlier: [] });
  useEffect(() => {
    if (text.trim() === "") return;
    const gone = new AbortController();
    const waiting = setTimeout(() => {
      void fetch(`/imports/places?sha256=${sha256(text)}`, { signal: gone.signal }).then(async (answer) => { if (answer.ok) setFound({ of: text, earlier: ((await answer.json()) as Places).earlier }); }).catch(() => setFound({ of: text, earlier: [] })); // a hint only: what is there already is marked line by line
    }, 400);
    return () => { clearTimeout(waiting); gone.abort(); };
  }, [text]);
  return found.of === text ? found.earlier : [];
}
