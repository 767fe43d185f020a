import { saySentence } from "@/lib/audit/sentences";
import { ANSWERS_PREFIX, type TrailEvent } from "@/lib/audit/trail-event";
import { wordingOf, type Form } from "@/lib/crf/define-form";
import { groupBy } from "@/lib/kernel/group-by";
import { sayRoles } from "@/lib/kernel/actor";
import { visitByCode } from "@/lib/study/visits";
import type { CutPayload } from "../cut-record";
import type { PrintedEvent } from "./casebook-content";
import { formOfRecord, placeOf, text, type Told } from "./cut-words";

const COLUMNS = { label: (column: string) => column.replaceAll("_", " "), show: (_column: string, value: unknown) => String(value) };
const wordingFor = (form: Form | undefined) => (form ? { label: (field: string) => (form.fields[field] ? wordingOf(form).label(field) : COLUMNS.label(field)), show: (field: string, value: unknown) => (form.fields[field] ? wordingOf(form).show(field, value) : String(value)) } : COLUMNS);

/** One person's corrections of one form at one time in a sentence; first entries stand in the casebook itself. */
function sayChanges(changes: readonly CutPayload[]): string {
  const [first = {}] = changes;
  const named = changes.map((change) => [change["of"] === "answer" ? `${ANSWERS_PREFIX}${String(change["field"])}` : String(change["field"]), { old: change["from"] ?? null, new: change["to"] ?? null }] as const);
  const event: TrailEvent = {
    table: "app.entry", op: "U", action: String(first["act"]), who: String(first["by"]), role: text(first, "role"), reason: text(first, "reason"),
    changes: changes.some((change) => change["takenAway"] === true) ? null : Object.fromEntries(named), fields: named.map(([name]) => name),
  };
  return saySentence(event, { place: placeOf(first), subject: null, wording: wordingFor(formOfRecord(first)) });
}

const by = (payload: CutPayload): string => `${String(payload["by"])} (${sayRoles(text(payload, "role"))})`;
const words = (payload: CutPayload, key: string): string => (text(payload, key) ?? "").replaceAll("_", " ");

/** Decisions about a patient, by the kind of their record. */
const DECISIONS: Readonly<Record<string, (payload: CutPayload) => string>> = {
  exposure_review: (review) => `${by(review)} judged ${placeOf(review)}: ${words(review, "verdict")}: ${words(review, "reason")}`,
  adjudication: (verdict) => `${by(verdict)} adjudicated the response of ${visitByCode(String(verdict["visit"]))?.title ?? String(verdict["visit"])} as ${String(verdict["verdict"])}: ${text(verdict, "reason") ?? ""}`,
  waiver: (waiver) => `${by(waiver)} waived the criterion ${String(waiver["criterion"])}: ${text(waiver, "reason") ?? ""}`,
  screen_failure: (failure) => `${by(failure)} recorded of the screening: ${words(failure, "step")}, ${words(failure, "cause")}: ${text(failure, "reason") ?? ""}`,
  patient_version: (version) => `${by(version)} recorded consent of ${String(version["consentedOn"])} to protocol version ${String(version["version"])}, after ${String(version["from"])}: ${text(version, "reason") ?? ""}`,
  redaction: (redaction) => `${by(redaction)} took ${words(redaction, "what")} away from ${placeOf(redaction)}: ${text(redaction, "reason") ?? ""}`,
  explanation: (explanation) => `${by(explanation)} explained ${String(explanation["rule"])} in ${placeOf(explanation)}: ${text(explanation, "text") ?? ""}`,
  lock: (lock) => `${by(lock)} placed a ${words(lock, "kind")} on ${placeOf(lock)}: ${text(lock, "reason") ?? ""}${text(lock, "releasedBy") === null ? "" : `; released by ${String(lock["releasedBy"])}: ${text(lock, "releaseReason") ?? ""}`}`,
};

/** Every correction, removal, decision and lock that the cut holds of a patient, in the order of time. */
export function cutAnnex({ patient, says }: Told): readonly PrintedEvent[] {
  const corrections = patient.of("change").filter((change) => change["of"] === "form" || (change["from"] ?? null) !== null || change["takenAway"] === true);
  const acts = groupBy(corrections, (change) => JSON.stringify([change["at"], change["visit"], change["form"], change["row"], change["by"], change["reason"]]));
  const events = [
    ...[...acts.values()].map((changes) => ({ at: String(changes[0]?.["at"]), told: sayChanges(changes) })),
    ...Object.entries(DECISIONS).flatMap(([kind, say]) => patient.of(kind).map((payload) => ({ at: String(payload["at"]), told: say(payload) }))),
  ];
  return events.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)).map(({ at, told }) => ({ at: says(at), says: told }));
}
