import type { CutPayload } from "../../cut-record";
import type { CutPatient } from "../../export-format";
import { element, type Xml, type XmlAttributes } from "../xml";
import { odmHistory, type OdmAct } from "./odm-history";
import type { OdmItem, OdmType, OdmValue } from "./odm-items";
import { ABOUT_LIST, eventOid, eventRepeatKey, meaningOid, MISSING_LIST, NOTE_LIST, personOid, siteOid, STATE_LIST, STUDY_OID, unitOid, versionOid } from "@/lib/study/odm-oids";
import { formOfEntry, noteOfValue, odmEvents, queryNote, signatureNote, textOf, type OdmFormRecord, type OdmNote } from "./odm-patient";
import type { OdmReport } from "./odm-report";

const TYPED: Readonly<Record<OdmType, string>> = { integer: "ItemDataInteger", float: "ItemDataFloat", text: "ItemDataString", date: "ItemDataDate", partialDate: "ItemDataPartialDate", partialTime: "ItemDataPartialTime", partialDatetime: "ItemDataPartialDatetime" };

const flag = (value: string, list: string, kind: string): Xml => element("Flag", {}, [element("FlagValue", { CodeListOID: list }, value), element("FlagType", { CodeListOID: NOTE_LIST }, kind)]);

function annotation({ kind, state, about, text }: OdmNote, place: number, id?: string): Xml {
  const list = kind === "missing" ? MISSING_LIST : STATE_LIST;
  return element("Annotation", { SeqNum: place + 1, ID: id }, [
    ...(text === "" ? [] : [element("Comment", {}, text)]), ...(state === undefined ? [flag(kind, NOTE_LIST, kind)] : [flag(state, list, kind)]), ...(about === undefined ? [] : [flag(about, ABOUT_LIST, kind)]),
  ]);
}

/** What the end of a patient's data lists once and values refer to: who changed what when and why, and annotations. Ids are unique in the file by the patient's place in it. */
function listed(site: string, place: number) {
  const audits = new Map<string, { readonly id: string; readonly xml: Xml }>();
  const annotations: Xml[] = [];
  const auditId = (change: CutPayload | null): string | undefined => {
    if (change === null) return undefined;
    const key = JSON.stringify([change["at"], change["by"], change["reason"], change["act"], change["role"]]);
    const known = audits.get(key);
    if (known) return known.id;
    const id = `A${place}.${audits.size + 1}`;
    audits.set(key, { id, xml: auditRecord(site, change, id) });
    return id;
  };
  const annotationId = (note: OdmNote): string => {
    const id = `N${place}.${annotations.length + 1}`;
    annotations.push(annotation(note, annotations.length, id));
    return id;
  };
  return { auditId, annotationId, end: (signatures: readonly Xml[] = []): readonly Xml[] => [
    ...(audits.size === 0 ? [] : [element("AuditRecords", {}, [...audits.values()].map(({ xml }) => xml))]), ...(signatures.length === 0 ? [] : [element("Signatures", {}, signatures)]),
    ...(annotations.length === 0 ? [] : [element("Annotations", {}, annotations)]),
  ] };
}
type Listed = ReturnType<typeof listed>;

function auditRecord(site: string, change: CutPayload, id?: string): Xml {
  const reason = textOf(change, "reason");
  return element("AuditRecord", { ID: id }, [
    element("UserRef", { UserOID: personOid(String(change["by"])) }), element("LocationRef", { LocationOID: siteOid(site) }), element("DateTimeStamp", {}, `${String(change["at"])}Z`),
    ...(reason === null ? [] : [element("ReasonForChange", {}, reason)]), element("SourceID", {}, `${String(change["act"])} by ${textOf(change, "role") ?? "no role"}`),
  ]);
}

/** A value under its type. What has no value, or a text that is none of its type, stands under the element that takes anything. */
function itemData(item: OdmItem, value: OdmValue, more: XmlAttributes): Xml {
  if (value.is === "value") return element(TYPED[item.type], { ItemOID: item.oid, ...more, MeasurementUnitOID: value.unit === null ? undefined : unitOid(value.unit) }, value.text);
  if (value.is === "other") return element("ItemDataAny", { ItemOID: item.oid, ...more }, value.text);
  return element("ItemDataAny", { ItemOID: item.oid, ...more, IsNull: "Yes" });
}

function formData({ form, entry, sections, notes, queries }: OdmFormRecord, list: Listed, report: OdmReport): Xml {
  const asked = [...sections.flatMap(({ items }) => items.flatMap((record) => record.queries)), ...queries];
  report.queries += asked.length;
  const groups = sections.map(({ section, items }) => {
    const data = items.filter(({ item }) => !item.isUnit).map((record) => {
      const note = noteOfValue(record.item, record.value);
      report[record.value.is === "missing" ? "missing" : record.value.is === "other" ? "others" : "values"] += 1;
      return itemData(record.item, record.value, { AuditRecordID: list.auditId(record.last), AnnotationID: note === null ? undefined : list.annotationId(note) });
    });
    return element("ItemGroupData", { ItemGroupOID: section.oid }, data);
  });
  const said = [...notes, ...asked.map((query) => queryNote(query, form))];
  return element("FormData", { FormOID: form.oid, FormRepeatKey: form.form.repeats ? String(entry["row"]) : undefined }, [...said.map((note, place) => annotation(note, place)), ...groups]);
}

const signature13 = (signature: CutPayload, site: string, id: string): Xml => element("Signature", { ID: id }, [
  element("UserRef", { UserOID: personOid(String(signature["by"])) }), element("LocationRef", { LocationOID: siteOid(site) }), element("SignatureRef", { SignatureOID: meaningOid(String(signature["meaning"])) }),
  element("DateTimeStamp", {}, `${String(signature["at"])}Z`),
]);

interface Where { readonly number: string; readonly site: string; readonly version: string }
const whereOf = ({ number, patient }: CutPatient): Where => ({ number, site: String(patient["site"]), version: String(patient["protocolVersion"]) });
const clinicalData = ({ version }: Where, content: readonly Xml[]): Xml => element("ClinicalData", { StudyOID: STUDY_OID, MetaDataVersionOID: versionOid(version) }, content);

/** What stands of a patient, its values typed, each with the change it stands by. `place`: of the patient in the file. */
export function snapshot13(patient: CutPatient, place: number, report: OdmReport): Xml {
  const where = whereOf(patient);
  const list = listed(where.site, place);
  const signatures = patient.of("signature");
  [report.patients, report.signatures] = [report.patients + 1, report.signatures + signatures.length];
  report.removedRows += patient.of("entry").filter((entry) => textOf(entry, "removedAt") !== null).length;
  report.unknown += patient.of("entry").filter((entry) => !formOfEntry(entry)).length;
  const notes: readonly OdmNote[] = [{ kind: "status", text: String(patient.patient["status"]) }, ...signatures.map(signatureNote)];
  const subject = element("SubjectData", { SubjectKey: where.number }, [
    element("SiteRef", { LocationOID: siteOid(where.site) }), ...notes.map((note, at) => annotation(note, at)),
    ...odmEvents(patient).map(({ visit, notes: said, forms }) => element("StudyEventData", { StudyEventOID: eventOid(visit), StudyEventRepeatKey: eventRepeatKey(visit) },
      [...said.map((note, at) => annotation(note, at)), ...forms.map((form) => formData(form, list, report))])),
  ]);
  return clinicalData(where, [subject, ...list.end(signatures.map((signature, at) => signature13(signature, where.site, `S${place}.${at + 1}`)))]);
}

/** One act as a transaction: the form that it was about, and in it what changed. */
function act13({ form, entry, visit, first, kind, notes, sections }: OdmAct, where: Where, list: Listed): Xml {
  const groups = sections.map(({ section, items }) => ({ section, items: items.filter(({ item }) => !item.isUnit) })).filter(({ items }) => items.length > 0)
    .map(({ section, items }) => element("ItemGroupData", { ItemGroupOID: section.oid, TransactionType: "Upsert" }, items.map((changed) =>
      itemData(changed.item, changed.value, { TransactionType: changed.kind, AuditRecordID: list.auditId(changed.change), AnnotationID: changed.note === null ? undefined : list.annotationId(changed.note) }))));
  const ofForm = notes.length === 0 ? [] : [auditRecord(where.site, first), ...notes.map((note, place) => annotation(note, place))];
  const formXml = element("FormData", { FormOID: form.oid, FormRepeatKey: form.form.repeats ? String(entry["row"]) : undefined, TransactionType: kind }, [...ofForm, ...groups]);
  return element("SubjectData", { SubjectKey: where.number, TransactionType: "Upsert" }, [
    element("SiteRef", { LocationOID: siteOid(where.site) }), element("StudyEventData", { StudyEventOID: eventOid(visit), StudyEventRepeatKey: eventRepeatKey(visit), TransactionType: "Upsert" }, [formXml]),
  ]);
}

/** The patient's history as transactions in the order of time, removed rows included. */
export function history13(patient: CutPatient, place: number, report: OdmReport): Xml {
  const where = whereOf(patient);
  const list = listed(where.site, place);
  const acts = odmHistory(patient);
  report.changes += acts.reduce((sum, { changes }) => sum + changes, 0);
  return clinicalData(where, [...acts.map((act) => act13(act, where, list)), ...list.end()]);
}
