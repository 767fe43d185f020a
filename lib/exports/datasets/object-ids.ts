import { study as protocol } from "@/lib/study/study";
import type { CutStudy } from "../export-format";
import type { DatasetStandard } from "./dataset";

/** The identifiers by which the datasets and define.xml name the same things. */
const STUDY_ID = protocol.shortTitle.toUpperCase().replace(/[^A-Z0-9]+/g, "-");

export const studyOid = `ST.${STUDY_ID}`;
export const metaDataOid = ({ id }: Pick<DatasetStandard, "id">) => `MDV.${STUDY_ID}.${id.toUpperCase()}`;
export const groupOid = (dataset: string) => `IG.${dataset}`;
export const itemOid = (dataset: string, variable: string) => `IT.${dataset}.${variable}`;
/** One for each content: another cut has other identifiers, the same cut made twice has the same. */
export const fileOid = ({ contentHash }: CutStudy, file: string) => `${studyOid}/${contentHash.slice(0, 16)}/${file}`;
