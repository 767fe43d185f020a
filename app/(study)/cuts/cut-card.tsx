import type { ComponentProps } from "react";
import { Badge } from "@/app/_ui/badge";
import { Card, DefinitionGrid } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { Glyph } from "@/app/_ui/glyph";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton } from "@/app/_ui/text-link";
import type { CutSummary, CutView } from "@/lib/exports/read-cuts";
import type { DownloadView, ExportView } from "@/lib/exports/read-exports";
import { sayInstant } from "@/lib/kernel/instant";
import { MEANING_LABELS, type SignatureMeaning } from "@/lib/signatures/statements";
import { DownloadsList } from "./downloads-list";
import { FormatRows } from "./format-rows";

const COLUMNS = [
  { key: "file", label: "File" }, { key: "rows", label: "Rows", numeric: true }, { key: "bytes", label: "Bytes", numeric: true }, { key: "hash", label: "SHA-256" }, { key: "get", label: "Download", unseen: true },
];
const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

interface Props {
  readonly cut: CutView;
  readonly formats: ComponentProps<typeof FormatRows>["formats"];
  readonly exports: readonly ExportView[];
  readonly downloads: readonly DownloadView[];
  readonly mayExport: boolean;
}

/** Who signed and what signs the trail, where the cut says it: earlier ones do not. */
function proofOf({ anchor, signatures }: CutSummary) {
  const meanings = Object.entries(signatures?.byMeaning ?? {}).map(([meaning, count]) => `${grouped(count)} ${MEANING_LABELS[meaning as SignatureMeaning].toLowerCase()}`);
  return [
    ...(signatures === undefined ? [] : [{ term: "Signatures by meaning", value: meanings.length === 0 ? "none" : meanings.join(", "), note: meanings.length === 0 ? undefined : `out of ${grouped(signatures.withFallen)} a value fell since; each is in the manifest` }]),
    ...(anchor === undefined ? [] : [anchor === null ? { term: "Signed checkpoint of the trail", value: "none yet when it was made", note: "the heads of the trail are in the manifest" } : {
      term: "Signed checkpoint of the trail", value: `number ${grouped(anchor.checkpoint)}, ${sayInstant(anchor.time, "UTC")}`,
      note: <>{anchor.patientEvents.after === 0 ? "over every event of these patients" : `over ${grouped(anchor.patientEvents.anchored)} events of these patients; the ${grouped(anchor.patientEvents.after)} after it by the heads alone`} · key <span className="mono">{anchor.publicKeySha256.slice(0, 16)}…</span></>,
    }]),
  ];
}

/** The newest cut: open, with everything about it. */
export function CutCard(props: Props) {
  const { cut } = props;
  return <Card id={cut.id} title={cut.name} note={<Made cut={cut} />} actions={<WholeFiles cut={cut} />}><CutBody {...props} /></Card>;
}

/** An earlier cut: one line that says which it is and what became of it, and opens to the same as the newest. */
export function EarlierCut(props: Props) {
  const { cut, exports, downloads } = props;
  const titleId = `title-${cut.id}`;
  return (
    <details className="card cut-earlier" id={cut.id} aria-labelledby={titleId}>
      <summary className="card-head"><h2 id={titleId}>{cut.name}</h2><span className="dim"><Made cut={cut} /></span><span className="end dim"><Became exports={exports} downloads={downloads} /></span></summary>
      <div className="card-pad row cut-whole"><WholeFiles cut={cut} /></div>
      <CutBody {...props} />
    </details>
  );
}

const Made = ({ cut: { at, byName, isInterim } }: Pick<Props, "cut">) => (
  <>{sayInstant(at.toISOString(), "UTC")}, {byName} {isInterim ? <Badge tone="due">Interim, not every patient is locked</Badge> : <Badge tone="lock" state="locked">Final, every patient is locked</Badge>}</>
);

/** "2 formats, 1 failed, taken 3 times" */
function Became({ exports, downloads }: Pick<Props, "exports" | "downloads">) {
  const count = (...states: readonly ExportView["state"][]) => exports.filter(({ state }) => states.includes(state)).length;
  const [written, underWay, failed] = [count("done"), count("waiting", "running"), count("failed")];
  const says = [
    written > 0 && `${written} ${written === 1 ? "format" : "formats"}`, underWay > 0 && `${underWay} being written`,
    downloads.length > 0 && (downloads.length === 1 ? "taken once" : `taken ${downloads.length} times`),
  ].filter(Boolean).join(", ");
  return <>{says}{failed > 0 && <> <Badge tone="q">{failed} failed</Badge></>}</>;
}

const WholeFiles = ({ cut: { id, name } }: Pick<Props, "cut">) => (
  <>
    <LinkButton href={`/cuts/${id}/manifest.json`} small download>Manifest</LinkButton>
    <LinkButton href={`/cuts/${id}/all-files.tar`} small download label={`All files of ${name}, one archive`}><Glyph of="download" />All files</LinkButton>
  </>
);

/** What a cut holds, how it is named, the formats it can be had in, every file with size and hash, and who took what. */
function CutBody({ cut, formats, exports, downloads, mayExport }: Props) {
  const { id, name, contentHash, manifest, sameAs } = cut;
  const { counts, files } = manifest;
  return (
    <>
      <div className="card-pad cut-facts">
        <DefinitionGrid items={[
          { term: "Content hash (SHA-256)", value: <span className="mono cut-hash">{contentHash}</span>, note: sameAs === null ? "made by the database from the records" : <><StateIcon state="complete" label="" small /> same content as {sameAs}</> },
          { term: "Patients, forms, values", value: `${grouped(counts["patient"] ?? 0)}, ${grouped(counts["entry"] ?? 0)}, ${grouped(counts["value"] ?? 0)}` },
          { term: "Queries, verifications, signatures", value: `${grouped(counts["query"] ?? 0)}, ${grouped(counts["verification"] ?? 0)}, ${grouped(counts["signature"] ?? 0)}` },
          { term: "Rules", value: `version ${manifest.ruleVersion}`, note: `${manifest.forms.length} forms · trail of ${manifest.chains} patients` },
          ...proofOf(manifest),
        ]} />
      </div>
      <FormatRows cut={cut} formats={formats} exports={exports} mayExport={mayExport} />
      <DownloadsList name={name} downloads={downloads} />
      <details>
        <summary className="cut-summary">{files.length} files, {grouped(files.reduce((sum, { bytes }) => sum + bytes, 0))} bytes</summary>
        <DataTable caption={`Files of ${name}`} columns={COLUMNS} dense>
          {files.map(({ file, rows, bytes, sha256 }) => (
            <tr key={file}>
              <td>{file}</td>
              <td className="number">{grouped(rows)}</td>
              <td className="number">{grouped(bytes)}</td>
              <td className="mono cut-hash">{sha256}</td>
              <td className="number"><LinkButton href={`/cuts/${id}/${file}`} small look="ghost" download label={`Download ${file} of ${name}`}>Download</LinkButton></td>
            </tr>
          ))}
        </DataTable>
      </details>
    </>
  );
}
