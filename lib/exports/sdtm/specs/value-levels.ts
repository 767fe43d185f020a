import type { DatasetSpec, ValueLevel, Variable } from "../../datasets/dataset";
import { TESTS } from "../terms/tests";

type Level = Omit<ValueLevel, "where">;

/** What results are where they are no number: the code list of their terms, or none for text. */
const RESULT_LISTS: Readonly<Record<string, string | null>> = {
  "LB.AUERRODS": "AUERRODS", "LB.SPICULE": "SPICULE", "LB.CELLTXT": "CELLTXT", "RS.OVRLRESP": "ONCRSR", "RS.REGENSUS": "NY", "RS.COURSE2": "NY", "RS.DISSTAT": "FUSTAT", "RS.ECOG101": "ECOG",
  "TU.TUEXMIND": "NY", "SS.SURVSTAT": "SSRSLT", "SS.NEWTX": "NY", "SS.LATETOX": "NY", "SS.LATETOXS": null, "DD.PRCDTH": "CAUSE", "DD.SECDTH": null, "DD.AUTOPIND": "NY", "DD.DTHREL": "NY",
  "GF.CYTOGEN": "CYTOGEN", "GF.KARYOTYP": null, "FA.DISSTAT": "STRATUM", "FA.WHOED": null, "FA.WHOCAT": null, "FA.FAB": "FAB", "FA.INFILTR": "NY", "FA.RELMARR": "NY", "FA.RELBLOOD": "NY", "FA.RELEMD": "NY", "FA.RELCONF": "NY",
};

function levelsOf(domain: string, result: "ORRES" | "STRESC"): readonly ValueLevel[] {
  return (TESTS[domain]?.tests ?? []).filter(({ code }) => code !== `${domain}ALL`).map(({ code }) => {
    const list = RESULT_LISTS[`${domain}.${code}`];
    const level: Level = list === undefined ? { type: "float", origin: result === "ORRES" ? "Collected" : "Derived" } : { type: "text", origin: result === "ORRES" ? "Collected" : "Assigned" };
    const method = result === "STRESC" && list === undefined ? { method: "The original result in the standard unit of the test, by exact decimal arithmetic." } : {};
    const codeList = result === "STRESC" && typeof list === "string" ? { codeList: list } : {};
    return { where: [{ variable: `${domain}TESTCD`, is: "EQ", values: [code] }], ...level, ...method, ...codeList };
  });
}

const disposition = (category: string, codeList: string): ValueLevel => ({ where: [{ variable: "DSCAT", is: "EQ", values: [category] }], type: "text", origin: "Assigned", codeList });

/** The dispositions by their category. */
const DISPOSITIONS: readonly ValueLevel[] = [disposition("PROTOCOL MILESTONE", "PROTMLST"), disposition("DISPOSITION EVENT", "NCOMPLT"), disposition("OTHER EVENT", "OTHEVENT")];

function levelsFor(domain: string, { name }: Variable): readonly ValueLevel[] {
  if (name === "DSDECOD") return DISPOSITIONS;
  if (TESTS[domain] === undefined) return [];
  if (name === `${domain}ORRES`) return levelsOf(domain, "ORRES");
  return name === `${domain}STRESC` ? levelsOf(domain, "STRESC") : [];
}

/** The dataset with what its results are, test by test. */
export const withValueLevels = (spec: DatasetSpec): DatasetSpec => ({
  ...spec,
  variables: spec.variables.map((variable) => {
    const valueLevel = levelsFor(spec.name, variable);
    return valueLevel.length === 0 ? variable : { ...variable, valueLevel };
  }),
});
