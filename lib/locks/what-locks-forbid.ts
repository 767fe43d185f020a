/** What a table belongs to, and so which scopes reach it: a patient's record at any scope, a site's facts, the study's facts, nobody's data. */
export type Reach = "record" | "patient" | "site" | "study" | "locks" | "workable";

export interface Forbidden {
  readonly reach: Reach;
  /** The mildest kind of lock that forbids writing it; null where none does. */
  readonly from: "freeze" | "lock" | null;
  readonly says: string;
}

const record = (from: "freeze" | "lock", says: string): Forbidden => ({ reach: "record", from, says });
const workable = (says: string): Forbidden => ({ reach: "workable", from: null, says });

/** Every table of the schema app, and what a freeze or a lock over it forbids. A test holds this against the database. */
export const WHAT_LOCKS_FORBID: Readonly<Record<string, Forbidden>> = {
  patient: { reach: "patient", from: "freeze", says: "no new patient at the site, no change of status, arm or version" },
  visit: record("freeze", "no visit is added or marked as not done"),
  entry: record("freeze", "no answer, no row, no removal"),
  explanation: record("freeze", "no explanation at entry"),
  finding: record("lock", "results stand still"),
  discrepancy: record("lock", "no query is raised, answered or closed"),
  discrepancy_message: record("lock", "nothing is written in a query"),
  exposure_review: record("lock", "no decision on a medication"),
  adjudication: record("lock", "no decision on a response"),
  reviewed_line: record("lock", "no line of the medical review is marked"),
  eligibility_waiver: record("lock", "no criterion is waived"),
  verification: record("lock", "nothing is verified, no verification falls"),
  signature: record("lock", "nothing is signed"),
  signature_void: record("lock", "no signature falls"),
  patient_version: record("lock", "no consent to another version"),
  screen_failure: record("lock", "screening neither ends nor goes on"),
  lock: { reach: "locks", from: "lock", says: "nothing inside is locked or released until the wider lock is gone" },
  lab_range: { reach: "site", from: "freeze", says: "no reference range: it would change results" },
  site_version: { reach: "site", from: "lock", says: "no version is activated" },
  site: { reach: "study", from: "lock", says: "no site is added" },
  study: { reach: "study", from: "lock", says: "no other version is opened" },
  drug_dictionary: { reach: "study", from: "lock", says: "no drug dictionary is loaded" },
  drug_product: { reach: "study", from: "lock", says: "no drug dictionary is loaded" },
  membership: workable("roles are given and taken away at any time, or nobody could unlock"),
  access_review: workable("access is looked through as long as there is any"),
  visit_report: workable("a monitor files what was seen; no record changes"),
  delegation: workable("a site's log of who does what goes on"),
  data_cut: workable("a cut reads"),
  data_cut_record: workable("a cut reads"),
  export: workable("a cut is written in another format"),
  export_work: workable("a cut is written in another format"),
  export_part: workable("a cut is written in another format"),
  cut_download: workable("a file of a cut is taken"),
  patient_summary: workable("nobody writes it: it follows the findings and forms, which a lock holds, and what a redaction takes from them"),
  redaction: workable("privacy comes before a lock: what says who somebody is goes, and signatures on it fall"),
  guidance: workable("what a person has read of the guidance"),
  signature_declaration: workable("a signer's own declaration"),
  import: workable("says what was imported; the answers of forms that are locked or frozen are refused by themselves"),
  import_entry: record("lock", "nothing is imported"),
  site_copy: workable("a site takes copies of its own records at any time"),
  request: workable("what keeps a request from happening twice"),
};
