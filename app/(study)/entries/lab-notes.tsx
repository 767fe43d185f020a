import type { ReactNode } from "react";
import { labTraceOf, type LabResult } from "@/lib/study/derive/lab-findings";
import type { PatientRecord } from "@/lib/study/patient-record";
import "./lab-notes.css";

const FLAGS = { low: { mark: "▼", word: "low" }, high: { mark: "▲", word: "high" }, normal: { mark: "", word: "within" } } as const;

/** Flag, range and grade beside each laboratory value of the entry, from what stands on the screen. Empty for a form without any. */
export function labNotes(record: PatientRecord, entryId: string): Readonly<Record<string, ReactNode>> {
  const entry = record.entries.find(({ id }) => id === entryId);
  if (entry === undefined) return {};
  return Object.fromEntries(labTraceOf(record, entry).results.map((result) => [result.field, <LabNote key={result.field} result={result} />]));
}

function LabNote({ result: { flag, range, rangeFrom, grades, note } }: { readonly result: LabResult }) {
  if (flag === null && grades.every(({ grade }) => grade === null)) return null;
  const graded = grades.filter(({ grade }) => grade !== null && grade > 0);
  return (
    <span className="lab-note" data-flag={flag ?? undefined}>
      {flag && <b>{FLAGS[flag].mark} {FLAGS[flag].word}</b>}
      {range && <span>{range}{rangeFrom === "usual" && " (usual)"}</span>}
      {graded.map(({ term, grade, note: more }) => <span key={term} className="lab-grade" data-grade={grade} title={[term, more].filter(Boolean).join(". ")}>grade {grade}<span className="unseen">, {term}</span></span>)}
      {note && <span>{note}</span>}
    </span>
  );
}
