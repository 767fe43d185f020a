"use client";

import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { sayNumber } from "@/lib/crf/number-text";
import type { Form } from "@/lib/crf/define-form";
import type { FormPlaces } from "@/lib/imports/read-form-places";
import { dictionariesOf, type Dictionaries } from "@/lib/study/form-files/read-cells";
import type { SourceRow } from "@/lib/study/form-files/source-row";
import { formById, forms } from "@/lib/study/study";
import { FormBoard } from "./form-board";
import { formsIn, readFormFile, type ChosenFile } from "./read-form-file";

interface Most { readonly values: number; readonly forms: number; readonly patients: number; readonly bytes: number }
interface Looked { readonly rows: readonly SourceRow[]; readonly strange: readonly string[]; readonly places: FormPlaces; readonly dictionaries: Dictionaries }

const FORMS = [{ value: "", label: "Choose the form" }, ...[...new Set(forms.map(({ id }) => id))].map((id) => ({ value: id, label: formById(id)?.title ?? id }))];

/** A file is read on this device; only the cells that are stored travel. `mark` begins the name of every file that is handed back. */
export function FormImport({ most, mark }: { readonly most: Most; readonly mark: string }) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);

  async function open(chosen: File) {
    const read = readFormFile(new Uint8Array(await chosen.arrayBuffer()), chosen.name);
    setLooked(null);
    setRefused("refused" in read ? read.refused : null);
    setFile("refused" in read ? null : read);
    if (!("refused" in read) && (read.odm || read.table?.formId)) await look(read, read.table?.formId ?? null);
  }
  async function look(of: ChosenFile, formId: string | null) {
    const answer = await lookedAt(of, formId, most);
    setRefused(typeof answer === "string" ? answer : null);
    setLooked(typeof answer === "string" ? null : answer);
  }
  return (
    <div className="import-stack">
      <Card title="The file" padded note={`at once at most ${sayNumber(String(most.values))} values in ${sayNumber(String(most.forms))} forms of ${most.patients} patients`}>
        <label className="button import-file">Choose a file…<input type="file" className="unseen" accept=".csv,.txt,.xml,text/csv,text/xml,application/xml" onChange={(event) => { const [chosen] = event.currentTarget.files ?? []; if (chosen) void open(chosen); }} /></label>{file && <> <b>{file.name}</b></>}
        {file === null && <How />}
        {refused && <Callout tone="hard" live="alert">{refused}</Callout>}
        {file?.table && <NativeSelect mt="sm" maw={360} label="The file holds" data={FORMS} value={file.table.formId ?? ""} onChange={(event) => { const table = file.table && { ...file.table, formId: event.currentTarget.value || null }; setFile({ ...file, table }); setLooked(null); if (event.currentTarget.value !== "") void look(file, event.currentTarget.value); }} />}
      </Card>
      {file && looked && <FormBoard key={`${file.sha256} ${file.table?.formId ?? ""}`} {...looked} most={most} mark={mark} origin={{ name: file.name, sha256: file.sha256, lines: file.lines }} />}
    </div>
  );
}

const How = () => (
  <>
    <ul className="import-how">
      <li>CSV, one form in a file, with the columns of the export: PATIENT, VISIT (its code, such as SCR), ROW for a log, then the fields by their names. The data dictionary of an export lists them.</li>
      <li>A unit stands in the column <code>…_unit</code>, a reason why a value is missing in <code>…_missing</code>. Of a date, what is unknown is left away: 2024-03. A blank cell changes nothing, unless you choose beside the preview that it empties what stands there.</li>
      <li>Clinical data as ODM 1.3.2, with the OIDs of this study, as its own export has them.</li>
    </ul>
    <p className="dim">What one file brings is stored together or not at all. A full one takes up to half a minute; others who save in the same patients meanwhile may be asked to try again, so import a whole site in quiet hours.</p>
    <p className="dim">The file stays on this device. Kept are its name, its fingerprint and the cells that are stored.</p>
  </>
);

/** The records of the patients that the file names, as far as they are at the person's site; or a sentence. */
async function lookedAt(file: ChosenFile, formId: string | null, { patients: most }: Most): Promise<Looked | string> {
  const read = formsIn(file, formId);
  if (read === null) return "Say which form the file holds.";
  if ("refused" in read) return read.refused;
  const numbers = [...new Set(read.rows.map(({ patient }) => patient))].filter((number) => /^[\w-]{1,20}$/.test(number));
  if (numbers.length > most) return `The file names ${numbers.length} patients, and at most ${most} are taken at once. Divide it.`;
  const answer = await fetch(`/imports/forms/places?${new URLSearchParams({ patients: numbers.join(","), sha256: file.sha256 })}`).catch(() => null); // no line: said below
  if (answer === null) return "The server cannot be reached just now. Nothing was changed; choose the file again in a moment.";
  if (!answer.ok) return answer.text();
  const needed = forms.filter(({ id }) => read.rows.some((row) => row.formId === id)) as unknown as readonly Form[];
  return { rows: read.rows, strange: read.strange, places: (await answer.json()) as FormPlaces, dictionaries: await dictionariesOf(needed) };
}
