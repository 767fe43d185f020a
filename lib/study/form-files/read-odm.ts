import type { Form } from "@/lib/crf/define-form";
import { unwritten } from "@/lib/kernel/unwritten";
import { readXml, type XmlElement } from "@/lib/kernel/xml/read-xml";
import { eventOid, formOid, itemOid, LOGS_OID, STUDY_OID, UNSCHEDULED_OID, unitOid } from "@/lib/study/odm-oids";
import { forms as studyForms } from "@/lib/study/study";
import { isUnscheduled, unscheduledCode, visits } from "@/lib/study/visits";
import { readRowNo, type FormFile, type SourceRow } from "./source-row";

const ODM_13 = "http://www.cdisc.org/ns/odm/v1.3";
const forms = new Map((studyForms as unknown as readonly Form[]).map((form) => [formOid(form), form]));
const events = new Map<string, string | null>([...visits.map(({ code }) => [eventOid(code), code] as const), [LOGS_OID, null]]);

const named = ({ children }: XmlElement, name: string): readonly XmlElement[] => children.filter((child) => child.name === name && child.namespace === ODM_13);
const attribute = ({ attributes }: XmlElement, name: string): string => unwritten(attributes.get(name) ?? "");

/** What a reader of clinical data knows besides the element it reads: annotations by their id. */
type Notes = ReadonlyMap<string, XmlElement>;

/**
 * Clinical data of ODM 1.3.2, by the OIDs that this system's own export uses. Metadata, audit records and signatures of the file are not read: here the
 * trail says who imported what from which file.
 */
export function readOdm(text: string): FormFile {
  const read = readXml(text);
  if ("refused" in read) return { refused: `This is no XML that can be read. ${read.refused}` };
  const { root } = read;
  if (root.name !== "ODM") return { refused: "This XML is no ODM: its first element is called otherwise. Take the clinical data as ODM 1.3.2." };
  if (root.namespace !== ODM_13) return { refused: `This is ODM of another version (${root.namespace || "no namespace"}). Take the file as ODM 1.3.2.` };
  const clinical = named(root, "ClinicalData");
  if (clinical.length === 0) return { refused: "There are no clinical data in it: no element ClinicalData." };
  const stranger = clinical.find((data) => attribute(data, "StudyOID") !== STUDY_OID);
  if (stranger) return { refused: `It is of another study, “${attribute(stranger, "StudyOID").slice(0, 60)}”. This one is ${STUDY_OID}.` };
  const rows = clinical.flatMap((data) => {
    const notes: Notes = new Map(named(data, "Annotations").flatMap((list) => named(list, "Annotation")).map((note) => [attribute(note, "ID"), note]));
    return named(data, "SubjectData").flatMap((subject) => named(subject, "StudyEventData").flatMap((event) => named(event, "FormData").map((form) => rowOf(subject, event, form, notes))));
  });
  if (rows.length === 0) return { refused: "There are no forms in it: no element FormData." };
  const isHistory = attribute(root, "FileType") === "Transactional" && new Set(rows.map(({ patient, visit, formId, rowNo }) => JSON.stringify([patient, visit, formId, rowNo]))).size < rows.length;
  if (isHistory) return { refused: "This file is a history: the same form stands there several times, as it was changed. Take the snapshot of the data." };
  return { strange: [], rows: rows.map((row, id) => ({ ...row, id })) };
}

function rowOf(subject: XmlElement, event: XmlElement, data: XmlElement, notes: Notes): Omit<SourceRow, "id"> {
  const [eventName, formName] = [attribute(event, "StudyEventOID"), attribute(data, "FormOID")];
  const repeat = attribute(event, "StudyEventRepeatKey");
  const visit = eventName === UNSCHEDULED_OID ? unscheduledCode(Number(repeat)) : events.get(eventName);
  const form = forms.get(formName);
  const { rowNo, problem } = readRowNo(attribute(data, "FormRepeatKey"));
  const groups = named(data, "ItemGroupData");
  const items = groups.flatMap(({ children }) => children.filter(({ name, namespace }) => name.startsWith("ItemData") && namespace === ODM_13));
  const removes = [subject, event, data, ...groups, ...items].some((element) => attribute(element, "TransactionType") === "Remove");
  const { cells, blanks, twice } = form ? cellsOf(items, form, notes) : { cells: {}, blanks: [], twice: undefined };
  const isNotDone = items.length === 0 && named(data, "Annotation").some((note) => flagOf(note).kind === "not_done");
  const wrong = visit === undefined || (visit !== null && eventName === UNSCHEDULED_OID && !isUnscheduled(visit)) ? `“${eventName} ${repeat}”`.slice(0, 80).trim() + " is no visit of this study. Give the OID that the study's own metadata have."
    : !form ? `“${formName.slice(0, 80)}” is no form of this study in any version. Give the OID that the study's own metadata have.`
    : removes ? "It asks to remove something. An import stores values; remove it by hand, with the reason."
    : twice !== undefined ? `The item “${twice}” stands there twice with different values. Leave one of them.` : problem;
  return { line: data.line, patient: attribute(subject, "SubjectKey"), visit: visit ?? null, formId: form?.id ?? formName, formVersion: form?.version ?? null, rowNo, cells, blanks, passed: isNotDone ? "not done, as the file says. Mark the form as not done by hand; an import stores values only" : null, problem: wrong };
}

/** Items under the columns of the tidy CSV; of a coded term its grades follow from the dictionary and are not read. An item that stands there without a value is a blank cell. */
function cellsOf(items: readonly XmlElement[], form: Form, notes: Notes): Pick<SourceRow, "cells" | "blanks"> & { readonly twice?: string } {
  const own = itemOid(form, "");
  const said = items.flatMap((item) => {
    const oid = attribute(item, "ItemOID");
    const column = oid.startsWith(own) ? oid.slice(own.length) : oid;
    if (column.endsWith("_levels") && form.fields[column.slice(0, -"_levels".length)]?.kind === "coded") return [];
    const unit = attribute(item, "MeasurementUnitOID") || attribute(named(item, "MeasurementUnitRef")[0] ?? item, "MeasurementUnitOID");
    const value = item.name === "ItemData" ? attribute(item, "Value") : unwritten(item.text);
    return [[column, attribute(item, "IsNull") === "Yes" ? "" : value], [`${column}_unit`, unit.startsWith(unitOid("")) ? unit.slice(unitOid("").length) : unit], [`${column}_missing`, missingOf(item, notes)]] as const;
  });
  const pairs = said.filter(([, text]) => text.trim() !== "");
  const twice = pairs.find(([column, text]) => pairs.some(([other, said]) => other === column && said !== text))?.[0];
  const blanks = said.flatMap(([column, text]) => (text.trim() === "" && Object.hasOwn(form.fields, column) ? [column] : []));
  return { cells: Object.fromEntries(pairs), blanks, ...(twice === undefined ? {} : { twice }) };
}

function missingOf(item: XmlElement, notes: Notes): string {
  const beside = [...named(item, "Annotation"), ...[notes.get(attribute(item, "AnnotationID"))].filter((note) => note !== undefined)];
  return beside.map(flagOf).find(({ kind }) => kind === "missing")?.value ?? "";
}

/** What an annotation is, and what it says, as the export flags it. */
function flagOf(annotation: XmlElement): { readonly kind: string; readonly value: string } {
  const [flag] = named(annotation, "Flag");
  const said = (name: string) => (flag ? named(flag, name)[0]?.text.trim() ?? "" : "");
  return { kind: said("FlagType"), value: said("FlagValue") };
}
