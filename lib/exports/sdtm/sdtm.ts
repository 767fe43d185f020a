import type { DatasetSpec, DatasetStandard } from "../datasets/dataset";
import { patientRows } from "./patient-rows";
import { EVENTS } from "./specs/events";
import { FINDINGS } from "./specs/findings";
import { RESPONSE_FINDINGS } from "./specs/findings-response";
import { INTERVENTIONS } from "./specs/interventions";
import { SPECIAL_PURPOSE } from "./specs/special-purpose";
import { TRIAL_DESIGN } from "./specs/trial-design";
import { withValueLevels } from "./specs/value-levels";
import { COMMENTS, RELATED_RECORDS } from "./specs/variables";
import { studyRows } from "./study-rows";
import { supplements } from "./supplements";
import { CODE_LISTS } from "./terms/code-lists";

const DOMAINS: readonly DatasetSpec[] = [...TRIAL_DESIGN, ...SPECIAL_PURPOSE, COMMENTS, ...INTERVENTIONS, ...EVENTS, ...FINDINGS, ...RESPONSE_FINDINGS].map(withValueLevels);

/** The study by the Study Data Tabulation Model, SDTMIG 3.4. */
export const sdtm: DatasetStandard = {
  id: "sdtm",
  title: "SDTM, by SDTMIG 3.4",
  specs: [...DOMAINS, ...supplements(DOMAINS), RELATED_RECORDS],
  codeLists: CODE_LISTS,
  studyRows,
  patientRows,
};
