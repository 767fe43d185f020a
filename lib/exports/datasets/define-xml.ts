import { study as protocol } from "@/lib/study/study";
import type { CutStudy } from "../export-format";
import { element, type Xml, type XmlAttributes } from "../formats/xml";
import type { DatasetStandard } from "./dataset";
import { groupsOf } from "./define-groups";
import { itemsOf, valueListsOf, whereClausesOf } from "./define-items";
import { commentsOf, methodsOf, termsOf } from "./define-terms";
import { STANDARDS, type Element } from "./define-words";
import { fileOid, metaDataOid, studyOid } from "./object-ids";
import type { SpooledDataset } from "./spool-datasets";

/** The list of what the transport files hold otherwise than it was recorded; it lies beside define.xml. */
export const SUBSTITUTIONS_FILE = "xpt-substitutions.csv";

/** Define-XML 2.1: what every dataset, variable, value level and code of a standard means, with the lengths and types that the rows really have. */
export function defineXml(standard: DatasetStandard, datasets: readonly SpooledDataset[], study: CutStudy): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written("ODM", odm(standard, datasets, study)).xml}\n`;
}

/** The element with what is in it, in the order of its keys. */
function written(name: string, content: Element): Xml {
  const [attributes, inside]: [Record<string, string>, Xml[]] = [{}, []];
  for (const [key, value] of Object.entries(content)) {
    if (key === "#") continue;
    if (key.startsWith("@")) attributes[key.slice(1)] = String(value);
    else if (typeof value === "string") inside.push(element(key, {}, value));
    else if (Array.isArray(value)) inside.push(...(value as readonly Element[]).map((one) => written(key, one)));
    else inside.push(written(key, value as Element));
  }
  const text = content["#"];
  return element(name, attributes satisfies XmlAttributes, typeof text === "string" ? text : inside);
}

function odm(standard: DatasetStandard, datasets: readonly SpooledDataset[], study: CutStudy): Element {
  return {
    "@xmlns": "http://www.cdisc.org/ns/odm/v1.3", "@xmlns:def": "http://www.cdisc.org/ns/def/v2.1", "@xmlns:xlink": "http://www.w3.org/1999/xlink",
    "@FileOID": fileOid(study, `${standard.id}/define`), "@ODMVersion": "1.3.2", "@FileType": "Snapshot", "@CreationDateTime": study.madeAt,
    "@Originator": "Sponsor", "@SourceSystem": "Cenersen AML electronic case report form", "@SourceSystemVersion": `rules ${study.manifest.ruleVersion}`, "@def:Context": "Submission",
    Study: {
      "@OID": studyOid,
      GlobalVariables: { StudyName: protocol.shortTitle, StudyDescription: `${protocol.title}. Cut "${study.name}", ${study.isInterim ? "interim" : "final"}, SHA-256 ${study.contentHash}`, ProtocolName: protocol.shortTitle },
      MetaDataVersion: metaData(standard, datasets),
    },
  };
}

function metaData(standard: DatasetStandard, datasets: readonly SpooledDataset[]): Element {
  const annotated = standard.annotated?.documents ?? [];
  const leaf = (id: string, href: string, title: string): Element => ({ "@ID": id, "@xlink:href": href, "def:title": title });
  return {
    "@OID": metaDataOid(standard), "@Name": standard.title, "@Description": `${standard.title} of ${protocol.shortTitle}`, "@def:DefineVersion": "2.1.0",
    "def:Standards": { "def:Standard": STANDARDS[standard.id].map(({ id, name, type, version, publishingSet }) => ({
      "@OID": id, "@Name": name, "@Type": type, ...(publishingSet ? { "@PublishingSet": publishingSet } : {}), "@Version": version, "@Status": "Final",
    })) },
    ...(annotated.length === 0 ? {} : { "def:AnnotatedCRF": { "def:DocumentRef": annotated.map(({ id }) => ({ "@leafID": id })) } }),
    "def:SupplementalDoc": { "def:DocumentRef": { "@leafID": "LF.SUBSTITUTIONS" } },
    "def:ValueListDef": valueListsOf(standard),
    "def:WhereClauseDef": whereClausesOf(standard),
    ItemGroupDef: groupsOf(datasets),
    ItemDef: itemsOf(datasets, standard.annotated),
    CodeList: termsOf(standard),
    MethodDef: methodsOf(standard),
    "def:CommentDef": commentsOf(standard, datasets),
    "def:leaf": [...annotated.map(({ id, href, title }) => leaf(id, href, title)), leaf("LF.SUBSTITUTIONS", SUBSTITUTIONS_FILE, "Values that the transport files hold otherwise than they were recorded")],
  };
}

