import "server-only";
import { datasetFormat } from "../datasets/write-datasets";
import { sdtm } from "../sdtm/sdtm";

/** Tabulation of what was collected. */
export const sdtmFormat = datasetFormat(sdtm, "For regulators: what was collected, as SDTM datasets in SAS transport files, Dataset-JSON and NDJSON, with Define-XML. Partial dates stay partial.");
