import "server-only";
import { formOf } from "@/lib/entries/judge";
import type { Form } from "@/lib/crf/define-form";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import { readSignatures, type SignatureView } from "@/lib/signatures/read-signatures";
import { sayPlace } from "@/lib/signatures/say-place";
import { sayMeaning } from "@/lib/signatures/statements";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { forms, study } from "@/lib/study/study";
import { inOrder, visitByCode } from "@/lib/study/visits";
import { armLabel } from "@/lib/study/words";
import type { CasebookContent, PrintedQuery, PrintedRecord, PrintedSignature, PrintedVisitRecord } from "@/lib/exports/casebooks/casebook-content";
import { readCasebookRows, type CasebookRows, type EntryRow } from "./casebook-rows";
import { readAnnex } from "./read-annex";
import { sayFinding } from "@/lib/exports/casebooks/say-finding";

/** For whom and as of when a copy is made; the same for every casebook of one copy. */
export interface Made { readonly at: Date; readonly by: string }

/** What every part of one casebook needs. */
interface Told {
  readonly rows: CasebookRows;
  readonly says: (at: Date) => string;
  readonly signatures: readonly (SignatureView & { readonly ref: string })[];
  readonly queryRefs: ReadonlyMap<string, string>;
}

/** A patient's casebook in words. Read it in one snapshot: the parts are then of one moment. */
export async function readCasebookContent(tx: Tx, patientId: string, made: Made): Promise<CasebookContent> {
  const rows = await readCasebookRows(tx, patientId);
  const { site, ...patient } = rows.patient;
  const says = (at: Date) => sayInstant(at.toISOString(), site.timeZone);
  const { signatures } = await readSignatures(tx, patientId);
  const told: Told = {
    rows, says, signatures: signatures.toReversed().map((signature, at) => ({ ...signature, ref: `S${at + 1}` })), queryRefs: new Map(rows.queries.map(({ id }, at) => [id, `Q${at + 1}`])),
  };
  const { isDemonstration, isTraining } = await tx.study.findFirstOrThrow({ select: { isDemonstration: true, isTraining: true } });
  const version = patient.protocolVersion as ProtocolVersionId;
  return {
    study: { title: study.title, shortTitle: study.shortTitle, isDemonstration, isTraining, rules: RULE_VERSION },
    patient: {
      number: patient.number, site: `${site.code} ${site.name}`,
      facts: [
        { term: "Status", value: patient.status.replaceAll("_", " ") }, { term: "Protocol version", value: version }, { term: "Arm", value: armLabel(version, patient.arm as Arm | null) },
        { term: "Stratum", value: patient.stratum ?? "" }, { term: "Randomised", value: patient.randomisedAt === null ? "" : says(patient.randomisedAt) }, { term: "Time zone of the site", value: site.timeZone },
      ],
    },
    made: { at: made.at.toISOString(), says: says(made.at), by: made.by },
    visits: visitsOf(told), findings: findingsOf(told), queries: rows.queries.map((query) => sayQuery(query, told)), signatures: told.signatures.map((signature) => saySignature(signature, told)),
    annex: await readAnnex(tx, patient.number, says),
  };
}

const FORM_ORDER: readonly string[] = [...new Set(forms.map(({ id }) => id))];
const byForm = (one: EntryRow, other: EntryRow) => FORM_ORDER.indexOf(one.formId) - FORM_ORDER.indexOf(other.formId) || one.rowNo - other.rowNo;

function visitsOf(told: Told): readonly PrintedVisitRecord[] {
  const { visits, entries } = told.rows;
  const order = inOrder(visits.map(({ code }) => code));
  const planned = visits.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code)).map(({ id, code, reason, notDoneReason }) => ({
    code, title: visitByCode(code)?.title ?? code, notes: [...(reason === null ? [] : [`Added: ${reason}`]), ...(notDoneReason === null ? [] : [`Visit not done: ${notDoneReason}`])],
    forms: entries.filter(({ visitId }) => visitId === id).toSorted(byForm).map((entry) => sayEntry(entry, told)),
  }));
  const logs = { code: "LOG", title: "Logs", notes: [], forms: entries.filter(({ visitId }) => visitId === null).toSorted(byForm).map((entry) => sayEntry(entry, told)) };
  return [...planned, logs].filter((visit) => visit.forms.length + visit.notes.length > 0);
}

function sayEntry(entry: EntryRow, told: Told): PrintedRecord {
  const form = formOf(entry);
  const begun = Object.keys(entry.answers).length > 0;
  return {
    id: entry.id, title: form.repeats ? `${form.title}, row ${entry.rowNo}` : form.title,
    state: `version ${entry.formVersion}, ${entry.progress.replaceAll("_", " ")}${entry.optional && !begun ? ", only if it was done" : ""}`,
    notes: [
      ...(entry.notDoneReason === null ? [] : [`Not done: ${entry.notDoneReason}`]),
      ...(entry.removedAt === null ? [] : [`Removed ${told.says(entry.removedAt)}: ${entry.removedReason ?? ""}. It counts nowhere.`]),
    ],
    rows: begun ? Object.keys({ ...form.fields, ...entry.answers }).map((field) => sayRow(entry, form, field, told)) : [],
  };
}

function sayRow({ id, answers, removedAt }: EntryRow, form: Form, field: string, { rows, says, signatures, queryRefs }: Told) {
  const isHere = <Row extends { readonly entryId: string; readonly field: string }>(row: Row) => row.entryId === id && row.field === field;
  const changes = rows.changes.find(isHere)?.changes ?? 0;
  const refs = signatures.filter(({ id: signatureId }) => rows.signed.some((row) => row.signatureId === signatureId && isHere(row))).map(({ ref }) => ref);
  const isBlank = (answers[field] ?? null) === null;
  return {
    label: form.fields[field]?.label ?? field, value: form.fields[field]?.show(answers[field]) ?? JSON.stringify(answers[field]),
    marks: [
      ...(changes > 0 ? [`changed ${changes === 1 ? "once" : `${changes} times`} since first entry`] : []),
      ...rows.verified.filter(isHere).map(({ byName, at }) => `verified by ${byName}, ${says(at)}`),
      ...rows.queries.filter(isHere).map(({ id: queryId, state }) => `query ${queryRefs.get(queryId) ?? ""} ${state}`),
      ...(refs.length > 0 ? [`signed ${refs.join(", ")}`] : isBlank || removedAt !== null ? [] : ["not signed"]),
    ],
  };
}

function findingsOf({ rows: { findings, entries, visits } }: Told) {
  const placeOf = (subject: string) => {
    const entry = entries.find(({ id }) => subject.includes(id));
    if (!entry) return subject.replaceAll("_", " ");
    return `${sayPlace(formOf(entry), visits.find(({ id }) => id === entry.visitId)?.code ?? null, entry.rowNo)}${subject === entry.id ? "" : ` (${subject.replaceAll(entry.id, "").replaceAll(":", " ").trim()})`}`;
  };
  return findings.map((finding) => sayFinding({ ...finding, about: placeOf(finding.subject) }));
}

function sayQuery({ id, entryId, field, state, origin, ruleId, question, messages }: CasebookRows["queries"][number], { rows, says, queryRefs }: Told): PrintedQuery {
  const entry = rows.entries.find((each) => each.id === entryId);
  const form = entry && formOf(entry);
  const where = entry && form ? `${sayPlace(form, rows.visits.find((visit) => visit.id === entry.visitId)?.code ?? null, entry.rowNo)} · ${form.fields[field]?.label ?? field}` : field;
  return {
    ref: queryRefs.get(id) ?? "", where, state: `${state}, ${origin === "system" ? `raised by check ${ruleId ?? ""}` : "raised by hand"}`, question,
    thread: messages.map((message) => `${message.step} by ${message.byName} (${sayRoles(message.byRole)}), ${says(message.at)}: ${message.body}`),
  };
}

function saySignature({ ref, meaning, of, difference, statement, name, role, at, fields, changed, problem, sha256 }: Told["signatures"][number], { says }: Told): PrintedSignature {
  return {
    ref, meaning: of === null ? sayMeaning(meaning, difference) : `${sayMeaning(meaning, difference)}, ${of}`, statement, name, role: sayRoles(role), at: says(at),
    covers: changed.length === 0 ? `All ${fields} values stand as signed.` : `${fields} values, of which ${changed.length} changed since and are no longer covered.`,
    fallen: changed.map(({ where, label, signed, now, rowRemoved, byName, reason }) => `${where} · ${label}: ${rowRemoved ? "row removed" : `${signed || "blank"} → ${now || "blank"}`}${byName === null ? "" : `, ${byName}`}${reason === null ? "" : `: ${reason}`}`),
    problem, sha256,
  };
}
