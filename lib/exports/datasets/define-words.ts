import type { DatasetStandard, Origin, ValueLevel, Variable } from "./dataset";

/** An element of XML: attributes begin with "@", "#" is its text, a list is one element each; the order of the keys is that of the schema. */
export interface Element { readonly [name: string]: string | Element | readonly Element[] }

export interface Standard { readonly id: string; readonly name: string; readonly type: "IG" | "CT"; readonly version: string; readonly publishingSet?: string }

const SDTM_TERMS: Standard = { id: "STD.CT.SDTM", name: "CDISC/NCI", type: "CT", version: "2022-09-30", publishingSet: "SDTM" };
const ADAM_TERMS: Standard = { id: "STD.CT.ADAM", name: "CDISC/NCI", type: "CT", version: "2026-03-27", publishingSet: "ADaM" };

/** What each tabulation follows; the first is its implementation guide. */
export const STANDARDS: Readonly<Record<DatasetStandard["id"], readonly Standard[]>> = {
  sdtm: [{ id: "STD.SDTMIG", name: "SDTMIG", type: "IG", version: "3.4" }, SDTM_TERMS],
  adam: [{ id: "STD.ADAMIG", name: "ADaMIG", type: "IG", version: "1.3" }, ADAM_TERMS, SDTM_TERMS],
};

/** The code lists that CDISC publishes with ADaM: date and time imputation, derivation and parameter types, subject status. All others come with SDTM. */
const ADAM_LISTS: ReadonlySet<string> = new Set(["C81223", "C81224", "C81225", "C81226", "C124296"]);
export const termsStandardId = (code: string): string => (ADAM_LISTS.has(code) ? ADAM_TERMS.id : SDTM_TERMS.id);

export const describedAs = (text: string): Element => ({ TranslatedText: { "@xml:lang": "en", "#": text } });

export const methodOid = (dataset: string, variable: string, level?: number) => `MT.${dataset}.${variable}${level === undefined ? "" : `.${level + 1}`}`;
export const commentOid = (of: string) => `COM.${of}`;
export const codeListOid = (id: string) => `CL.${id}`;
export const valueListOid = (dataset: string, variable: string) => `VL.${dataset}.${variable}`;
export const whereOid = (dataset: string, variable: string, level: number) => `WC.${dataset}.${variable}.${level + 1}`;

const SOURCES: Readonly<Partial<Record<Origin, string>>> = { Collected: "Investigator", Derived: "Sponsor", Assigned: "Sponsor", Protocol: "Sponsor" };

/** Where values come from; of ADaM also from which variable of which dataset, of what was collected on which pages of the annotated forms. */
export function originOf({ origin, predecessor }: Pick<Variable, "origin" | "predecessor"> | (ValueLevel & { readonly predecessor?: string }), pages: ReadonlyMap<string, readonly string[]> = new Map()): Element {
  const source = SOURCES[origin];
  return {
    "@Type": origin, ...(source === undefined ? {} : { "@Source": source }),
    ...(predecessor === undefined ? {} : { Description: describedAs(predecessor) }),
    ...(origin !== "Collected" ? {} : { "def:DocumentRef": [...pages].map(([document, destinations]) => ({ "@leafID": document, "def:PDFPageRef": { "@PageRefs": destinations.join(" "), "@Type": "NamedDestination" } })) }),
  };
}
