import type { Form } from "@/lib/crf/define-form";
import { MISSING_REASONS } from "@/lib/crf/missing";
import type { PlannedVisit } from "@/lib/study/planned-visit";
import { forms as allForms } from "@/lib/study/study";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { logs, unscheduledCode, visitByCode, visits as everyVisit } from "@/lib/study/visits";
import { odmForm, type OdmForm } from "./odm-items";
import { ABOUT_LIST, eventOid, formOid, LOGS_OID, MISSING_LIST, NOTE_LIST, STATE_LIST, UNSCHEDULED_OID } from "@/lib/study/odm-oids";
import { NOTES } from "./odm-patient";

/** Every form in every version: an entry keeps the version it was filled under, whatever its patient's protocol version asks for today. */
export const odmForms: readonly OdmForm[] = (allForms as unknown as readonly Form[]).map(odmForm);

export interface DesignEvent {
  readonly oid: string;
  readonly title: string;
  readonly type: "Scheduled" | "Unscheduled" | "Common";
  readonly repeats: boolean;
  /** False for a visit that only another protocol version plans: a patient who changed versions may have it. */
  readonly isPlanned: boolean;
  readonly forms: readonly { readonly oid: string; readonly mandatory: boolean }[];
}

function formsOf(visit: PlannedVisit, version: ProtocolVersion): DesignEvent["forms"] {
  return visit.forms.flatMap(({ formId, optional, arms }) => {
    const form = odmForms.find((each) => each.form.id === formId && each.form.version === (version.forms[formId] ?? 1));
    return form ? [{ oid: form.oid, mandatory: optional !== true && arms === undefined }] : [];
  });
}

/** The visits of a protocol version, those that only other versions have, unscheduled visits, and the logs. */
export function eventsOf(version: ProtocolVersion): readonly DesignEvent[] {
  const planned = new Map(version.visits.map((visit) => [visit.code, visit]));
  const others = everyVisit.filter(({ code }) => !planned.has(code));
  const scheduled = [...version.visits, ...others].map((visit): DesignEvent => ({ oid: eventOid(visit.code), title: visit.title, type: "Scheduled", repeats: false, isPlanned: planned.has(visit.code), forms: formsOf(visit, version) }));
  const unscheduled = visitByCode(unscheduledCode(1), version.id);
  const ofLogs = logs.flatMap((id) => (allForms.some((form) => form.id === id) ? [{ oid: formOid({ id, version: version.forms[id] ?? 1 }), mandatory: false }] : []));
  return [
    ...scheduled,
    { oid: UNSCHEDULED_OID, title: "Unscheduled", type: "Unscheduled", repeats: true, isPlanned: true, forms: unscheduled ? formsOf(unscheduled, version) : [] },
    { oid: LOGS_OID, title: "At any time", type: "Common", repeats: false, isPlanned: true, forms: ofLogs },
  ];
}

export interface DesignList { readonly oid: string; readonly name: string; readonly terms: Readonly<Record<string, string>> }

/** The code lists of the items, and of what stands beside values. */
export const designLists: readonly DesignList[] = [
  ...odmForms.flatMap(({ sections }) => sections.flatMap(({ items }) => items.flatMap(({ codeList, label }) => (codeList ? [{ ...codeList, name: label }] : [])))),
  { oid: MISSING_LIST, name: "Why a value is missing", terms: { ...MISSING_REASONS, redacted: "redacted" } },
  { oid: NOTE_LIST, name: "What an annotation is", terms: NOTES },
  { oid: STATE_LIST, name: "State of a query, or meaning of a signature", terms: { open: "open", answered: "answered", closed: "closed", casebook: "casebook", visit: "visit", entry: "form", eligibility: "eligibility" } },
  { oid: ABOUT_LIST, name: "The item that an annotation is about, by its OID", terms: { OID: "OID of an item of this file" } },
];
