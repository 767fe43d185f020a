import type { DatasetSpec, ValueLevel } from "../datasets/dataset";
import { QUALIFIERS, type Qualifier } from "./qualifiers";
import { supplementOf } from "./specs/variables";

/** Domains whose own structure has room for everything, so that nothing is added to them. */
const WITHOUT: readonly string[] = ["SE", "CO"];

const valueLevelOf = ({ name, origin, codeList, method }: Qualifier): ValueLevel => ({
  where: [{ variable: "QNAM", is: "EQ", values: [name] }], type: "text", origin, ...(codeList === undefined ? {} : { codeList }), ...(method === undefined ? {} : { method }),
});

/** A dataset of supplemental qualifiers for each domain of patients: its own qualifiers, reasons for missing values, and what is left of long texts. */
export const supplements = (domains: readonly DatasetSpec[]): readonly DatasetSpec[] =>
  domains.filter(({ name, isReference }) => !isReference && !WITHOUT.includes(name)).map(({ name }) => {
    const own = QUALIFIERS.filter(({ domain }) => domain === name);
    return supplementOf(name, own.length === 0 ? {} : { valueLevel: own.map(valueLevelOf) });
  });
