import type { CutStudy } from "../export-format";
import type { Learned, Row } from "../datasets/dataset";
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
export const studyRows = (study: CutStudy, learned: Learned): ReadonlyMap<string, readonly Row[]> => new Map([...trialRows(study, learned), ["RELREC", relations]]);

/** The study began on the day on which its first subject consented. */
export function learn({ firstConsent }: Learned, rows: ReadonlyMap<string, readonly Row[]>): Learned {
  const days = (rows.get("DM") ?? []).flatMap(({ RFICDTC }) => (typeof RFICDTC === "string" && RFICDTC !== "" ? [RFICDTC.slice(0, 10)] : []));
  const [first] = [...days, ...(firstConsent === undefined ? [] : [firstConsent])].toSorted();
  return first === undefined ? {} : { firstConsent: first };
}
