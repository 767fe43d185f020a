/** A form that the hand can go to. */
export interface Place {
  readonly href: string;
  readonly title: string;
}

/** What lies around a form: the forms before and after it in the order of the protocol, and the next one that is to be filled in. */
export interface Onwards {
  readonly previous: Place | null;
  readonly next: Place | null;
  readonly due: Place | null;
}

export const NOWHERE: Onwards = { previous: null, next: null, due: null };

/** In an address: the form opens with the hand in its first blank field. */
export const FIRST_BLANK = "first-blank";
