import { DataTable } from "@/app/_ui/data-table";
import type { DownloadView } from "@/lib/exports/read-exports";
import { sayInstant } from "@/lib/kernel/instant";

const COLUMNS = [{ key: "file", label: "File" }, { key: "format", label: "Format" }, { key: "by", label: "Taken by" }, { key: "at", label: "When" }];

/** Who took which file of a cut, newest first; the trail has it too. */
export function DownloadsList({ name, downloads }: { readonly name: string; readonly downloads: readonly DownloadView[] }) {
  return (
    <details>
      <summary className="cut-summary">{downloads.length === 0 ? "Nobody took a file yet" : `Taken ${downloads.length === 1 ? "once" : `${downloads.length} times`}, last by ${downloads[0]?.byName}`}</summary>
      <DataTable caption={`Who took files of ${name}`} columns={COLUMNS} dense>
        {downloads.map(({ file, format, token, byName, at }, place) => <tr key={place}><td>{file}</td><td>{format ?? "the cut's own"}</td><td>{byName}{token !== null && <span className="dim">, by the token {token}</span>}</td><td>{sayInstant(at.toISOString(), "UTC")}</td></tr>)}
      </DataTable>
    </details>
  );
}
