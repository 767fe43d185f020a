import type { ExportFile, ExportFormat, ExportSource } from "./export-format";

/** The cut with the files that were rendered when it was made. Every format that asks for less takes it too. */
export interface CutSource extends ExportSource {
  /** The text of one of `study.manifest.files`, in the parts in which it is kept. */
  readonly stored: (file: string) => AsyncIterable<string>;
  /** The files of another format that this release wrote from this very cut just now, byte for byte; null where it has to be written. What packs other formats need not write them again. */
  readonly written?: (format: string) => AsyncIterable<ExportFile> | null;
}

/** A format as the registry holds it. */
export interface CutFormat extends Omit<ExportFormat, "write"> {
  readonly write: (source: CutSource) => ReturnType<ExportFormat["write"]>;
}
