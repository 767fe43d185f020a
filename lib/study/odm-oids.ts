import type { Form } from "@/lib/crf/define-form";
import { study } from "@/lib/study/study";
import { isUnscheduled } from "@/lib/study/visits";

type FormVersion = Pick<Form, "id" | "version">;

/** Names by which the parts of a file refer to each other. They come from the definitions, so the same form has the same names in every file. */
export const STUDY_OID = `ST.${study.shortTitle.toUpperCase().replace(/[^A-Z0-9]+/g, "-")}`;
export const versionOid = (version: string): string => `MDV.${version}`;
export const formOid = ({ id, version }: FormVersion): string => `F.${id}.${version}`;
export const sectionOid = ({ id, version }: FormVersion, place: number): string => `IG.${id}.${version}.${place + 1}`;
export const itemOid = ({ id, version }: FormVersion, name: string): string => `I.${id}.${version}.${name}`;
export const codeListOid = ({ id, version }: FormVersion, name: string): string => `CL.${id}.${version}.${name}`;
export const conditionOid = ({ id, version }: FormVersion, name: string): string => `COND.${id}.${version}.${name}`;
export const unitOid = (unit: string): string => `MU.${unit}`;
export const siteOid = (site: string): string => `LOC.${site}`;
/** People are known to a cut by their name. */
export const personOid = (name: string): string => `U.${name}`;
export const meaningOid = (meaning: string): string => `SD.${meaning}`;

export const LOGS_OID = "SE.LOG";
export const UNSCHEDULED_OID = "SE.UNS";
export const eventOid = (visit: string | null): string => (visit === null ? LOGS_OID : isUnscheduled(visit) ? UNSCHEDULED_OID : `SE.${visit}`);
/** Only unscheduled visits repeat: by their number. */
export const eventRepeatKey = (visit: string | null): string | null => (visit !== null && isUnscheduled(visit) ? visit.slice(3) : null);

/** Code lists of what stands beside a value. */
export const MISSING_LIST = "CL.MISSING";
export const NOTE_LIST = "CL.NOTE";
export const STATE_LIST = "CL.STATE";
export const ABOUT_LIST = "CL.ABOUT";
