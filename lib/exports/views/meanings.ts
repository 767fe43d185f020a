/** What each table that is no form's holds. */
export const TABLE_SAYS: Readonly<Record<string, string>> = {
  "patients": "Patients: a row for each.",
  "sites": "Sites that take part.",
  "visits": "Visits of each patient, planned and added.",
  "findings": "Results that the rules derive from the data (response, survival, eligibility, exposure, deviations), each with its trace.",
  "explanations": "What was told to an edit check at entry.",
  "queries": "Queries: a row for each message.",
  "exposure-reviews": "Verdicts on medications that may inhibit cenersen.",
  "verifications": "Source data verification: a row for each value that was compared.",
  "signatures": "Electronic signatures.",
  "signed-forms": "Who signed what: a row for each form of a signature. Cuts made before cuts held it have none.",
  "locks": "Freezes and locks, and their release.",
  "site-versions": "Which version of the protocol was activated at which site.",
  "patient-versions": "Which version of the protocol each patient consented to.",
  "waivers": "Eligibility criteria that were waived.",
  "screen-failures": "Patients who were not enrolled, and why.",
  "adjudications": "Verdicts on responses that the rules leave open.",
  "redactions": "What was taken away because it said who a patient is.",
  "changes": "The history: a row for every value before and after, from the audit trail.",
  "lab-ranges": "Reference ranges of the sites' laboratories.",
};

/** What a column means in every table that has it. */
const MEANINGS: Readonly<Record<string, string>> = {
  SITE: "Number of the site.", PATIENT: "Number of the patient.", VISIT: "Code of the visit; none for a log.", FORM: "Id of the form.", ROW: "Number of the row in a log; 1 for a form.",
  FORM_VERSION: "Version of the form under which it was filled.", VERSION: "How often the form was saved.", PROGRESS: "How far the form was filled.", NOT_DONE_REASON: "Why it was not done.",
  REMOVED_AT_UTC: "When the row was removed, UTC; none while it stands.", REMOVED_REASON: "Why the row was removed.",
  BY: "Name of the person.", ROLE: "Role in which the person acted.", AT_UTC: "When, UTC.", REASON: "Why, in the person's words.", STATEMENT: "What was signed, word for word.",
  PROTOCOL_VERSION: "Version of the protocol.", STATUS: "Status of the patient.", STRATUM: "Stratum of randomisation.", ARM: "Arm that the patient was assigned to.", RANDOMISED_ON: "Day of randomisation at the site.",
  RANDOMISED_AT_UTC: "Time of randomisation, UTC.", HELD: "freeze or lock, where one is over the patient.", NAME: "Name of the site.", TIME_ZONE: "Time zone of the site (IANA).", ADDED_REASON: "Why somebody added the visit.",
  KIND: "Which kind it is of.", SUBJECT: "What it is about, where that is no form.", VALUE: "The result.", RULE_VERSION: "Version of the rules that derived it.", TRACE: "How the result came about, step by step.",
  RULE: "Id of the edit check.", TEXT: "The explanation.", FIELD: "Name of the field.", ORIGIN: "system: an edit check asked; manual: a person.", STATE: "State of the query.", QUESTION: "What was asked.",
  RAISED_AT_UTC: "When the query was raised, UTC.", STEP: "What the message did.", BODY: "The message.", VERDICT: "The verdict.", VALUE_SHA256: "Hash of the value that was compared.",
  FALLEN_AT_UTC: "When the value changed and the verification fell, UTC; none while it stands.", MEANING: "What the signature covers.", ONLY_DIFFERENCE: "True where only values without a standing signature were signed.",
  MANIFEST_SHA256: "Hash of everything that was signed.", VOIDED: "Values that changed since and are not covered any more.", SCOPE: "What is held: a form, a visit, a patient, a site or the study.",
  RELEASED_AT_UTC: "When it was released, UTC; none while it holds.", RELEASED_BY: "Who released it.", RELEASE_REASON: "Why it was released.", RELEASE_APPROVED_BY: "Who approved the release.",
  ACTIVATED_ON: "Day of activation.", FROM_VERSION: "The version before.", CONSENTED_ON: "Day of the consent.", CRITERION: "Id of the eligibility criterion.", CAUSE: "The cause.", CRITERIA: "Criteria that were not met.",
  INPUTS_SHA256: "Hash of what the verdict rests on.", WHAT: "What kind of thing it was.", ASKED_BY: "Who asked for it.", OF: "answer: of a field; form: of the form itself.",
  FROM: "The value before: text as it is, anything else as JSON; none for a blank.", TO: "The value after: text as it is, anything else as JSON; none for a blank.", TAKEN_AWAY: "True where the trail lawfully keeps no values.",
  ACT: "The act by which it came.", ANALYTE: "The analyte.", SEX: "F or M; none for both.", AGE_FROM: "From this age in years.", AGE_TO: "To this age in years.", LOWER: "Lower limit.", UPPER: "Upper limit.",
  FIELDS: "Names of the fields on which the signature stands, with blanks between them.", FALLEN_FIELDS: "Names of the fields that changed since it was given.",
  UNIT: "Unit of the limits.", VALID_FROM: "First day on which the range holds.",
};

/** Where a column means something of its own in one table. */
const OWN: Readonly<Record<string, string>> = {
  "findings.KIND": "Which result it is.", "findings.FORM": "Id of the form that it is about, if it is about one.", "locks.KIND": "freeze or lock.", "screen-failures.STEP": "When it was decided.",
  "redactions.BY": "Name of the person who decided.", "visits.VISIT": "Code of the visit.",
};

/** The sentence for a column of a table; "" for one that nobody explained. */
export const meaningOf = (file: string, header: string): string => OWN[`${file}.${header}`] ?? MEANINGS[header] ?? "";
