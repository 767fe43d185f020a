import type { DatasetSpec } from "../datasets/dataset";
import { EVENTS } from "./specs/events";
import { FINDINGS } from "./specs/findings";
import { RESPONSE_FINDINGS } from "./specs/findings-response";
import { INTERVENTIONS } from "./specs/interventions";
import { SPECIAL_PURPOSE } from "./specs/special-purpose";
import { TRIAL_DESIGN } from "./specs/trial-design";
import { withValueLevels } from "./specs/value-levels";
import { COMMENTS, RELATED_RECORDS } from "./specs/variables";
import { supplements } from "./supplements";

const DOMAINS: readonly DatasetSpec[] = [...TRIAL_DESIGN, ...SPECIAL_PURPOSE, COMMENTS, ...INTERVENTIONS, ...EVENTS, ...FINDINGS, ...RESPONSE_FINDINGS].map(withValueLevels);

/** Every dataset of the tabulation. */
export const SPECS: readonly DatasetSpec[] = [...DOMAINS, ...supplements(DOMAINS), RELATED_RECORDS];
