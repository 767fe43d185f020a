import { WATCHED_DAYS } from "@/lib/study/outcome/death-after-dose";

/** The five things that a medical monitor looks through. */
export const REVIEW_LISTS = {
  serious: { short: "serious events", title: "Serious adverse events", empty: "No serious event is recorded.", teaches: "An event that a site marks as serious stands here at once, with the time since the site knew and whether the 24 h report was made in time." },
  dose: { short: "dose deviations", title: "Dose deviations", empty: "No dose departs from the plan.", teaches: "A dose that differs from the planned one by more than the protocol allows stands here, found by the rules or recorded by the site, with the reason given." },
  boundary: { short: "to adjudicate", title: "Responses that wait for adjudication", empty: "No response waits for a decision.", teaches: "A count exactly on its bound, or blasts that may be regenerating marrow: the criteria leave the response open and a monitor decides with a signature." },
  disagreement: { short: "disagreements", title: "Investigator and criteria disagree", empty: "Investigators and criteria agree everywhere.", teaches: "Where the investigator’s response differs from the derived one, a query asks the site why; after its answer a monitor decides." },
  death: { short: "early deaths", title: `Deaths within ${WATCHED_DAYS} days of the last dose`, empty: `No death within ${WATCHED_DAYS} days of the last dose.`, teaches: "Counted from the last dose of any study drug that was given. A death that has no date yet, or lies before the last dose, stands here too." },
} as const;
export type ReviewList = keyof typeof REVIEW_LISTS;
export const LISTS = Object.keys(REVIEW_LISTS) as ReviewList[];

/** How a line looks: something is late, something waits, nothing is left to do, or it is only to be known. */
export type LineTone = "late" | "open" | "settled" | "noted";

/** Somebody has something to do about it. */
export const isOpen = ({ tone }: Pick<ReviewLine, "tone">): boolean => tone === "late" || tone === "open";

/** One line of a list as its records give it: what it is, where it stands, and where one goes with it. */
export interface FoundLine {
  readonly list: ReviewList;
  /** What it is of: the entry, or the visit of a response. With the list it names the line for good. */
  readonly subject: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly patient: string;
  readonly site: string;
  /** Calendar day; null when none is known. */
  readonly on: string | null;
  readonly what: string;
  readonly detail: string;
  readonly tone: LineTone;
  readonly state: string;
  /** The same without what moves with the clock alone. */
  readonly stands: string;
  /** The field that decides. */
  readonly href: string;
  /** What can be done about it elsewhere: the adjudication, the query. */
  readonly act: { readonly label: string; readonly href: string } | null;
}

/** Who looked at a line, and when. */
export interface ReviewMark {
  readonly byName: string;
  /** UTC instant. */
  readonly at: string;
  /** Of the patient's site. */
  readonly timeZone: string;
  /** The line still shows what it showed then. */
  readonly stands: boolean;
}

export interface ReviewLine extends FoundLine {
  readonly seenHash: string;
  readonly mark: ReviewMark | null;
  readonly mayMark: boolean;
}

export const isReviewed = ({ mark }: Pick<ReviewLine, "mark">): boolean => mark?.stands === true;
