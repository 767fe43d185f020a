import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import type { ImportForms } from "@/lib/imports/import-forms";
import type { FormPlaces } from "@/lib/imports/read-form-places";
import { sayNumber } from "@/lib/crf/number-text";
import { sayInstant } from "@/lib/kernel/instant";
import { planRows, recordAfter, type PlannedRow } from "@/lib/study/form-files/plan-rows";
import { questionsAfter } from "@/lib/study/form-files/questions-after";
import type { Dictionaries } from "@/lib/study/form-files/read-cells";
import type { SourceRow } from "@/lib/study/form-files/source-row";
import { labNotes } from "../../entries/lab-notes";
import { importFormsAction } from "../actions";
import { ImportProgress } from "../import-progress";
import { ReasonStep, type ShownCorrection } from "../reason-step";
import { keepFile } from "../sheet-csv";
import { StoredNote } from "../stored-note";
import { useStoring } from "../use-storing";
import { resultRows } from "./result-rows";
import { BlankCells } from "./blank-cells";
import { RowsTable, sayForm } from "./rows-table";
import { toRequest, type Origin } from "./to-request";

interface Props {
  readonly rows: readonly SourceRow[];
  readonly strange: readonly string[];
  readonly places: FormPlaces;
  readonly dictionaries: Dictionaries;
  readonly origin: Origin;
  readonly mark: string;
  readonly most: { readonly values: number; readonly forms: number; readonly bytes: number };
}

const BACK = { label: "All imports", href: "/imports" };

/** What was read, where it goes, what it changes; then one act stores all of it, or nothing. */
export function FormBoard({ rows, strange, places, dictionaries, origin, mark, most }: Props) {
  const [leftOut, setLeftOut] = useState<readonly number[]>([]);
  const [withoutStrange, setWithoutStrange] = useState(false);
  const [clears, setClears] = useState(false);
  const [asking, setAsking] = useState(false);
  const [given, setGiven] = useState<string | null>(null);
  const { store, stored, fault, busy, percent } = useStoring<Omit<ImportForms, "requestId">>(importFormsAction, "import forms");
  const planned = useMemo(() => planRows(rows, { patients: places.patients, dictionaries, leftOut, clears }), [rows, places, dictionaries, leftOut, clears]);
  const beside = useBeside(planned, places);
  const values = planned.flatMap((row) => (row.state === "new" || row.state === "correction" ? row.values.filter(({ state }) => state === "new" || state === "correction") : []));
  const corrections = correctionsOf(planned);
  const stands = standsInTheWay(planned, values.length, strange.length > 0 && !withoutStrange) ?? tooMuch(planned, origin, most);
  const send = async (why: string | null) => { setGiven(why); if (await store(toRequest(planned, origin, why))) setAsking(false); };
  if (stored) return <StoredNote stored={stored} back={BACK}><Button variant="default" onClick={() => keepFile(resultRows(planned, given), `${mark}${origin.name.replace(/\.\w+$/, "")} result.csv`)}>Result line by line as CSV</Button></StoredNote>;
  return (
    <>
      {places.earlier.map((one) => <Callout key={one.id} tone="soft" title={`The same file was imported on ${sayInstant(one.at, "UTC")} by ${one.byName}.`}>What it brought is marked as already there. <TextLink href={`/imports/${one.id}`} underlined>Look at that import</TextLink></Callout>)}
      {strange.length > 0 && (
        <Callout tone={withoutStrange ? "soft" : "hard"} title={`${strange.length} ${strange.length === 1 ? "column is" : "columns are"} no field of this form: ${strange.slice(0, 12).join(", ")}${strange.length > 12 ? " …" : ""}`}>
          {strange.length === 1 ? "Name it as the form does, or import without it." : "Name them as the form does, or import without them."} <Button size="compact-xs" variant="default" onClick={() => setWithoutStrange(!withoutStrange)}>{withoutStrange ? "Ask again" : strange.length === 1 ? "Import without it" : "Import without them"}</Button>
        </Callout>
      )}
      <BlankCells clears={clears} onClears={setClears} planned={planned} />
      <RowsTable rows={planned} leftOut={leftOut} onLeftOut={setLeftOut} {...beside} />
      <div className="save-bar import-bar">
        <Button disabled={stands !== null} loading={busy && !asking} onClick={() => (corrections.length > 0 ? setAsking(true) : void send(null))}>Store {values.length} {values.length === 1 ? "value" : "values"}</Button>
        <span className="save-says" aria-live="polite">{stands ?? `${values.length - corrections.length} new, ${corrections.length} ${corrections.length === 1 ? "correction" : "corrections"}. All of it is stored, or nothing.`}</span>
        {!asking && <ImportProgress percent={percent} />}
        {fault && !asking && <Callout tone="hard" live="alert">{fault}</Callout>}
      </div>
      <ReasonStep opened={asking} corrections={corrections} busy={busy} fault={fault} percent={percent} onGiven={(why) => void send(why)} onClose={() => setAsking(false)} />
    </>
  );
}

/** Why nothing can be stored yet, in a sentence that says what to do. */
function standsInTheWay(planned: readonly PlannedRow[], values: number, isStrange: boolean): string | null {
  const problems = planned.filter(({ state }) => state === "problem").length;
  if (isStrange) return "Say first what becomes of the columns that the form does not have.";
  if (problems > 0) return `${problems} ${problems === 1 ? "form has" : "forms have"} to be settled in the file or left out first.`;
  return values === 0 ? "There is nothing new in it." : null;
}

/** What is more than one transaction takes, in a sentence with its limit. Values that stand there already count where their form has new ones. */
function tooMuch(planned: readonly PlannedRow[], origin: Origin, most: Props["most"]): string | null {
  const { forms } = toRequest(planned, origin, null);
  const seen = forms.reduce((sum, { from }) => sum + Object.keys(from).length, 0);
  const say = (count: number) => sayNumber(String(count));
  if (seen > most.values || forms.length > most.forms) return `It is too much at once: ${say(seen)} values in ${say(forms.length)} forms, and at most ${say(most.values)} in ${say(most.forms)} are stored together. Divide the file, best by patients; nothing is stored yet.`;
  return JSON.stringify(forms).length > most.bytes ? "Its texts are too long to be stored together. Divide the file, best by patients; nothing is stored yet." : null;
}

function correctionsOf(planned: readonly PlannedRow[]): readonly ShownCorrection[] {
  return planned.filter(({ state }) => state === "correction").flatMap((row) => row.values.filter(({ state }) => state === "correction").map(({ field, label, from, to }) => {
    const show = (answer: unknown) => row.form?.fields[field]?.show(answer) ?? "";
    return { key: `${row.source.id} ${field}`, label, from: show(from), to: show(to), where: `${row.source.patient}, ${sayForm(row)}` };
  }));
}

/** Range, flag, grade and questions as they will stand: computed on the records with all that would be stored. */
function useBeside(planned: readonly PlannedRow[], { patients }: FormPlaces) {
  return useMemo(() => {
    const asked = new Map<string, string[]>();
    const notes = new Map<string, ReturnType<typeof labNotes>>();
    for (const { record, today } of patients) {
      const after = recordAfter(record, planned);
      for (const { entryId, message } of questionsAfter(record, after, today)) asked.set(entryId, [...(asked.get(entryId) ?? []), message]);
      for (const { entry, patientId } of planned) if (entry && patientId === record.patientId) notes.set(entry.id, labNotes(after, entry.id));
    }
    return { noteOf: (entryId: string, field: string) => notes.get(entryId)?.[field] ?? null, asks: (entryId: string) => asked.get(entryId) ?? [] };
  }, [planned, patients]);
}
