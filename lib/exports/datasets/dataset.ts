import type { CutPatient, CutStudy } from "../export-format";

/** A value of a dataset: text, number, or null for none. Dates are text in ISO 8601, as precise as they are known; ADaM's numeric dates are whole days since 1960-01-01. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

export type Origin = "Collected" | "Derived" | "Assigned" | "Protocol" | "Predecessor" | "Not Available";

/** A column. Names, labels and roles are those of the standard (SDTMIG 3.4, ADaMIG 1.3): name ≤ 8 of A-Z 0-9 _, label ≤ 40 characters, ASCII. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "integer" | "float" | "datetime" | "date" | "partialDatetime" | "durationDatetime";
  readonly role?: string;
  readonly core?: "Req" | "Exp" | "Perm";
  readonly origin: Origin;
  /** How it is made, in words; required where the origin is Derived. */
  readonly method?: string;
  readonly comment?: string;
  /** Id of a code list of `CODE_LISTS`. */
  readonly codeList?: string;
  /** For ADaM, where the value was taken from: "DM.AGE". */
  readonly predecessor?: string;
  /** SAS format, of numeric dates: "DATE9.". */
  readonly displayFormat?: string;
  /** Value-level metadata: what differs where another variable says so. */
  readonly valueLevel?: readonly ValueLevel[];
}

/** What a variable is for the rows where all of `where` hold. */
export interface ValueLevel {
  readonly where: readonly { readonly variable: string; readonly is: "EQ" | "IN"; readonly values: readonly string[] }[];
  readonly type: Variable["type"];
  readonly origin: Origin;
  readonly method?: string;
  readonly codeList?: string;
}

export interface DatasetSpec {
  readonly name: string;
  readonly label: string;
  readonly standard: "SDTM" | "ADaM";
  /** "EVENTS", "FINDINGS", "INTERVENTIONS", "SPECIAL PURPOSE", "TRIAL DESIGN", "RELATIONSHIP"; of ADaM "SUBJECT LEVEL ANALYSIS DATASET", "BASIC DATA STRUCTURE", "OCCURRENCE DATA STRUCTURE". */
  readonly class: string;
  /** "TIME-TO-EVENT" of a basic data structure, "ADVERSE EVENT" of an occurrence data structure. */
  readonly subClass?: string;
  readonly structure: string;
  /** Names of the variables that make a row unique, in the order of sorting. */
  readonly keys: readonly string[];
  readonly isReference: boolean;
  readonly variables: readonly Variable[];
  readonly comment?: string;
  /** True for a dataset that is not written where it has no rows, and is not named in the metadata then. */
  readonly isLeftOutWhenEmpty?: boolean;
}

/** A term of a code list: `extended` where this study added it, `code` that of the NCI Thesaurus. */
export interface Term { readonly value: string; readonly decode?: string; readonly code?: string; readonly extended?: true; readonly comment?: string }
export interface CodeList { readonly id: string; readonly name: string; readonly type: "text" | "integer" | "float"; readonly code?: string; readonly terms: readonly Term[]; readonly external?: { readonly dictionary: string; readonly version: string } }

/** Case report forms on which it is annotated where values go: files beside the define.xml, and where on them a variable stands, or one of its value levels. */
export interface AnnotatedForms {
  readonly documents: readonly { readonly id: string; readonly href: string; readonly title: string }[];
  /** Named destinations within each document, by its id. */
  readonly destinations: (dataset: string, variable: string, level?: ValueLevel) => ReadonlyMap<string, readonly string[]>;
}

/** A tabulation: what its datasets are, and the rows that the study and each patient give to them, by the dataset's name. Patients come in order, so rows of a dataset are in the order of its keys. */
export interface DatasetStandard {
  readonly id: "sdtm" | "adam";
  readonly title: string;
  readonly specs: readonly DatasetSpec[];
  readonly codeLists: readonly CodeList[];
  readonly annotated?: AnnotatedForms;
  /** Asked for after the patients, with what was learned from their rows. */
  readonly studyRows: (study: CutStudy, learned: Learned) => ReadonlyMap<string, readonly Row[]>;
  readonly patientRows: (patient: CutPatient, study: CutStudy) => ReadonlyMap<string, readonly Row[]>;
  /** What the rows of the study need of those of the patients, gathered patient by patient. */
  readonly learn?: (learned: Learned, rows: ReadonlyMap<string, readonly Row[]>) => Learned;
}

/** Of all patients read so far: the first day on which one consented, as SDTM has it. */
export interface Learned { readonly firstConsent?: string }
