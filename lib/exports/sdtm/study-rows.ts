import type { CutStudy } from "../export-format";
import type { Row } from "../datasets/dataset";
import { STUDYID } from "./trial/study-identity";
import { trialRows } from "./trial/trial-rows";

/** Datasets that belong together, by the variable that both carry: an interval of exposure as collected and in units of the protocol; a response and what it rests on. */
const RELATIONS: readonly (readonly [relation: string, dataset: string, variable: string, many: "ONE" | "MANY"])[] = [
  ["ECEX", "EC", "ECLNKID", "ONE"],
  ["ECEX", "EX", "EXLNKID", "ONE"],
  ["LBRS", "LB", "LBLNKGRP", "MANY"],
  ["LBRS", "RS", "RSLNKGRP", "ONE"],
  ["TURS", "RS", "RSLNKGRP", "ONE"],
  ["TURS", "TU", "TULNKGRP", "MANY"],
];

const relations: readonly Row[] = RELATIONS.map(([RELID, RDOMAIN, IDVAR, RELTYPE]) => ({ STUDYID, RDOMAIN, USUBJID: null, IDVAR, IDVARVAL: null, RELTYPE, RELID }));

/** The rows that no patient gives: the design of the trial, and how datasets are related. */
export const studyRows = (study: CutStudy): ReadonlyMap<string, readonly Row[]> => new Map([...trialRows(study), ["RELREC", relations]]);
