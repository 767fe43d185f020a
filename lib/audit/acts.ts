/** An act in words: what a role may do, and what the trail says was being done. */
export interface Act {
  /** "Save answers", as a list of permissions says it. */
  readonly says: string;
  /** What it is, in a sentence for the handbook. */
  readonly means: string;
  /** False for reading, which changes nothing and so writes no trail. */
  readonly leavesTrail: boolean;
}

const writes = (says: string, means: string): Act => ({ says, means, leavesTrail: true });
const reads = (says: string, means: string): Act => ({ says, means, leavesTrail: false });

/** Every act by the name under which the trail stores it: the verbs of the permissions, and the few acts that need none. */
export const ACTS = {
  "patient.read": reads("See patients", "The matrix, the casebook and the worklist of one's sites."),
  "patient.create": writes("Add a patient", "A new number, the protocol version consented to, and the empty screening forms."),
  "patient.randomise": writes("Randomise", "The next arm of the concealed list; refused unless eligible and confirmed."),
  "patient.screen_fail": writes("Record a screen failure", "The patient does not enter the trial, with the reason and the criteria that were not met. The data stay."),
  "patient.resume_screening": writes("Take a screen failure back", "The patient is screened again, with the reason."),
  "patient.reconsent": writes("Consent to another version", "From now on the patient follows another version of the protocol; what was entered stays."),
  "entry.read": reads("Read forms", "Answers with their history, queries and derived results."),
  "entry.save": writes("Save answers", "Answers entered, corrected or cleared in one form. A correction carries a reason."),
  "entry.import": writes("Import results", "Results of a laboratory, pasted or from a file, into several forms at once; each keeps where it came from."),
  "import.read": reads("See imports", "What was pasted or imported at one's sites, by whom, and what the source said."),
  "entry.add": writes("Add a row", "A row of a log or of a form that repeats."),
  "entry.remove": writes("Remove a row", "The row stays readable with its reason and no longer counts."),
  "entry.mark_not_done": writes("Mark a form not done", "The form counts as settled, with the reason."),
  "entry.verify": writes("Verify against source", "A value was compared with the source document. It falls when the value changes."),
  "visit.add": writes("Add an unscheduled visit", "A visit outside the schedule, with its forms."),
  "visit.mark_not_done": writes("Mark a visit not done", "Its forms are no longer awaited."),
  "discrepancy.read": reads("Read queries", "Every query of one's sites, with its thread."),
  "discrepancy.raise": writes("Raise a query", "A question about one field, to the site."),
  "discrepancy.answer": writes("Answer a query", "The site's answer."),
  "discrepancy.close": writes("Close a query", "The sponsor is satisfied."),
  "discrepancy.reopen": writes("Re-open a query", "The sponsor asks again."),
  "exposure.read": reads("See inhibitor exposure", "Flagged medications, their windows and doses."),
  "exposure.decide": writes("Decide on an exposure", "Whether a flagged medication is an inhibitor exposure. It falls when the medication changes."),
  "response.adjudicate": writes("Adjudicate a response", "A signed decision on a response that the criteria leave open. It falls when the data it rests on change."),
  "eligibility.waive": writes("Waive a criterion", "The sponsor lets one failed criterion pass, signed and with the reason. It is a protocol deviation."),
  "eligibility.confirm": writes("Confirm eligibility", "An investigator's signature before randomisation."),
  "casebook.sign": writes("Sign forms, visits and casebooks", "An investigator's signature on every value of a form, a visit or a patient, or on those that changed since."),
  "copy.take": writes("Take the site's own copy", "Casebooks, data and trail of one's site as a file, at any time, also after a lock."),
  "lock.read": reads("See locks", "What is frozen or locked, and what blocks a lock."),
  "lock.place": writes("Freeze or lock", "No more data, or no more changes at all, with the reason."),
  "lock.release": writes("Release a lock", "With the reason."),
  "redaction.read": reads("See redactions", "What was asked to be taken away, by whom, and what became of it."),
  "redaction.ask": writes("Ask for a redaction", "Something that says who a patient is was typed by mistake."),
  "redaction.decide": writes("Decide on a redaction", "By another person: it goes from the record and from the trail, which says so; or it stays. An investigator only where data management asked."),
  "cut.make": writes("Make a data cut", "One sealed state of the whole study."),
  "cut.read": reads("Read data cuts", "Cuts and their files."),
  "efficacy.read": reads("See efficacy", "Response by arm and by exposure."),
  "safety.read": reads("See safety", "Adverse events by arm, term and worst grade."),
  "deviation.read": reads("See deviations", "Every departure from the protocol, derived or recorded."),
  "lab_range.read": reads("See reference ranges", "What is normal at a site, for whom and from when."),
  "lab_range.set": writes("Set a reference range", "From a day on, for one analyte at one site."),
  "dictionary.search": reads("Look up a medication", "Names and ingredients of a loaded register of drugs."),
  "dictionary.load": writes("Load a drug dictionary", "By the owner of the database: a dictionary that the sponsor is licensed for, after which every medication is derived again."),
  "trail.verify": writes("Verify the trail", "Every link, checkpoint and anchor is walked again, and the outcome is kept."),
  "trail.read": reads("Read the trail", "Who changed what, when and why, within one's sites."),
  "protocol.read": reads("Read the handbook", "These pages."),
  "person.read": reads("See people", "Accounts, roles and trainings."),
  "person.invite": writes("Invite a person", "An account, and a one-time link with which its owner chooses a password."),
  "person.set_address": writes("Set a mail address", "Where links and notices go, when there is a mail server."),
  "person.ask_link": writes("Ask for a link", "For a forgotten password; mailed to the address that is on record."),
  "person.accept_invitation": writes("Accept an invitation", "The link's owner chose a password; earlier sessions ended."),
  "account.close": writes("Close an account", "Sessions and links end at once, and nobody signs in with it; the name is never used again."),
  "account.reopen": writes("Open an account again", "With the reason."),
  "account.unlock": writes("Forget wrong tries", "An account that was closed by too many wrong tries opens again."),
  "password.change": writes("Change one's own password", "The old one is asked; other sessions end."),
  "factor.enrol": writes("Set up a second factor", "A code from an app on one's own phone, asked at every sign-in from then on."),
  "factor.renew_codes": writes("Make new recovery codes", "The earlier ones are worthless."),
  "factor.recover": writes("Use a recovery code", "Instead of a code from the app; each opens once."),
  "factor.show": writes("Show the second factor", "After a sign-in at a provider that saw none."),
  "identity.join": writes("Join an account to a person at a provider", "By a one-time link; from then on that is the way in."),
  "identity.leave": writes("Choose a password instead of a provider", "By a one-time link; an account has one way in."),
  "identity.prove": writes("Confirm at a provider", "Asked anew who sits there, for one act."),
  "sign_in.unknown_identity": writes("Fail to sign in at a provider", "Somebody the provider knows, to whom no account here belongs."),
  "factor.reset": writes("Take a second factor away", "For a lost device. Nothing is signed until a new one is set up."),
  "digest.choose": writes("Choose the mail of what waits", "How often a mail says how much waits on one’s own My day; it names no patient."),
  "guidance.note": writes("Put guidance away", "That a hint was read, or the guide for a first patient put away or begun again."),
  "training.reset": writes("Renew the practice data", "Only in a training: the practice data as on the first day; whatever was practised goes, with its trail."),
  "signature.declare": writes("Declare one's signature", "That the electronic signature is the legally binding equivalent of the handwritten one."),
  "sign_in.failed": writes("Fail to sign in", "A wrong password, or a name that opens nothing. What was typed is not kept."),
  "sign_in.wrong_code": writes("Give a wrong code", "The password was right, the second factor was not."),
  "sign_in.closed": writes("Be locked out", "Too many wrong tries: an account is closed for some time, or until an administrator opens it."),
  "confirmation.failed": writes("Fail to confirm", "A wrong password where an act asks for it again."),
  "confirmation.closed": writes("Be kept from confirming", "Too many wrong passwords where acts ask for it again."),
  "study.mail": writes("Begin or end sending mails", "By the owner of the deployment, at a start: there is a mail server, or none."),
  "study.second_factor": writes("Demand a second factor, or not", "By the owner of the deployment, at a start."),
  "membership.grant": writes("Give a role", "A role at a site or everywhere, and the training that makes it count."),
  "membership.revoke": writes("Take a role away", "From now on, with the reason. What was done under it stays."),
  "site.create": writes("Add a site", "Its number, name and time zone."),
  "version.open": writes("Open a version", "New patients enter under this version of the protocol."),
  "version.activate": writes("Activate a version at a site", "From this day the site may enrol under it."),
  "study.begin": writes("Begin the study", "The first row of the database, written by the system."),
  "session.open": writes("Sign in", "A session began."),
  "session.close": writes("Sign out", "A session was ended by its owner."),
  "session.read": reads("See one's own sessions", "Where one is signed in."),
  "session.revoke": writes("End a session", "One's own; an administrator anybody's."),
  "session.revoke_others": writes("End one's other sessions", "All but the one that asks."),
  "session.revoke_any": writes("End anybody's session", "When a device is lost or a person leaves."),
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;

/** An act in words; an act that this build does not know keeps its stored name. */
export const sayAct = (action: string): string => (Object.hasOwn(ACTS, action) ? ACTS[action as ActName].says : action);
