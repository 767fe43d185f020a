import { adam } from "../adam/adam";
import { datasetFormat } from "../datasets/write-datasets";

/** Analysis datasets: ADSL, ADRS, ADTTE, ADEX, ADAE and ADLB. */
export const adamFormat = datasetFormat(adam, "For statisticians: analysis datasets as SAS transport files, Dataset-JSON and NDJSON, with Define-XML. Dates are imputed only here, with flags.");
