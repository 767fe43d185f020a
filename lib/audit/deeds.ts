import { answerChanges, sayAnswerChanges, sayFromTo } from "./value-changes";
import { ANSWERS_PREFIX, type Changes, type EventWords, type TrailEvent } from "./trail-event";

/** What was done, to be read after the name of who did it: "changed Platelets 98 → 101 ×10⁹/L in Haematology". */
type Deed = (told: Told) => string;

/** An event with its words, and its values at hand. */
interface Told extends Pick<TrailEvent, "op" | "action"> {
  readonly changes: Changes;
  readonly wording: EventWords["wording"];
  readonly place: string;
  readonly subject: string;
  readonly isNew: boolean;
  readonly changed: (field: string) => boolean;
  /** A value before and after the change, in words; null where there was none or it did not change. */
  readonly before: (field: string) => string | null;
  readonly now: (field: string) => string | null;
  /** The stored value itself, for the few that a sentence depends on. */
  readonly code: (field: string) => unknown;
}

function tell({ op, action }: TrailEvent, { place, subject, wording }: EventWords, changes: Changes): Told {
  const show = (field: string, value: unknown) => (value === null || value === undefined ? null : wording.show(field, value));
  return {
    op, action, changes, wording, place: place ?? "a record", subject: subject ?? "an unnamed item", isNew: op === "I",
    changed: (field) => field in changes,
    before: (field) => show(field, changes[field]?.old),
    now: (field) => show(field, changes[field]?.new),
    code: (field) => changes[field]?.new ?? null,
  };
}

const inWords = (what: string | null): string => (what === null ? "" : `: ${what}`);
const quoted = (text: string | null): string => (text === null ? "" : `: “${text}”`);

const entry: Deed = (told) => {
  const { changes, wording, place, isNew } = told;
  const values = sayAnswerChanges(changes, wording);
  if (isNew) return values === "" ? `added ${place}` : `added ${place} and ${values}`;
  const steps = [
    ...(answerChanges(changes).length > 0 ? [`${values} in ${place}`] : []),
    ...(told.now("removed_at") !== null ? [`removed ${place}`] : []),
    ...(!isNew && told.now("form_version") !== null ? [`moved ${place} to version ${told.now("form_version")} of its form`] : []),
    ...(told.changed("removed_at") && told.now("removed_at") === null ? [`brought ${place} back`] : []),
    ...(told.changed("not_done_reason") ? [told.now("not_done_reason") === null ? `took back that ${place} was not done` : `marked ${place} as not done${quoted(told.now("not_done_reason"))}`] : []),
  ];
  return steps.join("; ") || `changed ${place}`;
};

const patient: Deed = (told) => {
  if (told.isNew) return `added ${told.place} under protocol version ${told.now("protocol_version") ?? "unknown"}`;
  if (told.changed("protocol_version")) return `moved ${told.place} from protocol version ${told.before("protocol_version") ?? "unknown"} to ${told.now("protocol_version") ?? "unknown"}`;
  if (told.now("arm") !== null) return `randomised ${told.place} to ${told.now("arm")}, stratum ${told.now("stratum") ?? "unknown"}`;
  return `changed the status of ${told.place} ${sayFromTo(told.before("status") ?? "none", told.now("status") ?? "none")}`;
};

/** Of pasted or imported values, where each came from. */
const importEntry: Deed = ({ op, changes, wording, place }) => {
  const said = Object.entries(changes).flatMap(([key, { new: told }]) => (key.startsWith("text.") && isSaid(told) ? [`${wording.label(key.slice("text.".length))} from line ${told.line}, ${told.said === "" ? "blank" : `“${told.said}”`}`] : []));
  return op === "I" ? `took over into ${place}: ${said.join("; ")}` : `changed where values of ${place} came from`;
};
const isSaid = (told: unknown): told is { readonly line: number; readonly said: string } => typeof told === "object" && told !== null && "line" in told && "said" in told;

const imported: Deed = (told) => {
  const count = `${told.now("stored") ?? "no"} ${told.now("stored") === "1" ? "value" : "values"}`;
  return told.code("kind") === "file" ? `imported ${count} from the file ${told.now("name") ?? ""}` : `pasted ${count}`;
};

const visit: Deed = (told) => {
  if (told.isNew) return `added ${told.place}${quoted(told.now("reason"))}`;
  const why = told.now("not_done_reason");
  return why === null ? `took back that ${told.place} was not done` : `marked ${told.place} as not done${quoted(why)}`;
};

/** Results are nobody's to write: they follow from what was saved, in the same transaction. */
const finding: Deed = (told) => {
  const [from, to] = [told.before("value"), told.now("value")];
  const rule = told.now("rule_version");
  if (told.isNew) return `thereby had ${told.subject} derived${inWords(to ?? "not derivable")}`;
  if (told.changed("value")) return `thereby changed ${told.subject}: ${sayFromTo(from ?? "not derivable", to ?? "not derivable")}`;
  return rule === null ? `thereby had ${told.subject} derived again, with the same result` : `had ${told.subject} derived again under rules ${rule}, with the same result`;
};

const discrepancy: Deed = (told) => {
  const at = `at ${told.subject} in ${told.place}`;
  if (told.isNew) return told.code("origin") === "system" ? `thereby raised a query by check ${told.now("rule_id") ?? ""} ${at}${quoted(told.now("question"))}` : `raised a query ${at}${quoted(told.now("question"))}`;
  if (told.changed("assigned_to")) return told.now("assigned_name") === null ? `took back whom the query ${at} was assigned to` : `assigned the query ${at} to ${told.now("assigned_name")}`;
  const steps: Readonly<Record<string, string>> = { answered: "answered the query", closed: "closed the query", open: "re-opened the query" };
  return `${steps[String(told.code("state"))] ?? "changed the query"} ${at}`;
};

const message: Deed = (told) => {
  const steps: Readonly<Record<string, string>> = { raised: "asked", answered: "answered", closed: "wrote when closing", reopened: "wrote when re-opening" };
  return `${steps[String(told.code("step"))] ?? "wrote"} in the query at ${told.subject} in ${told.place}${quoted(told.now("body"))}`;
};

const verification: Deed = (told) =>
  told.isNew ? `verified ${told.subject} in ${told.place} against the source` : told.changed("withdrawn_at") ? `took back the verification of ${told.subject} in ${told.place}` : `thereby ended the verification of ${told.subject} in ${told.place}, whose value changed`;

const lock: Deed = (told) => {
  if (told.isNew) return `${told.code("kind") === "freeze" ? "froze" : "locked"} ${told.place}${quoted(told.now("reason"))}`;
  const approver = told.now("release_approved_by");
  return `released the lock on ${told.place}${approver === null ? "" : `, approved by ${approver}`}${quoted(told.now("release_reason"))}`;
};

const redaction: Deed = (told) => {
  if (told.isNew) return `asked for a redaction in ${told.place}${quoted(told.now("reason"))}`;
  if (told.code("state") === "declined") return `declined a redaction in ${told.place}${quoted(told.now("decision_reason"))}`;
  return told.changed("state") ? `redacted what was typed by mistake in ${told.place}${quoted(told.now("decision_reason"))}` : `noted where a redaction in ${told.place} took effect`;
};

const membership: Deed = (told) => {
  if (told.isNew) {
    const trained = told.now("trained_on");
    return `gave ${told.subject} the role ${told.now("role") ?? "unknown"} at ${told.place}, ${trained === null ? "of no effect until a training is recorded" : `trained on ${trained}`}`;
  }
  if (told.now("revoked_at") !== null) return `took a role at ${told.place} from ${told.subject}`;
  if (told.now("trained_on") !== null) return `recorded the training of ${told.subject} on ${told.now("trained_on")}, for a role at ${told.place}`;
  return `changed a role of ${told.subject} at ${told.place}`;
};

const account: Deed = (told) => {
  const happenings: Readonly<Record<string, string>> = {
    "person.invite": `made a one-time link for ${told.subject}`,
    "person.accept_invitation": "chose a password with a one-time link",
  };
  if (told.action === "digest.choose") return `chose how often a mail says what waits: ${told.now("digest") ?? "none"}`;
  if (told.op === "E") return happenings[told.action] ?? `acted on the account of ${told.subject}`;
  return told.isNew ? `made the account ${told.now("username") ?? ""} for ${told.now("full_name") ?? told.subject}` : `changed the account of ${told.subject}`;
};

const session: Deed = ({ action, now }) => {
  if (action === "token.make") return `made the access token ${now("name") ?? ""} for ${now("scopes") ?? "nothing"}, until ${now("expires_at") ?? "an unknown day"}`;
  if (action === "token.revoke") return `revoked the access token ${now("name") ?? ""}`;
  const happenings: Readonly<Record<string, string>> = { "session.open": "signed in", "session.close": "signed out", "session.revoke": "ended a session" };
  return happenings[action] ?? "acted on a session";
};

/** The author is the person who was signed in; before that it is nobody, and the account concerned is told. */
const security: Deed = (told) => {
  const whose = told.now("person");
  const from = told.now("address") === null ? "" : ` from ${told.now("address")}`;
  const minutes = told.now("minutes");
  const happenings: Readonly<Record<string, string>> = {
    "sign_in.failed": whose === null ? `failed to sign in under a name that opens nothing${from}` : `failed to sign in to the account of ${whose}${from}`,
    "sign_in.unknown_identity": `signed in at the provider, but no account here belongs to them${from}`,
    "person.ask_link": `asked for a link to the account of ${whose ?? "somebody"}${from}`,
    "sign_in.wrong_code": `gave a wrong code for the account of ${whose ?? "somebody"}${from}`,
    "sign_in.closed": `thereby had the account of ${whose ?? "somebody"} closed ${minutes === null ? "until an administrator opens it" : `for ${minutes} min`}`,
    "confirmation.failed": "gave a wrong password where an act asks for it again",
    "confirmation.closed": "thereby was kept from confirming for a while",
    "password.change": "changed their own password", "factor.enrol": "set up a second factor", "factor.renew_codes": "made new recovery codes", "factor.recover": "signed in with a recovery code",
    "factor.show": "showed the second factor", "identity.join": "joined the account to a person at the provider of single sign-on", "identity.leave": "thereby signs in with a password, no longer at the provider", "identity.prove": "confirmed at the provider who sits there",
    "factor.reset": `took the second factor of ${whose ?? "somebody"} away`, "account.close": `closed the account of ${whose ?? "somebody"}`, "account.reopen": `opened the account of ${whose ?? "somebody"} again`,
    "account.unlock": `forgot the wrong tries of ${whose ?? "somebody"}`, "session.revoke_others": "ended their other sessions",
  };
  return happenings[told.action] ?? "acted on the safety of an account";
};

/** One sentence part per table that the trail covers; a test holds this list against the migrations. */
const DEEDS: Readonly<Record<string, Deed>> = {
  "app.entry": entry,
  "app.patient": patient,
  "app.visit": visit,
  "app.import": imported,
  "app.import_entry": importEntry,
  "app.finding": finding,
  "app.explanation": (told) => `explained what check ${told.now("rule_id") ?? ""} asked in ${told.place}${quoted(told.now("text"))}`,
  "app.discrepancy": discrepancy,
  "app.discrepancy_message": message,
  "app.exposure_review": (told) => `decided on ${told.subject} in ${told.place}: ${told.now("verdict") ?? "nothing"}, “${told.now("reason") ?? ""}”`,
  "app.adjudication": (told) => `adjudicated the response of ${told.place}: ${told.now("verdict") ?? "nothing"}, “${told.now("reason") ?? ""}”`,
  "app.reviewed_line": (told) => `${told.code("reviewed") === true ? "marked a line of the medical review as reviewed" : "took back that a line of the medical review was reviewed"} for ${told.place}${inWords(told.now("list"))}`,
  "app.eligibility_waiver": (told) => `waived the criterion ${told.now("criterion") ?? ""} for ${told.place}, “${told.now("reason") ?? ""}”`,
  "app.screen_failure": (told) => (told.code("step") === "failed" ? `recorded ${told.place} as a screen failure${quoted(told.now("reason"))}` : `took ${told.place} back into screening${quoted(told.now("reason"))}`),
  "app.patient_version": (told) => `recorded that ${told.place} consented to protocol version ${told.now("version") ?? "unknown"} on ${told.now("consented_on") ?? "an unknown day"}${quoted(told.now("reason"))}`,
  "app.site_version": (told) => `activated protocol version ${told.now("version") ?? "unknown"} at ${told.place} from ${told.now("activated_on") ?? "an unknown day"}`,
  "app.lab_range": (told) => `set the reference range of ${told.now("analyte") ?? "an analyte"} at ${told.place} to ${told.now("lower") ?? "–"} to ${told.now("upper") ?? "–"} ${told.now("unit") ?? ""} from ${told.now("valid_from") ?? "an unknown day"}`,
  "app.drug_dictionary": (told) => (told.isNew ? `loaded the drug dictionary ${told.now("source") ?? ""} (${told.now("version") ?? ""}, ${told.now("names") ?? "no"} names)` : `loaded a drug dictionary in place of an earlier one${inWords(told.now("version"))}`),
  "app.verification": verification,
  "app.visit_report": (told) => `filed report ${told.now("number") ?? ""} of a visit to ${told.place} from ${told.now("began_on") ?? "an unknown day"} to ${told.now("ended_on") ?? "an unknown day"}, with ${told.now("findings") ?? "no"} findings`,
  "app.signature": (told) => `signed for ${told.place}: ${told.now("meaning") ?? "no meaning"}`,
  "app.signature_void": (told) => `thereby ended the signature on ${told.subject} in ${told.place}, whose value changed`,
  "app.lock": lock,
  "app.site_copy": (told) => `${told.code("step") === "begun" ? "began to take" : "took"} a copy of ${told.code("cut_id") ? "what a data cut holds" : "the records"} of ${told.place}: ${told.now("casebooks") ?? "no"} casebooks${inWords(told.now("manifest_sha256"))}`,
  "app.redaction": redaction,
  "audit.payload": (told) => `thereby took values out of an earlier line of the trail about ${told.place}`,
  "app.data_cut": (told) => `made the ${told.code("is_interim") === true ? "interim" : "final"} data cut ${told.now("name") ?? ""}`,
  "app.export": (told) => told.op === "E" ? `failed to write the data cut ${told.now("cut") ?? ""} in the format ${told.now("format") ?? "unknown"}${inWords(told.now("problem"))}` : `asked for a data cut in the format ${told.now("format") ?? "unknown"}`,
  "app.cut_download": (told) => `took the file ${told.now("file") ?? ""} of a data cut${told.code("format") === null || told.code("format") === undefined ? "" : `, format ${told.now("format") ?? ""}`}${told.now("token") === null ? "" : `, by the access token ${told.now("token") ?? ""}`}`,
  "app.study": (told) => (told.isNew ? "began the study" : told.changed("open_version") ? `opened protocol version ${told.now("open_version") ?? ""} for enrolment, instead of ${told.before("open_version") ?? "none"}` : told.changed("second_factor") ? (told.code("second_factor") === true ? "demanded a second factor of whoever signs, locks, exports or administers" : "no longer demanded a second factor") : "changed the settings of the study"),
  "app.site": (told) => (told.isNew ? `added site ${told.now("code") ?? ""}, ${told.now("name") ?? ""}, in the time zone ${told.now("time_zone") ?? "unknown"}` : `changed ${told.place}`),
  "app.membership": membership,
  "auth.account": account,
  "auth.session": session,
  "audit.verification": () => "asked for the trail to be verified",
  "auth.security": security,
  "app.access_review": (told) => `attested the access of ${told.now("people") ?? "no"} people in ${told.now("roles") ?? "no"} roles${inWords(told.now("remark"))}`,
  "app.delegation": (told) => (isNone(told.code("tasks")) ? `ended what was delegated to ${told.now("full_name") ?? "somebody"} at ${told.place} from ${told.now("starts_on") ?? "an unknown day"}` : `delegated to ${told.now("full_name") ?? "somebody"} at ${told.place} from ${told.now("starts_on") ?? "an unknown day"}: ${told.now("tasks") ?? ""}`),
  "app.guidance": (told) => ({ "guide.dismiss": "put the guide for a first patient away", "guide.begin": "began the guide for a first patient again" })[String(told.code("notice"))] ?? "read a hint",
  "app.signature_declaration": () => "declared that their electronic signature is the legally binding equivalent of their handwritten one",
};

const isNone = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

export const TABLES_WITH_DEEDS: readonly string[] = Object.keys(DEEDS);

/** What was done, without who and why. Values that were redacted are said to be so; a table nobody described is named. */
export function sayDeed(event: TrailEvent, words: EventWords): string {
  const deed = DEEDS[event.table];
  if (event.changes === null) return `changed ${event.fields.map((field) => words.wording.label(field.startsWith(ANSWERS_PREFIX) ? field.slice(ANSWERS_PREFIX.length) : field)).join(", ") || "nothing"} in ${words.place ?? event.table} (values redacted)`;
  if (deed === undefined) return `changed ${event.fields.join(", ") || "nothing"} in ${event.table}`;
  return deed(tell(event, words, event.changes));
}

const THEREBY = "thereby ";

/** A deed as one step of an act. */
export interface Step {
  readonly says: string;
  /** What was nobody's own deed; it is then said without "thereby". */
  readonly followed: boolean;
  /** A result that was derived again and came out the same. */
  readonly same: boolean;
}

export function sayStep(event: TrailEvent, words: EventWords): Step {
  const deed = sayDeed(event, words);
  const followed = deed.startsWith(THEREBY);
  return { says: followed ? deed.slice(THEREBY.length) : deed, followed, same: event.table === "app.finding" && event.changes !== null && event.op === "U" && !("value" in event.changes) };
}
