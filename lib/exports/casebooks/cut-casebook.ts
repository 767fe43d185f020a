import type { Form } from "@/lib/crf/define-form";
import { groupBy } from "@/lib/kernel/group-by";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { sayMeaning, type SignatureMeaning } from "@/lib/signatures/statements";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { forms, study } from "@/lib/study/study";
import { inOrder, visitByCode } from "@/lib/study/visits";
import { armLabel } from "@/lib/study/words";
import type { CutPayload } from "../cut-record";
import type { CutPatient, CutStudy } from "../export-format";
import { coversOf, standingValues, valueKey } from "../signed-values";
import type { CasebookContent, PrintedQuery, PrintedRecord, PrintedSignature, PrintedValue, PrintedVisitRecord } from "./casebook-content";
import { cutAnnex } from "./cut-annex";
import { formOfRecord, placeOf, text, type Told } from "./cut-words";
import { sayFinding } from "./say-finding";

const list = (payload: CutPayload, key: string): readonly CutPayload[] => (payload[key] ?? []) as readonly CutPayload[];
const role = (payload: CutPayload): string => sayRoles(text(payload, "role"));
const keyOf = (payload: CutPayload): string => JSON.stringify([payload["visit"] ?? null, payload["form"] ?? null, payload["row"] ?? null]);
const FORM_ORDER: readonly string[] = [...new Set(forms.map(({ id }) => id))];

/** A patient's casebook in words, from the cut alone: the same cut has the same words on any day. Earlier cuts do not hold which values a signature was given for; of those the casebook marks none. */
export function cutCasebook(patient: CutPatient, cut: CutStudy): CasebookContent {
  const site = cut.sites.find((each) => each["site"] === patient.patient["site"]) ?? {};
  const zone = text(site, "timeZone") ?? "UTC";
  const told: Told = { patient, says: (at) => sayInstant(`${String(at)}Z`, zone), queries: patient.of("query").map((query, place) => ({ ...query, ref: `Q${place + 1}` })), signed: signedOf(patient.of("signature")) };
  const { patient: facts } = patient;
  const version = String(facts["protocolVersion"]) as ProtocolVersionId;
  return {
    study: { title: study.title, shortTitle: study.shortTitle, isDemonstration: cut.study["isDemonstration"] === true, isTraining: cut.study["isTraining"] === true, rules: cut.manifest.ruleVersion },
    patient: {
      number: patient.number, site: `${String(site["site"])} ${String(site["name"])}`,
      facts: [
        { term: "Data cut", value: `${cut.name}, ${cut.isInterim ? "interim" : "final"}, SHA-256 ${cut.contentHash}` }, { term: "Status", value: String(facts["status"]).replaceAll("_", " ") }, { term: "Protocol version", value: version },
        { term: "Arm", value: armLabel(version, text(facts, "arm") as Arm | null) }, { term: "Stratum", value: text(facts, "stratum") ?? "" },
        { term: "Randomised", value: text(facts, "randomisedAt") === null ? "" : told.says(facts["randomisedAt"]) }, { term: "Time zone of the site", value: zone },
      ],
    },
    made: { at: cut.madeAt, says: sayInstant(cut.madeAt, zone), by: cut.madeBy },
    visits: visitsOf(told), findings: patient.of("finding").map((finding) => sayFinding({ kind: String(finding["kind"]), subject: text(finding, "subject") ?? "", value: text(finding, "value"), trace: finding["trace"], ruleVersion: String(finding["ruleVersion"]), about: aboutOf(finding) })),
    queries: told.queries.map((query) => sayQuery(query, told)), signatures: patient.of("signature").map((signature, place) => saySignature(signature, place, told)), annex: cutAnnex(told),
  };
}

/** Each value with the signatures that stand on it; null where the cut does not say which those are. */
function signedOf(signatures: readonly CutPayload[]): Told["signed"] {
  if (signatures.some((signature) => coversOf(signature) === null)) return null;
  return new Map([...groupBy(signatures.flatMap((signature, place) => [...standingValues(signature).keys()].map((key) => ({ key, ref: `S${place + 1}` }))), ({ key }) => key)].map(([key, refs]) => [key, refs.map(({ ref }) => ref)]));
}

function aboutOf(finding: CutPayload): string {
  const subject = (text(finding, "subject") ?? "").replaceAll("_", " ");
  return [text(finding, "form") === null ? "" : placeOf(finding), subject].filter((part) => part !== "").join(", ");
}

function visitsOf(told: Told): readonly PrintedVisitRecord[] {
  const { of } = told.patient;
  const visits = of("visit");
  const beside = new Map(["change", "verification", "query"].map((kind) => [kind, groupBy(kind === "query" ? told.queries : of(kind), keyOf)]));
  const entries = of("entry").toSorted((one, other) => FORM_ORDER.indexOf(String(one["form"])) - FORM_ORDER.indexOf(String(other["form"])) || Number(one["row"]) - Number(other["row"]));
  const codes = inOrder([...new Set([...visits, ...entries].flatMap((payload) => text(payload, "visit") ?? []))]);
  return [...codes, null].map((code): PrintedVisitRecord => {
    const own = visits.find((visit) => visit["visit"] === code) ?? {};
    const [added, notDone] = [text(own, "addedReason"), text(own, "notDoneReason")];
    return {
      code: code ?? "LOG", title: code === null ? "Logs" : (visitByCode(code)?.title ?? code), notes: [...(added === null ? [] : [`Added: ${added}`]), ...(notDone === null ? [] : [`Visit not done: ${notDone}`])],
      forms: entries.filter((entry) => text(entry, "visit") === code).flatMap((entry) => sayEntry(entry, beside, told)),
    };
  }).filter((visit) => visit.forms.length + visit.notes.length > 0);
}

type Beside = ReadonlyMap<string, ReadonlyMap<string, readonly CutPayload[]>>;

function sayEntry(entry: CutPayload, beside: Beside, told: Told): readonly PrintedRecord[] {
  const form = formOfRecord(entry, entry["formVersion"]);
  if (!form) return [];
  const answers = (entry["answers"] ?? {}) as Readonly<Record<string, unknown>>;
  const [notDone, removed] = [text(entry, "notDoneReason"), text(entry, "removedAt")];
  const near = (kind: string) => beside.get(kind)?.get(keyOf(entry)) ?? [];
  return [{
    id: keyOf(entry), title: form.repeats ? `${form.title}, row ${String(entry["row"])}` : form.title, state: `version ${String(entry["formVersion"])}, ${String(entry["progress"]).replaceAll("_", " ")}`,
    notes: [...(notDone === null ? [] : [`Not done: ${notDone}`]), ...(removed === null ? [] : [`Removed ${told.says(removed)}: ${text(entry, "removedReason") ?? ""}. It counts nowhere.`])],
    rows: Object.keys(answers).length === 0 ? [] : Object.keys({ ...form.fields, ...answers }).map((field) => sayRow(form, field, { answer: answers[field], near, ...sayStanding(entry, field, told) }, told)),
  }];
}

/** Which signatures stand on a value; "not signed" of one that should have one. */
function sayStanding(entry: CutPayload, field: string, { signed }: Told): { readonly standing: readonly string[] } {
  const refs = signed?.get(valueKey({ ...entry, field })) ?? [];
  if (refs.length > 0) return { standing: [`signed ${refs.join(", ")}`] };
  const owed = ((entry["answers"] as CutPayload | null)?.[field] ?? null) !== null && text(entry, "removedAt") === null;
  return { standing: signed !== null && owed ? ["not signed"] : [] };
}

interface Answered { readonly answer: unknown; readonly near: (kind: string) => readonly CutPayload[]; readonly standing: readonly string[] }

function sayRow(form: Form, field: string, { answer, near, standing }: Answered, { says }: Told): PrintedValue {
  const here = (kind: string) => near(kind).filter((payload) => payload["field"] === field);
  const changes = here("change").filter((change) => change["of"] === "answer" && (change["from"] ?? null) !== null).length;
  return {
    label: form.fields[field]?.label ?? field, value: form.fields[field]?.show(answer) ?? JSON.stringify(answer),
    marks: [
      ...(changes > 0 ? [`changed ${changes === 1 ? "once" : `${changes} times`} since first entry`] : []),
      ...here("verification").filter((verification) => text(verification, "fallenAt") === null).map((verification) => `verified by ${String(verification["by"])}, ${says(verification["at"])}`),
      ...here("query").map((query) => `query ${String(query["ref"])} ${String(query["state"])}`),
      ...standing,
    ],
  };
}

function sayQuery(query: Told["queries"][number], { says }: Told): PrintedQuery {
  const field = String(query["field"]);
  return {
    ref: query.ref, where: `${placeOf(query)} · ${formOfRecord(query)?.fields[field]?.label ?? field}`, state: `${String(query["state"])}, ${query["origin"] === "system" ? `raised by check ${text(query, "rule") ?? ""}` : "raised by hand"}`, question: String(query["question"]),
    thread: list(query, "messages").map((message) => `${String(message["step"])} by ${String(message["by"])} (${role(message)}), ${says(message["at"])}: ${String(message["body"])}`),
  };
}

function sayCovers(values: number | undefined, fallen: number): string {
  if (values === undefined) return fallen === 0 ? "What was signed stands as signed." : `${fallen} values changed since and are no longer covered.`;
  return fallen === 0 ? `All ${values} values stand as signed.` : `${values} values, of which ${fallen} changed since and are no longer covered.`;
}

function saySignature(signature: CutPayload, place: number, { says }: Told): PrintedSignature {
  const meaning = sayMeaning(String(signature["meaning"]) as SignatureMeaning, signature["difference"] === true);
  const voided = list(signature, "voided");
  const values = coversOf(signature)?.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
  return {
    ref: `S${place + 1}`, meaning: text(signature, "visit") === null && text(signature, "form") === null ? meaning : `${meaning}, ${placeOf(signature)}`, statement: String(signature["statement"]), name: String(signature["by"]), role: role(signature), at: says(signature["at"]),
    covers: sayCovers(values, voided.length),
    fallen: voided.map((value) => `${placeOf(value)} · ${formOfRecord(value)?.fields[String(value["field"])]?.label ?? String(value["field"])}, ${says(value["at"])}`), problem: null, sha256: String(signature["manifestSha256"]),
  };
}
