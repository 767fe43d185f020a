import type { CutFormat } from "../cut-source";
import type { ExportFile } from "../export-format";
import { manifestText } from "../manifest-text";

/** The files that the cut has held since it was made, with what each column means. */
export const csvFormat: CutFormat = {
  id: "csv",
  title: "CSV per form",
  says: "One table per form and log with the data dictionary, exactly as recorded, for any statistics program.",
  async *write({ study, stored }): AsyncGenerator<ExportFile> {
    yield { file: "manifest.json", chunks: once(manifestText(study)) };
    for (const { file } of study.manifest.files) yield { file, chunks: stored(file) };
  },
};

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
