import type { DatasetStandard } from "../datasets/dataset";
import { annotatedForms } from "./annotated-forms";
import { patientRows } from "./patient-rows";
import { SPECS } from "./specs";
import { learn, studyRows } from "./study-rows";
import { CODE_LISTS } from "./terms/code-lists";

/** The study by the Study Data Tabulation Model, SDTMIG 3.4. */
export const sdtm: DatasetStandard = { id: "sdtm", title: "SDTM, by SDTMIG 3.4", specs: SPECS, codeLists: CODE_LISTS, studyRows, patientRows, learn, annotated: annotatedForms };
