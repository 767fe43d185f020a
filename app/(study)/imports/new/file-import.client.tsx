"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import type { Places } from "@/lib/imports/read-places";
import { sayNumber } from "@/lib/crf/number-text";
import { sha256OfBytes } from "@/lib/kernel/sha256";
import { COLUMN_ROLES, COLUMN_WORDS, columnsOf, roleOfHeader, type ColumnRole } from "@/lib/study/laboratory/reports/report-columns";
import { readTable } from "@/lib/study/laboratory/reports/read-report";
import { errorRows } from "../error-rows";
import { keepFile } from "../sheet-csv";
import { ImportBoard } from "../import-board.client";
import { LIMITS, readFile, type FileTable } from "../read-file";
import { useBoard } from "../use-board";

type Table = Exclude<FileTable, { readonly refused: string }>;
interface Chosen extends Table { readonly name: string; readonly sha256: string; readonly roles: readonly ColumnRole[] }
interface Most { readonly values: number; readonly forms: number; readonly patients: number }

/** A file is read on this device, its columns named, and its lines looked at; only the cells that are stored travel. `mark` begins the name of every file that is handed back. */
export function FileImport({ most, mark }: { readonly most: Most; readonly mark: string }) {
  const [file, setFile] = useState<Chosen | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [looked, setLooked] = useState<Places | null>(null);
  const [busy, setBusy] = useState(false);

  async function open(chosen: File) {
    setLooked(null);
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const read = readFile(bytes);
    setRefused("refused" in read ? read.refused : null);
    setFile("refused" in read ? null : { ...read, name: chosen.name.slice(0, 200), sha256: sha256OfBytes(bytes), roles: columnsOf(read.header.cells) ?? read.header.cells.map((cell) => roleOfHeader(cell) ?? "ignored") });
  }
  async function look(of: Chosen) {
    setBusy(true);
    const answer = await placesOf(of, most);
    setBusy(false);
    setRefused(typeof answer === "string" ? answer : null);
    setLooked(typeof answer === "string" ? null : answer);
  }
  return (
    <div className="import-stack">
      <Card title="The file" padded note={`CSV; at once at most ${LIMITS.bytes / 1_000} kB, ${sayNumber(String(most.values))} values, ${most.forms} forms and ${most.patients} patients`}>
        <label className="button import-file">Choose a file…<input type="file" className="unseen" accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(event) => { const [chosen] = event.currentTarget.files ?? []; if (chosen) void open(chosen); }} /></label>{file && <> <b>{file.name}</b></>}
        {file === null && <ul className="import-how">
          <li>The first line names the columns. One holds the patient number, such as 101-004; another the day of the sample.</li>
          <li>Results stand one a line, with columns for analyte, value and unit, or one column for each analyte. Which column holds what can be said after choosing.</li>
        </ul>}
        <p className="dim">The file stays on this device. Kept are its name, its fingerprint and the cells that are stored; columns that are not used, such as names and birthdays, never leave.</p>
        {refused && <Callout tone="hard" live="alert">{refused}</Callout>}
      </Card>
      {file && looked === null && <Columns file={file} onRoles={(roles) => setFile({ ...file, roles })} onName={(name) => setFile({ ...file, name })} busy={busy} onLook={() => void look(file)} />}
      {file && looked && <Looked file={file} mark={mark} places={looked} onColumns={() => setLooked(null)} />}
    </div>
  );
}

/** The patients of the file, as far as they are at the person's site; or a sentence. */
async function placesOf({ header, body, roles, sha256 }: Chosen, { patients: most }: Most): Promise<Places | string> {
  const numbers = [...new Set(readTable(header, body, roles).lines.map(({ patient }) => patient.trim()))].filter((number) => /^[\w-]{1,20}$/.test(number));
  if (numbers.length > most) return `The file names ${numbers.length} patients, and at most ${most} are taken at once. Divide it.`;
  const answer = await fetch(`/imports/places?${new URLSearchParams({ patients: numbers.join(","), sha256 })}`).catch(() => null); // no line: said below
  if (answer === null) return "The server cannot be reached just now. Nothing was changed; try again in a moment.";
  return answer.ok ? ((await answer.json()) as Places) : await answer.text();
}

interface ColumnsProps { readonly file: Chosen; readonly onRoles: (roles: readonly ColumnRole[]) => void; readonly onName: (name: string) => void; readonly busy: boolean; readonly onLook: () => void }

/** What each column holds: as its head says, or as somebody chooses. */
function Columns({ file: { header, body, roles, name }, onRoles, onName, busy, onLook }: ColumnsProps) {
  const lacks = lackOf(roles);
  const data = COLUMN_ROLES.map((role) => ({ value: role, label: COLUMN_WORDS[role] }));
  return (
    <Card title="Columns" note={`${body.length} lines below the first`}>
      <div className="card-pad stack">
        <TextInput label="Kept as the file’s name" description="If it names a patient, change it: it is read by the monitor too." value={name} maxLength={200} onChange={(event) => onName(event.currentTarget.value)} />
      </div>
      <div className="import-columns" tabIndex={0} role="group" aria-label="Columns of the file">
        <table className="table table-dense">
          <thead><tr>{header.cells.map((cell, at) => <th key={at} scope="col">{cell}<NativeSelect size="xs" aria-label={`Column ${cell || at + 1} holds`} data={data} value={roles[at] ?? "ignored"} onChange={(event) => onRoles(header.cells.map((_, each) => (each === at ? (event.currentTarget.value as ColumnRole) : (roles[each] ?? "ignored"))))} /></th>)}</tr></thead>
          <tbody>{body.slice(0, 3).map(({ line, cells }) => <tr key={line}>{header.cells.map((_, at) => <td key={at} className={roles[at] === "ignored" ? "muted" : undefined}>{cells[at]}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <div className="card-foot row"><Button disabled={lacks !== null || name.trim() === ""} loading={busy} onClick={onLook}>Read the lines</Button>{lacks && <span>{lacks}</span>}</div>
    </Card>
  );
}

function lackOf(roles: readonly ColumnRole[]): string | null {
  if (!roles.includes("patient")) return "Say which column holds the patient number.";
  if (roles.includes("result")) return null;
  if (!roles.includes("name")) return "Say which column names the analyte, or mark one column for each analyte.";
  return roles.includes("value") || roles.includes("dated") ? null : "Say which column holds the values.";
}

function Looked({ file, mark, places, onColumns }: { readonly file: Chosen; readonly mark: string; readonly places: Places; readonly onColumns: () => void }) {
  const { header, body, roles, name, sha256, lines } = file;
  const report = useMemo(() => readTable(header, body, roles), [header, body, roles]);
  const of = useMemo(() => ({ patient: null, prefer: null }), []);
  const board = useBoard(report, places.patients, of);
  const problems = board.plan.lines.filter(({ state }) => state === "problem");
  const wrong = problems.length > 0 && (
    <Button size="xs" variant="default" onClick={() => keepFile(errorRows(header, body, board.plan.lines), `${mark}${name.replace(/\.\w+$/, "")} to mend.csv`)}>Lines to mend as CSV</Button>
  );
  const outAll = problems.length > 1 && <Button size="xs" variant="subtle" onClick={() => board.choose({ leftOut: [...board.choices.leftOut, ...problems.map(({ line }) => line.id)] })}>Leave all {problems.length} out</Button>;
  return (
    <ImportBoard board={board} patients={places.patients} earlier={places.earlier} origin={{ kind: "file", name: name.trim(), sha256, lines }} withPatient back={{ label: "All imports", href: "/imports" }}
      extra={<>{wrong}{outAll}<Button size="xs" variant="subtle" onClick={onColumns}>Columns</Button></>} />
  );
}
