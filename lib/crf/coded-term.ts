/** A term of a dictionary as it is stored: it stays readable, and tells which levels of its scale it has, whatever becomes of the dictionary. */
export interface CodedTerm {
  readonly term: string;
  readonly group: string;
  /** The codes of the scale that the term has, "3", "4", "5". */
  readonly levels: readonly string[];
  /** Name with version, "CTCAE 5.0". */
  readonly dictionary: string;
}

/** "Hepatobiliary disorders - Other, specify" names a group and leaves the event to be described. */
const NEEDS_WORDS = / - Other, specify$/;

export const isCodedTerm = (value: unknown): value is CodedTerm =>
  typeof value === "object" && value !== null && typeof (value as CodedTerm).term === "string" && Array.isArray((value as CodedTerm).levels);

/** True for a term that names only a group: what happened has to be said in words. */
export const needsWords = ({ term }: CodedTerm): boolean => NEEDS_WORDS.test(term);
