import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import { TEXT } from "@/app/_print/look";
import type { Paper } from "@/app/_print/paper";
import { one, whole } from "@/app/_print/parts";
import { valueRow } from "./record-pages";

const LEGEND = "Beside each value: whether it was changed since its first entry (the annex has the old values in sentences), who verified it against the source, its queries (Q), and the signatures (S) that stand on it. “–” is a blank.";

/** Whose casebook it is, of which moment, and how to read it. */
export function drawFront(paper: Paper, { study, patient, made, visits, signatures }: CasebookContent, sha256: string): void {
  const values = visits.flatMap(({ forms }) => forms).reduce((sum, { rows }) => sum + rows.filter(({ value }) => value !== "").length, 0);
  paper.newPage();
  paper.mark("Casebook");
  paper.block(whole(one(`Casebook of patient ${patient.number}`, TEXT.title), { after: 4 }));
  paper.block(whole(one(study.title, TEXT.plain)));
  paper.block(whole(one(`A copy of the electronic record as it stood at ${made.says}, made for ${made.by}.`, TEXT.quiet)));
  for (const { term, value } of [{ term: "Site", value: patient.site }, ...patient.facts, { term: "Recorded values", value: String(values) }, { term: "Signatures", value: String(signatures.length) }, { term: "Rules", value: study.rules }]) {
    paper.block(valueRow({ label: term, value, marks: [] }));
  }
  paper.block(whole(one(LEGEND, TEXT.plain), { before: 7 }));
  paper.block(whole(one(`Content SHA-256: ${sha256}`, TEXT.plain), { before: 7 }));
}
