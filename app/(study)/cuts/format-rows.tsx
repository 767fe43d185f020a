import { Badge } from "@/app/_ui/badge";
import { Glyph } from "@/app/_ui/glyph";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { LinkButton } from "@/app/_ui/text-link";
import type { CutView } from "@/lib/exports/read-cuts";
import type { ExportView } from "@/lib/exports/read-exports";
import { sayInstant } from "@/lib/kernel/instant";
import { sayNumber } from "@/lib/kernel/say-number";
import { MakeExport } from "./make-export.client";
import { sayBytes } from "./say-bytes";

interface Format { readonly id: string; readonly title: string; readonly says: string }
interface Props {
  readonly cut: CutView;
  readonly formats: readonly Format[];
  readonly exports: readonly ExportView[];
  readonly mayExport: boolean;
}

/** The ways in which a cut can be had: what each is for, how far it is, and its files with size and hash. */
export function FormatRows({ cut, formats, exports, mayExport }: Props) {
  return (
    <ul className="formats" aria-label={`Formats of ${cut.name}`}>
      {formats.map((format) => <FormatRow key={format.id} cut={cut} format={format} made={exports.find((each) => each.format === format.id)} mayExport={mayExport} />)}
    </ul>
  );
}

function FormatRow({ cut, format, made, mayExport }: { readonly cut: CutView; readonly format: Format; readonly made: ExportView | undefined; readonly mayExport: boolean }) {
  const { id, title, says } = format;
  const state = made === undefined ? "none" : made.state === "failed" ? "failed" : "under_way";
  return (
    <li className="format">
      <div className="format-what"><strong>{title}</strong><span className="dim">{says}</span></div>
      <div className="format-how">
        {made?.state === "done" && <Files cut={cut} format={format} made={made} />}
        {(made?.state === "waiting" || made?.state === "running") && <Progress made={made} title={title} />}
        {made?.state === "failed" && <Failure made={made} />}
        {made?.state !== "done" && (mayExport ? <MakeExport cutId={cut.id} format={id} title={`${title} of ${cut.name}`} state={state} /> : state === "none" && <span className="dim">Not written yet</span>)}
      </div>
    </li>
  );
}

function Failure({ made: { problem, failures, failedAt } }: { readonly made: ExportView }) {
  const when = failedAt === null ? "" : ` ${sayInstant(failedAt.toISOString(), "UTC")}${failures > 1 ? `, the ${sayTimes(failures)} time` : ""}`;
  return <span className="format-problem"><Badge tone="q">Failed</Badge>{when}: {problem} <span className="dim">It is in the trail.</span></span>;
}

const ORDINALS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };
const sayTimes = (count: number): string => `${count}${ORDINALS[new Intl.PluralRules("en", { type: "ordinal" }).select(count)] ?? "th"}`;

function Progress({ made: { state, patients, writing }, title }: { readonly made: ExportView; readonly title: string }) {
  const says = state === "waiting" ? "Waiting to be written…" : `${writing ?? "Beginning"}: patient ${sayNumber(patients.read)} of ${sayNumber(patients.all)}`;
  return <span className="format-progress" role="status"><ProgressBar done={patients.read} of={patients.all} tone="ip" label={`${title}: ${says}`} /><span className="dim">{says}</span></span>;
}

function Files({ cut, format, made }: { readonly cut: CutView; readonly format: Format; readonly made: ExportView }) {
  const [only] = made.files;
  const address = `/cuts/${cut.id}/formats/${format.id}`;
  return (
    <>
      <span className="format-size">{sayBytes(made.bytes)}{made.files.length > 1 && ` in ${made.files.length} files`}</span>
      <LinkButton href={`${address}/${made.files.length === 1 ? only?.file : "all-files.tar"}`} small download label={`Download ${format.title} of ${cut.name}`}><Glyph of="download" />Download</LinkButton>
      <details className="format-files">
        <summary>SHA-256 <span className="mono">{made.sha256?.slice(0, 16)}…</span></summary>
        <ul>
          {made.files.length > 1 && <li><span className="mono cut-hash">{made.sha256}</span> of SHA256SUMS</li>}
          {made.files.map(({ file, bytes, sha256 }) => <li key={file}><a href={`${address}/${file}`} download>{file}</a> {sayBytes(bytes)} <span className="mono cut-hash">{sha256}</span></li>)}
        </ul>
      </details>
    </>
  );
}
