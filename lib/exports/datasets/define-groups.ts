import type { DatasetSpec } from "./dataset";
import { commentOid, describedAs, methodOid, STANDARDS, type Element } from "./define-words";
import { groupOid, itemOid } from "./object-ids";
import type { SpooledDataset } from "./spool-datasets";

const OF_ONE_ROW: ReadonlySet<string> = new Set(["STUDYID", "USUBJID"]);

/** "AE" of SUPPAE; any other dataset is its own domain. */
const domainOf = (name: string) => /^SUPP([A-Z]{2})$/.exec(name)?.[1] ?? name;

/** A dataset without rows is declared, and says so: it has no file. */
export const sayNoRows = "No row in this cut; the dataset has no file.";

export function groupsOf(datasets: readonly SpooledDataset[]): readonly Element[] {
  return datasets.map(({ spec, records }) => groupOf(spec, records > 0));
}

function groupOf(spec: DatasetSpec, hasRows: boolean): Element {
  const isAdam = spec.standard === "ADaM";
  const leaf = `LF.${spec.name}`;
  const file = `${spec.name.toLowerCase()}.xpt`;
  return {
    "@OID": groupOid(spec.name), "@Name": spec.name, ...(isAdam ? {} : { "@Domain": domainOf(spec.name) }), "@Repeating": spec.keys.every((key) => OF_ONE_ROW.has(key)) ? "No" : "Yes",
    "@IsReferenceData": spec.isReference ? "Yes" : "No", "@SASDatasetName": spec.name, "@Purpose": isAdam ? "Analysis" : "Tabulation",
    "@def:Structure": spec.structure, "@def:StandardOID": STANDARDS[isAdam ? "adam" : "sdtm"][0]?.id ?? "", ...(hasRows ? { "@def:ArchiveLocationID": leaf } : { "@def:HasNoData": "Yes" }),
    ...(spec.comment === undefined && hasRows ? {} : { "@def:CommentOID": commentOid(spec.name) }),
    Description: describedAs(spec.label),
    ItemRef: spec.variables.map((variable, at) => {
      const key = spec.keys.indexOf(variable.name);
      return {
        "@ItemOID": itemOid(spec.name, variable.name), "@OrderNumber": String(at + 1), "@Mandatory": variable.core === "Req" || key >= 0 ? "Yes" : "No",
        ...(key < 0 ? {} : { "@KeySequence": String(key + 1) }), ...(variable.method === undefined ? {} : { "@MethodOID": methodOid(spec.name, variable.name) }),
        ...(variable.role === undefined ? {} : { "@Role": variable.role }),
      };
    }),
    "def:Class": { "@Name": spec.class, ...(spec.subClass === undefined ? {} : { "def:SubClass": { "@Name": spec.subClass } }) },
    ...(hasRows ? { "def:leaf": { "@ID": leaf, "@xlink:href": file, "def:title": file } } : {}),
  };
}
