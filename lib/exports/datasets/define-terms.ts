import type { CodeList, DatasetStandard, Term } from "./dataset";
import { sayNoRows } from "./define-groups";
import { codeListOid, commentOid, describedAs, methodOid, termsStandardId, type Element } from "./define-words";
import type { SpooledDataset } from "./spool-datasets";

const aliasOf = (code: string | undefined): Element => (code === undefined ? {} : { Alias: { "@Context": "nci:ExtCodeID", "@Name": code } });

/** The code lists that a variable or a value level uses, in the order of the standard. */
export function listsUsed({ specs, codeLists }: DatasetStandard): readonly CodeList[] {
  const used = new Set(specs.flatMap(({ variables }) => variables.flatMap(({ codeList, valueLevel = [] }) => [codeList, ...valueLevel.map((level) => level.codeList)])));
  const unknown = [...used].find((id) => id !== undefined && !codeLists.some((list) => list.id === id));
  if (unknown !== undefined) throw new Error(`There is no code list ${unknown}.`);
  return codeLists.filter(({ id }) => used.has(id));
}

export const termsOf = (standard: DatasetStandard): readonly Element[] => listsUsed(standard).map(listOf);

function listOf({ id, name, type, code, terms, external }: CodeList): Element {
  const hasComment = terms.some(({ comment }) => comment !== undefined);
  return {
    "@OID": codeListOid(id), "@Name": name, "@DataType": type,
    ...(code !== undefined ? { "@def:StandardOID": termsStandardId(code) } : external ? {} : { "@def:IsNonStandard": "Yes" }), ...(hasComment ? { "@def:CommentOID": commentOid(codeListOid(id)) } : {}),
    ...(external ? { ExternalCodeList: { "@Dictionary": external.dictionary, "@Version": external.version } } : itemsOf(terms)),
    ...aliasOf(code),
  };
}

/** Terms with a meaning beside their value are items with a decode; without, they are enumerated. What this study added to a list of CDISC says so. */
function itemsOf(terms: readonly Term[]): Element {
  const hasDecodes = terms.some(({ decode }) => decode !== undefined);
  const items = terms.map(({ value, decode, code, extended }, at) => ({
    "@CodedValue": value, "@OrderNumber": String(at + 1), ...(extended ? { "@def:ExtendedValue": "Yes" } : {}),
    ...(hasDecodes ? { Decode: describedAs(decode ?? value) } : {}), ...aliasOf(code),
  }));
  return hasDecodes ? { CodeListItem: items } : { EnumeratedItem: items };
}

/** How every derived variable and value level is made. */
export function methodsOf({ specs }: DatasetStandard): readonly Element[] {
  const method = (oid: string, name: string, text: string) => ({ "@OID": oid, "@Name": `Algorithm for ${name}`, "@Type": "Computation", Description: describedAs(text) });
  return specs.flatMap(({ name: dataset, variables }) => variables.flatMap(({ name, method: text, valueLevel = [] }) => [
    ...(text === undefined ? [] : [method(methodOid(dataset, name), `${dataset}.${name}`, text)]),
    ...valueLevel.flatMap((level, at) => (level.method === undefined ? [] : [method(methodOid(dataset, name, at), `${dataset}.${name}, value level ${at + 1}`, level.method)])),
  ]));
}

/** Comments on datasets, variables and terms. */
export function commentsOf(standard: DatasetStandard, datasets: readonly SpooledDataset[]): readonly Element[] {
  const comment = (of: string, text: string) => ({ "@OID": commentOid(of), Description: describedAs(text) });
  const ofDatasets = datasets.flatMap(({ spec, records }) => {
    const words = [...(spec.comment === undefined ? [] : [spec.comment]), ...(records > 0 ? [] : [sayNoRows])];
    return words.length === 0 ? [] : [comment(spec.name, words.join(" "))];
  });
  const ofVariables = standard.specs.flatMap((spec) => spec.variables.flatMap(({ name, comment: text }) => (text === undefined ? [] : [comment(`${spec.name}.${name}`, text)])));
  const ofLists = listsUsed(standard).flatMap(({ id, terms }) => {
    const words = terms.flatMap(({ value, comment: text }) => (text === undefined ? [] : [`${value}: ${text}`]));
    return words.length === 0 ? [] : [comment(codeListOid(id), words.join(" "))];
  });
  return [...ofDatasets, ...ofVariables, ...ofLists];
}
