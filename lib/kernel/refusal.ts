import { sayDate, type CalendarDate } from "./calendar-date";

/**
 * Everything the system may say "no" to, in one table. A refusal is expected:
 * it is shown to the person who asked and never paged to the team on call.
 */
const REFUSALS = {
  not_signed_in: () => "Your session has ended. Sign in again; what you typed is still here.",
  another_person: ({ name }: { name: string }) => `${name} has signed in in this browser meanwhile. Nothing was saved under that name, and what you typed is still here: sign in again as yourself.`,
  foreign_origin: () => "This request did not come from this site and was not carried out.",
  wrong_password: () => "That is not your password. Nothing was signed.",
  wrong_own_password: () => "That is not your present password. Nothing was changed.",
  too_many_tries: ({ minutes }: { minutes: number | null }) =>
    minutes === null ? "Too many wrong tries today. An administrator opens your account again. Nothing was changed." : `Too many wrong tries. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again. Nothing was changed.`,
  too_busy: () => "Too many people are signing in just now. Try again in a moment.",
  not_declared: () => "Before your first signature, declare once on the page Account that it stands for your handwritten one. Nothing was signed.",
  not_training: () => "This is no training, so there are no practice data to renew. Nothing was changed.",
  already_declared: () => "You have declared this already.",
  factor_was_reset: () => "Your second factor was taken away by an administrator. Set up a new one on the page Account; until then you cannot sign.",
  wrong_code: () => "This code does not fit, or was used already. Wait for the next one and type that.",
  factor_not_begun: () => "There is no second factor to confirm. Begin again.",
  weak_password: ({ why }: { why: string }) => `${why}. Choose another one; a few words that have nothing to do with you are best.`,
  last_administrator: () => "This is the last administrator. Invite another one first; nothing was changed.",
  own_account: () => "Nobody does this to their own account. Ask another administrator.",
  nothing_to_change: ({ what }: { what: string }) => `${what} Nothing was changed.`,
  account_closed: () => "This account is closed. Open it again first.",
  not_confirmed: () => "Nobody confirmed this at your organisation in the last two minutes. Confirm there, then try again; nothing was changed.",
  access_moved_on: () => "An account or a role changed while you were reading. Nothing was signed; look at the list again.",
  not_of_site: () => "Tasks are delegated to people who hold a role at this site. Nothing was signed.",
  not_permitted: ({ verb }: { verb: string }) => `Your role does not allow this (${verb}).`,
  not_found: ({ what }: { what: string }) => `${what} does not exist, or you may not see it.`,
  busy: () => "The system is too busy just now. Nothing was changed; try again in a moment.",
  record_held: () => "Somebody else is saving in this record just now. Nothing was changed; try again in a moment.",
  database_away: () => "The database cannot be reached just now. Nothing was changed, and what you typed is still here. Try again in a moment.",
  storage_full: () => "The database has no room left, so nothing can be saved; reading goes on. Nothing was changed. Tell whoever runs this system.",
  outcome_unknown: () => "The database was lost while this was being saved, so it is not known whether it was. Send it again: it happens once at most.",
  record_locked: () => "This record is frozen or locked, and nothing was changed. Ask data management to open it.",
  stale_edit: ({ fields }: { fields: readonly string[]; stored: Readonly<Record<string, unknown>>; by?: Readonly<Record<string, { readonly name: string; readonly at: string }>> }) =>
    `Someone else changed ${fields.join(", ")} while you were typing. Look at both values and choose.`,
  reason_required: ({ fields }: { fields: readonly string[] }) => `Say why you changed ${fields.join(", ")}.`,
  import_of_one_site: () => "These patients are at several sites. Import for one site at a time; nothing was stored.",
  import_line: ({ line, says }: { line: number; says: string }) => `Line ${line}: ${says} Nothing was stored.`,
  import_adds_nothing: () => "Everything in it is there already. Nothing was stored.",
  has_answers: () => "This form has answers. Clear them first, each with a reason, if the assessment was not done.",
  row_removed: () => "This row was removed. It keeps its values and takes no new ones.",
  filled_by_system: ({ form }: { form: string }) => `${form}: this form is filled by the system and takes nothing typed.`,
  not_in_screening: () => "This patient is not in screening any more.",
  not_screen_failed: () => "This patient is no screen failure.",
  not_waivable: ({ criterion }: { criterion: string }) => `${criterion}: only a criterion that is known not to be met can be waived.`,
  already_waived: ({ criterion }: { criterion: string }) => `${criterion}: this is already waived for this patient.`,
  not_eligible: () => "The patient can be randomised only when every criterion is met, or was waived by the sponsor, and an investigator has confirmed it.",
  already_randomised: () => "This patient is already randomised.",
  nothing_to_sign: () => "There is nothing here to sign yet.",
  signature_moved_on: ({ numbers }: { numbers: readonly string[] }) => `Not signed: ${numbers.join(", ")} changed while you were reading. Look at what changed, then sign again.`,
  locked_among: ({ numbers }: { numbers: readonly string[] }) => `Not signed: ${numbers.join(", ")} ${numbers.length === 1 ? "is" : "are"} locked. Nothing else was signed either.`,
  name_first: () => "The first signature of a session needs your user name and your password. Nothing was signed.",
  wrong_name: () => "That is not your own user name. Nothing was signed.",
  blockers_remain: ({ count }: { count: number }) => `Not locked: ${count} ${count === 1 ? "blocker remains" : "blockers remain"}. Nothing was changed.`,
  already_locked: ({ state }: { state: string }) => `This is already ${state}. Nothing was changed.`,
  ledger_moved_on: () => "Not locked: somebody saved while you were locking, and a blocker came back. Nothing was changed. Reload the ledger.",
  freeze_first: ({ count }: { count: number }) => `Not locked: ${count === 1 ? "1 patient is" : `${count} patients are`} not frozen, or signed after the freeze. Sign, freeze, lock: in this order. Nothing was changed.`,
  unlock_first: () => "This is locked as well. Unlock it before you unfreeze it; nothing was changed.",
  locked_above: () => "A wider lock holds this. Release that one first; nothing was changed.",
  approver_required: () => "Say who approved the unlocking. Nothing was changed.",
  approver_is_self: () => "Whoever unlocks cannot be the one who approved it. Name the person who did.",
  lock_released: () => "This lock was already released. Reload to see by whom.",
  redaction_own: () => "You asked for this redaction yourself. Somebody else must look and decide.",
  redaction_not_yours: () => "Data management decides on redactions; on its own requests another data manager, or an investigator of the site.",
  redaction_moved_on: () => "This was decided meanwhile, or what was typed is gone already. Reload to see.",
  redaction_asked: () => "Somebody has asked for this already. It waits for a decision.",
  redaction_repeats: () => "Not accepted: it is nothing that was typed by hand, or the reason repeats what is to be taken away. Say what kind of thing it is instead.",
  query_moved_on: ({ state }: { state: string }) => `This query is already ${state}. Reload to see what happened.`,
  not_assignable: () => "This person does not work on queries of this site. Nothing was changed.",
  check_passes: () => "The value now passes the check that asked. Raise a query of your own instead.",
  no_value: ({ field }: { field: string }) => `${field} has no value to verify.`,
  value_moved_on: ({ fields }: { fields: readonly string[] }) => `${fields.join(", ")} changed since you looked. Compare the new value with the source.`,
  undo_too_late: () => "More than five minutes have passed, so this verification stands. Ask about a value with a query instead; it can be verified again when it changes.",
  undo_not_yours: () => "Only whoever verified takes it back. Nothing was changed.",
  verdict_is_stale: ({ medication }: { medication: string }) => `${medication} changed while you were deciding. Look at it again; nothing was signed.`,
  nothing_to_adjudicate: () => "The criteria settle this response. There is nothing to adjudicate.",
  line_moved_on: () => "This line changed while you were looking at it. Look at it again.",
  response_moved_on: () => "The data of this response changed while you were deciding. Look at them again.",
  still_discussed: () => "The site has not answered yet why its response differs. Decide after that.",
  name_taken: ({ name }: { name: string }) => `"${name}" is already used. Choose another name.`,
  link_spent: () => "This link was used or has expired. Ask an administrator for a new one.",
  role_already_held: () => "This person already holds this role there.",
  too_many_tokens: () => "You have ten open access tokens. Revoke one that nothing uses any more.",
  own_session: () => "This is the session you are in. Sign out instead.",
  unknown_version: ({ version, known }: { version: string; known: readonly string[] }) => `There is no protocol version "${version}". Known are ${known.join(", ")}.`,
  already_open: ({ version }: { version: string }) => `Version ${version} is already open for enrolment.`,
  may_not_enrol: ({ site, version, from }: { site: string; version: string; from: CalendarDate | null }) =>
    `Site ${site} may not enrol under version ${version} ${from === null ? "yet. The administrator activates it there first" : `before ${sayDate(from)}`}.`,
  not_activated: ({ site, version, from }: { site: string; version: string; from: CalendarDate | null }) =>
    `Nobody at site ${site} can consent to version ${version} ${from === null ? "yet: it was never activated there" : `before ${sayDate(from)}, when it is activated there`}.`,
  same_version: ({ version }: { version: string }) => `This patient is already under version ${version}.`,
  consent_ahead: () => "The day of the consent lies ahead. Record it once it was given.",
  consent_earlier: ({ last }: { last: CalendarDate }) => `The consent before this one was given on ${sayDate(last)}. A later one cannot come before it.`,
  consent_after_death: ({ died }: { died: CalendarDate }) => `The patient died on ${sayDate(died)}. A consent cannot be dated after it; correct the date of one of them.`,
  training_ahead: () => "The day of the training lies ahead. Record it once it has taken place; until then the role is pending.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
type Details<Code extends RefusalCode> = Parameters<(typeof REFUSALS)[Code]>;

export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(readonly code: RefusalCode, message: string, readonly details: unknown = null) {
    super(message);
  }
}

export function refuse<Code extends RefusalCode>(code: Code, ...details: Details<Code>): Refusal {
  const say = REFUSALS[code] as (...details: Details<Code>) => string;
  return new Refusal(code, say(...details), details[0] ?? null);
}
