import type { AnnotatedForms, DatasetSpec, DatasetStandard, ValueLevel, Variable } from "./dataset";
import { codeListOid, commentOid, describedAs, methodOid, originOf, valueListOid, whereOid, type Element } from "./define-words";
import { NO_EXTENT, typeOf, type Extent } from "./measure";
import { itemOid } from "./object-ids";
import type { SpooledDataset } from "./spool-datasets";

const levelOid = (dataset: string, variable: string, level: number) => `${itemOid(dataset, variable)}.${level + 1}`;

/** Every variable with value levels, of every dataset. */
function* levelled(specs: readonly DatasetSpec[]): Generator<{ readonly spec: DatasetSpec; readonly variable: Variable; readonly levels: readonly ValueLevel[] }> {
  for (const spec of specs) for (const variable of spec.variables) if (variable.valueLevel && variable.valueLevel.length > 0) yield { spec, variable, levels: variable.valueLevel };
}

export function valueListsOf({ specs }: DatasetStandard): readonly Element[] {
  return [...levelled(specs)].map(({ spec, variable, levels }) => ({
    "@OID": valueListOid(spec.name, variable.name),
    ItemRef: levels.map(({ method }, at) => ({
      "@ItemOID": levelOid(spec.name, variable.name, at), "@OrderNumber": String(at + 1), "@Mandatory": "No", ...(method === undefined ? {} : { "@MethodOID": methodOid(spec.name, variable.name, at) }),
      "def:WhereClauseRef": { "@WhereClauseOID": whereOid(spec.name, variable.name, at) },
    })),
  }));
}

export function whereClausesOf({ specs }: DatasetStandard): readonly Element[] {
  return [...levelled(specs)].flatMap(({ spec, variable, levels }) => levels.map(({ where }, at) => ({
    "@OID": whereOid(spec.name, variable.name, at),
    RangeCheck: where.map(({ variable: of, is, values }) => ({ "@Comparator": is, "@SoftHard": "Soft", "@def:ItemOID": itemOid(spec.name, of), CheckValue: values.map((value) => ({ "#": value })) })),
  })));
}

/** All variables, then all value levels, each with the type and length that its rows have. */
export function itemsOf(datasets: readonly SpooledDataset[], annotated?: AnnotatedForms): readonly Element[] {
  const variables = datasets.flatMap(({ spec, extents }) => spec.variables.map((variable, at) => itemOfVariable(spec.name, variable, extents[at] ?? NO_EXTENT, annotated)));
  const levels = datasets.flatMap(({ spec, extents }) => spec.variables.flatMap((variable, at) => (variable.valueLevel ?? []).map((level, place) => itemOfLevel(spec.name, variable, level, place, extents[at]?.levels[place] ?? NO_EXTENT, annotated))));
  return [...variables, ...levels];
}

function itemOfVariable(dataset: string, variable: Variable, extent: Extent, annotated?: AnnotatedForms): Element {
  const { name, label, codeList, displayFormat, comment, valueLevel = [] } = variable;
  return {
    "@OID": itemOid(dataset, name), "@Name": name, ...sizeOf(variable, extent), "@SASFieldName": name,
    ...(displayFormat === undefined ? {} : { "@def:DisplayFormat": displayFormat }), ...(comment === undefined ? {} : { "@def:CommentOID": commentOid(`${dataset}.${name}`) }),
    Description: describedAs(label),
    ...(codeList === undefined ? {} : { CodeListRef: { "@CodeListOID": codeListOid(codeList) } }),
    "def:Origin": originOf(variable, annotated?.destinations(dataset, name)),
    ...(valueLevel.length === 0 ? {} : { "def:ValueListRef": { "@ValueListOID": valueListOid(dataset, name) } }),
  };
}

function itemOfLevel(dataset: string, variable: Variable, level: ValueLevel, at: number, extent: Extent, annotated?: AnnotatedForms): Element {
  return {
    "@OID": levelOid(dataset, variable.name, at), "@Name": variable.name, ...sizeOf({ ...variable, type: level.type }, extent), "@SASFieldName": variable.name,
    ...(level.codeList === undefined ? {} : { CodeListRef: { "@CodeListOID": codeListOid(level.codeList) } }),
    "def:Origin": originOf(level, annotated?.destinations(dataset, variable.name, level)),
  };
}

/** Dates have no length; a float has its digits in all and those behind the point. */
function sizeOf(variable: Variable, extent: Extent): Element {
  const type = typeOf(variable, extent);
  if (type === "integer") return { "@DataType": type, "@Length": String(Math.max(1, extent.whole)) };
  if (type === "float") return { "@DataType": type, "@Length": String(Math.max(1, extent.whole) + extent.decimals + (extent.decimals > 0 ? 1 : 0)), "@SignificantDigits": String(extent.decimals) };
  return type === "text" ? { "@DataType": type, "@Length": String(Math.max(1, extent.ascii)) } : { "@DataType": type };
}
