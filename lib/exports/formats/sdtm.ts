import { datasetFormat } from "../datasets/write-datasets";
import type { ExportFormat } from "../export-format";
import { reviewersGuide } from "../sdtm/reviewers-guide";
import { sdtm } from "../sdtm/sdtm";

const datasets = datasetFormat(sdtm, "For regulators: what was collected, as SDTM datasets in SAS transport files, Dataset-JSON and NDJSON, with Define-XML and a reviewer's guide. Partial dates stay partial.");

/** Tabulation of what was collected, and what a reviewer should know of it. */
export const sdtmFormat: ExportFormat = {
  ...datasets,
  write: async function* (source) {
    yield* datasets.write(source);
    yield { file: "reviewers-guide.md", chunks: guide() };
    async function* guide() {
      yield reviewersGuide(source.study);
    }
  },
};
