import type { State } from "./state-drawings";

/** A place that the jump box leads to. */
export interface JumpTarget {
  /** What is typed for: "101-032", "Queries", "Bone marrow · D28". */
  readonly label: string;
  readonly href: string;
  /** Quiet words at the end of the line: "Group 1 · CRp". */
  readonly detail?: string;
  /** Other words by which it is found, never shown. */
  readonly also?: string;
  readonly state?: State;
  /** Asks for something: stands before others that fit as well. */
  readonly first?: true;
}

/** What the server knows of places: patients, actions and what can be read up, or the forms of one patient. */
export interface JumpAnswer {
  readonly patients: readonly JumpTarget[];
  readonly actions: readonly JumpTarget[];
  readonly forms: readonly JumpTarget[];
  /** Parts of the handbook and of Help. */
  readonly sections: readonly JumpTarget[];
}

export interface JumpPlaces {
  readonly pages: readonly JumpTarget[];
  /** Where everything but the pages is asked for. */
  readonly from: string;
}
