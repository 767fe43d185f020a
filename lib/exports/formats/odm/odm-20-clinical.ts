import type { CutPayload } from "../../cut-record";
import type { CutPatient } from "../../export-format";
import { element, type Xml, type XmlAttributes } from "../xml";
import { odmHistory, type OdmAct } from "./odm-history";
import type { OdmItem, OdmValue } from "./odm-items";
import { ABOUT_LIST, eventOid, eventRepeatKey, itemOid, meaningOid, MISSING_LIST, NOTE_LIST, personOid, siteOid, STATE_LIST, STUDY_OID, versionOid } from "@/lib/study/odm-oids";
import { formOfEntry, noteOfValue, odmEvents, signatureNote, textOf, type OdmEvent, type OdmFormRecord, type OdmNote } from "./odm-patient";
import type { OdmReport } from "./odm-report";

const words = (text: string): readonly Xml[] => [element("TranslatedText", { "xml:lang": "en", Type: "text/plain" }, text)];
const flag = (value: string, list: string, kind: string): Xml => element("Flag", {}, [element("FlagValue", { CodeListOID: list }, value), element("FlagType", { CodeListOID: NOTE_LIST }, kind)]);

const annotation = ({ kind, state, about, text }: OdmNote, place: number): Xml => element("Annotation", { SeqNum: place + 1 }, [
  ...(text === "" ? [] : [element("Comment", {}, words(text))]), state === undefined ? flag(kind, NOTE_LIST, kind) : flag(state, kind === "missing" ? MISSING_LIST : STATE_LIST, kind), ...(about === undefined ? [] : [flag(about, ABOUT_LIST, kind)]),
]);
const annotations = (notes: readonly OdmNote[]): readonly Xml[] => notes.map(annotation);

/** One patient, as each part of it needs to know. */
interface Where { readonly number: string; readonly site: string; readonly version: string; readonly signatures: readonly CutPayload[]; readonly queryOid: () => string }

function whereOf({ number, patient, of }: CutPatient, place: number): Where {
  let queries = 0;
  return { number, site: String(patient["site"]), version: String(patient["protocolVersion"]), signatures: of("signature"), queryOid: () => `Q${place}.${queries += 1}` };
}

interface Acted { readonly by: unknown; readonly at: unknown; readonly reason: string | null; readonly source: string }

const auditRecord = (site: string, { by, at, reason, source }: Acted): Xml => element("AuditRecord", {}, [
  element("UserRef", { UserOID: personOid(String(by)) }), element("LocationRef", { LocationOID: siteOid(site) }), element("DateTimeStamp", {}, `${String(at)}Z`),
  ...(reason === null ? [] : [element("ReasonForChange", {}, reason)]), element("SourceID", {}, source),
]);
const auditOf = (site: string, change: CutPayload | null): readonly Xml[] =>
  (change === null ? [] : [auditRecord(site, { by: change["by"], at: change["at"], reason: textOf(change, "reason"), source: `${String(change["act"])} by ${textOf(change, "role") ?? "no role"}` })]);

const STATES: Readonly<Record<string, string>> = { open: "Open", answered: "Answered", closed: "Closed" };

function sourceOf(query: CutPayload): string {
  const [raised] = (query["messages"] ?? []) as readonly CutPayload[];
  if (query["origin"] === "system") return "System";
  return String(raised?.["role"] ?? "").includes("monitor") ? "Site Monitor" : "Data Management";
}

/** A query with its thread: each step is an audit record whose reason is what was written. `about`: the item, where the query does not stand on it. */
function query20(query: CutPayload, { site, queryOid }: Where, about?: string): Xml {
  const messages = (query["messages"] ?? []) as readonly CutPayload[];
  const isSystem = query["origin"] === "system";
  const name = [textOf(query, "rule"), about].filter(Boolean).join(" ");
  return element("Query", { OID: queryOid(), Source: sourceOf(query), Target: "Site", Type: isSystem ? "System" : "Manual", State: STATES[String(query["state"])] ?? "Open", LastUpdateDatetime: `${String(messages.at(-1)?.["at"] ?? query["raisedAt"])}Z`, Name: name === "" ? undefined : name }, [
    element("Value", {}, String(query["question"])),
    ...messages.map((message) => auditRecord(site, { by: message["by"], at: message["at"], reason: textOf(message, "body"), source: `${String(message["step"])} by ${textOf(message, "role") ?? "no role"}` })),
  ]);
}

const signature20 = (signature: CutPayload | undefined, site: string): readonly Xml[] => (signature === undefined ? [] : [element("Signature", {}, [
  element("UserRef", { UserOID: personOid(String(signature["by"])) }), element("LocationRef", { LocationOID: siteOid(site) }), element("SignatureRef", { SignatureOID: meaningOid(String(signature["meaning"])) }),
  element("DateTimeStamp", {}, `${String(signature["at"])}Z`),
])]);

/** The newest signature of exactly this scope; all of them stand as annotations of the patient. */
const signedAt = ({ signatures }: Where, visit: string | null, form: string | null, row: unknown = null): CutPayload | undefined =>
  signatures.filter((signature) => textOf(signature, "visit") === visit && textOf(signature, "form") === form && (form === null || signature["row"] === row)).toSorted((one, other) => (String(one["at"]) < String(other["at"]) ? -1 : 1)).at(-1);

function itemData(item: OdmItem, value: OdmValue, more: XmlAttributes, beside: readonly Xml[]): Xml {
  const held = value.is === "value" || value.is === "other" ? [element("Value", {}, value.text)] : [];
  return element("ItemData", { ItemOID: item.oid, ...more, IsNull: held.length === 0 ? "Yes" : undefined }, [...held, ...beside]);
}

function formData({ form, entry, sections, notes, queries }: OdmFormRecord, where: Where, report: OdmReport): Xml {
  report.queries += queries.length;
  const groups = sections.map(({ section, items }) => element("ItemGroupData", { ItemGroupOID: section.oid }, items.map(({ item, value, last, queries: asked }) => {
    if (!item.isUnit) report[value.is === "missing" ? "missing" : value.is === "other" ? "others" : "values"] += 1;
    report.queries += asked.length;
    const note = noteOfValue(item, value);
    return itemData(item, value, {}, [...auditOf(where.site, last), ...annotations(note === null ? [] : [note]), ...asked.map((query) => query20(query, where))]);
  })));
  return element("ItemGroupData", { ItemGroupOID: form.oid, ItemGroupRepeatKey: form.form.repeats ? String(entry["row"]) : undefined }, [
    ...groups, ...signature20(signedAt(where, textOf(entry, "visit"), form.form.id, entry["row"]), where.site), ...annotations(notes),
    ...queries.map((query) => query20(query, where, itemOid(form.form, String(query["field"])))),
  ]);
}

const eventData = ({ visit, notes, forms }: OdmEvent, where: Where, report: OdmReport): Xml => element("StudyEventData", { StudyEventOID: eventOid(visit), StudyEventRepeatKey: eventRepeatKey(visit) }, [
  ...forms.map((form) => formData(form, where, report)), ...(visit === null ? [] : signature20(signedAt(where, visit, null), where.site)), ...annotations(notes),
]);

const clinicalData = ({ version }: Where, content: readonly Xml[]): Xml => element("ClinicalData", { StudyOID: STUDY_OID, MetaDataVersionOID: versionOid(version) }, content);

/** What stands of a patient, each value with the change it stands by, and queries where they were asked. `place`: of the patient in the file. */
export function snapshot20(patient: CutPatient, place: number, report: OdmReport): Xml {
  const where = whereOf(patient, place);
  [report.patients, report.signatures] = [report.patients + 1, report.signatures + where.signatures.length];
  report.removedRows += patient.of("entry").filter((entry) => textOf(entry, "removedAt") !== null).length;
  report.unknown += patient.of("entry").filter((entry) => !formOfEntry(entry)).length;
  return clinicalData(where, [element("SubjectData", { SubjectKey: where.number }, [
    element("SiteRef", { LocationOID: siteOid(where.site) }), ...odmEvents(patient).map((event) => eventData(event, where, report)), ...signature20(signedAt(where, null, null), where.site),
    ...annotations([{ kind: "status", text: String(patient.patient["status"]) }, ...where.signatures.map(signatureNote)]),
  ])]);
}

function act20({ form, entry, visit, first, kind, notes, sections }: OdmAct, where: Where): Xml {
  const groups = sections.map(({ section, items }) => element("ItemGroupData", { ItemGroupOID: section.oid, TransactionType: "Upsert" }, items.map((changed) =>
    itemData(changed.item, changed.value, { TransactionType: changed.kind }, [...auditOf(where.site, changed.change), ...annotations(changed.note === null ? [] : [changed.note])]))));
  const formXml = element("ItemGroupData", { ItemGroupOID: form.oid, ItemGroupRepeatKey: form.form.repeats ? String(entry["row"]) : undefined, TransactionType: kind }, [...groups, ...(notes.length === 0 ? [] : [...auditOf(where.site, first), ...annotations(notes)])]);
  return element("SubjectData", { SubjectKey: where.number, TransactionType: "Upsert" }, [
    element("SiteRef", { LocationOID: siteOid(where.site) }), element("StudyEventData", { StudyEventOID: eventOid(visit), StudyEventRepeatKey: eventRepeatKey(visit), TransactionType: "Upsert" }, [formXml]),
  ]);
}

/** The patient's history as transactions in the order of time, removed rows included. */
export function history20(patient: CutPatient, place: number, report: OdmReport): Xml {
  const where = whereOf(patient, place);
  const acts = odmHistory(patient);
  report.changes += acts.reduce((sum, { changes }) => sum + changes, 0);
  return clinicalData(where, acts.map((act) => act20(act, where)));
}
