import type { Form } from "@/lib/crf/define-form";
import { groupBy } from "@/lib/kernel/group-by";
import { formById, forms } from "@/lib/study/study";
import { inOrder } from "@/lib/study/visits";
import type { CutPayload } from "../../cut-record";
import type { CutPatient } from "../../export-format";
import { odmForm, odmValue, type OdmForm, type OdmItem, type OdmSection, type OdmValue } from "./odm-items";
import { itemOid } from "@/lib/study/odm-oids";

/** What is said beside a value, a form, a visit or a patient; both ODM versions write it as an annotation. */
export const NOTES = {
  query: "A question about a value, with its answers", explanation: "What the site explained when a check asked", missing: "Why there is no value", not_done: "Not done, with the reason", removed: "Removed, with the reason",
  restored: "A removal taken back", added: "Added outside the schedule, with the reason", status: "Where the patient stands", signature: "What was signed, and what of it changed since", taken_away: "The value was redacted", other: "Text that has not the type of its item",
} as const;
export type NoteKind = keyof typeof NOTES;
export interface OdmNote {
  readonly kind: NoteKind;
  readonly state?: string;
  /** OID of the item that it is about. */
  readonly about?: string;
  readonly text: string;
}

export interface OdmItemRecord {
  readonly item: OdmItem;
  readonly value: OdmValue;
  /** The change that the value stands by; null in a cut that holds no history. */
  readonly last: CutPayload | null;
  readonly queries: readonly CutPayload[];
}
export interface OdmFormRecord {
  readonly form: OdmForm;
  readonly entry: CutPayload;
  readonly sections: readonly { readonly section: OdmSection; readonly items: readonly OdmItemRecord[] }[];
  readonly notes: readonly OdmNote[];
  /** Those about no item that has a value: about a blank. */
  readonly queries: readonly CutPayload[];
}
export interface OdmEvent { readonly visit: string | null; readonly notes: readonly OdmNote[]; readonly forms: readonly OdmFormRecord[] }

export const textOf = (payload: CutPayload, key: string): string | null => (payload[key] === null || payload[key] === undefined ? null : String(payload[key]));
/** A form of the patient, or a row of a log, by where it is. */
export const rowKey = (payload: CutPayload): string => JSON.stringify([payload["visit"] ?? null, payload["form"], payload["row"]]);
const grouped = (payloads: readonly CutPayload[]): ReadonlyMap<string, readonly CutPayload[]> => groupBy(payloads, rowKey);
const FORM_ORDER: readonly string[] = [...new Set(forms.map(({ id }) => id))];

/** A form of the patient by its record; undefined where this build does not have the version it was filled under. */
export const formOfEntry = (entry: CutPayload): Form | undefined => formById(String(entry["form"]), Number(entry["formVersion"])) as unknown as Form | undefined;

export const saySteps = (query: CutPayload): readonly string[] =>
  ((query["messages"] ?? []) as readonly CutPayload[]).map((message) => `${textOf(message, "step") ?? ""} by ${textOf(message, "by") ?? ""} (${textOf(message, "role") ?? "no role"}) at ${textOf(message, "at") ?? ""}Z: ${textOf(message, "body") ?? ""}`);

const note = (kind: NoteKind, text: string | null): readonly OdmNote[] => (text === null ? [] : [{ kind, text }]);

/** Everything of a patient that stands, visit by visit in the order of the schedule, the logs last. Removed rows stay out: they are history. */
export function odmEvents(patient: CutPatient): readonly OdmEvent[] {
  const [changes, queries, explanations] = ["change", "query", "explanation"].map((kind) => grouped(patient.of(kind)));
  const entries = patient.of("entry").filter((entry) => textOf(entry, "removedAt") === null);
  const visits = patient.of("visit");
  const codes = inOrder([...new Set([...visits, ...entries].flatMap((payload) => textOf(payload, "visit") ?? []))]);
  return [...codes, null].flatMap((visit) => {
    const own = visits.find((payload) => payload["visit"] === visit);
    const notes = own ? [...note("added", textOf(own, "addedReason")), ...note("not_done", textOf(own, "notDoneReason"))] : [];
    const filled = entries.filter((entry) => textOf(entry, "visit") === visit).toSorted((one, other) => FORM_ORDER.indexOf(String(one["form"])) - FORM_ORDER.indexOf(String(other["form"])) || Number(one["row"]) - Number(other["row"]))
      .flatMap((entry) => recordOf(entry, { changes: changes?.get(rowKey(entry)) ?? [], queries: queries?.get(rowKey(entry)) ?? [], explanations: explanations?.get(rowKey(entry)) ?? [] }));
    return own || filled.length > 0 ? [{ visit, notes, forms: filled }] : [];
  });
}

interface Beside { readonly changes: readonly CutPayload[]; readonly queries: readonly CutPayload[]; readonly explanations: readonly CutPayload[] }

function recordOf(entry: CutPayload, { changes, queries, explanations }: Beside): readonly OdmFormRecord[] {
  const form = formOfEntry(entry);
  if (!form) return [];
  const answers = (entry["answers"] ?? {}) as Readonly<Record<string, unknown>>;
  const last = new Map(changes.filter((change) => change["of"] === "answer").map((change) => [String(change["field"]), change]));
  const sections = odmForm(form).sections.map((section) => ({
    section,
    items: section.items.map((item) => ({ item, value: odmValue(item, answers[item.field]), last: last.get(item.field) ?? null, queries: item.name === item.field ? queries.filter((query) => query["field"] === item.field) : [] }))
      .filter(({ value }) => value.is !== "blank"),
  })).filter(({ items }) => items.length > 0);
  const answered = new Set(sections.flatMap(({ items }) => items.map(({ item }) => item.field)));
  const notes = [
    ...note("not_done", textOf(entry, "notDoneReason")),
    ...explanations.map((payload): OdmNote => ({ kind: "explanation", text: `${String(payload["rule"])}: ${String(payload["text"])} (${String(payload["by"])}, ${String(payload["role"])}, ${String(payload["at"])}Z)` })),
  ];
  return [{ form: odmForm(form), entry, sections, notes, queries: queries.filter((query) => !answered.has(String(query["field"]))) }];
}

/** A query in words, for a version of ODM that has no element for it. */
export function queryNote(query: CutPayload, form: OdmForm): OdmNote {
  const rule = textOf(query, "rule");
  const text = [`${textOf(query, "question") ?? ""} (${textOf(query, "origin") ?? ""}${rule === null ? "" : ` ${rule}`})`, ...saySteps(query)].join("\n");
  return { kind: "query", state: String(query["state"]), about: itemOid(form.form, String(query["field"])), text };
}

export function signatureNote(signature: CutPayload): OdmNote {
  const voided = ((signature["voided"] ?? []) as readonly CutPayload[]).map((value) => `${[value["visit"], value["form"], value["row"], value["field"]].filter((part) => part !== null).join(" ")} at ${String(value["at"])}Z`);
  const where = ["visit", "form", "row"].map((key) => textOf(signature, key)).filter((part) => part !== null).join(" ");
  const text = [
    `${String(signature["by"])} (${String(signature["role"])}), ${String(signature["at"])}Z${where === "" ? "" : `, ${where}`}: ${String(signature["statement"])}`, `SHA-256 of what was signed: ${String(signature["manifestSha256"])}`,
    ...(voided.length === 0 ? [] : [`Changed since and no longer covered: ${voided.join("; ")}`]),
  ];
  return { kind: "signature", state: String(signature["meaning"]), text: text.join("\n") };
}

/** What is said beside an item because of what it holds: why it holds nothing, or that its text has not its type. */
export function noteOfValue(item: OdmItem, value: OdmValue): OdmNote | null {
  if (value.is === "missing") return { kind: "missing", state: value.reason, about: item.oid, text: "" };
  return value.is === "other" ? { kind: "other", about: item.oid, text: "" } : null;
}
