import type { Wording } from "@/lib/crf/condition";

/** A field before and after; null where there was no value. */
export interface Change {
  readonly old: unknown;
  readonly new: unknown;
}

export type Changes = Readonly<Record<string, Change>>;

/** I, U, D: a row came, changed, went. E: something happened that writes no row, such as signing in. R: values of an earlier event were taken away. */
export type TrailOp = "I" | "U" | "D" | "E" | "R";

/** One event as the database's triggers wrote it. */
export interface TrailEvent {
  /** "app.entry" */
  readonly table: string;
  readonly op: TrailOp;
  /** The act that was being carried out: a verb of the permissions, or one of the few that need none. */
  readonly action: string;
  readonly who: string;
  /** "coordinator,investigator" as stored; null for nobody's role. */
  readonly role: string | null;
  readonly reason: string | null;
  /** Null when the values were lawfully redacted; their names stay in `fields`. */
  readonly changes: Changes | null;
  readonly fields: readonly string[];
}

/** What the event alone does not know, given by whoever reads it: this folder knows no study and no database. */
export interface EventWords {
  /** The record: "Haematology, Day 28 to 42" or "patient 101-001"; null where there is none. */
  readonly place: string | null;
  /** What the row is about inside its place: a field's label, a kind of result, a person. */
  readonly subject: string | null;
  /** Labels and values of the fields of this row. */
  readonly wording: Wording;
}

/** Where the answers of a form stand among the fields of an event. */
export const ANSWERS_PREFIX = "answers.";
