/** What a key asks for; what is done with it stands in `use-form-keys.ts`. */
export type Command = "save" | "saveAndNext" | "next" | "previous" | "query" | "history" | "help" | "unknownPart" | "missing" | "explain" | "verify" | "keys";

export interface Key {
  readonly keys: string;
  readonly does: string;
  readonly where: string;
  /** The command behind it; without one the field itself, or the browser, answers the key. */
  readonly command?: Command;
}

const FORM = "Anywhere on a form";
const FIELD = "In a field";
const READ = "In a form that is only read";
const CHOICE = "In a choice";
const DATE = "In a date";
const FIGURE = "In a figure with several units";
const TERM = "In a field with a list";

/**
 * Every key of a form: printed by the overlay and by the help page, and held against the handler by `command-of.test.ts`. No function
 * keys but F1: F3 and F7 search and walk the page in every browser, and Alt F4 or Ctrl F4 would close it.
 */
export const KEYS: readonly Key[] = [
  { keys: "Enter", does: "To the next field that applies; from the last one to the Save button. Outside the form: to the first blank field", where: FIELD },
  { keys: "Shift Enter", does: "Back to the field before; in a long text, a new line", where: FIELD },
  { keys: "=", does: "Takes what is proposed beside a blank box, such as the planned dose", where: FIELD },
  { keys: "Alt M", does: "No value, with the reason: the first reason, then the next, then back to a blank box", where: FIELD, command: "missing" },
  { keys: "Alt W", does: "To the question under the field, or to what somebody else stored there; again: to the next one of the form", where: FIELD, command: "explain" },
  { keys: "Alt I", does: "Help for the field", where: FIELD, command: "help" },
  { keys: "Alt H", does: "The history of the value", where: FIELD, command: "history" },
  { keys: "Alt Q", does: "The queries on the field", where: FIELD, command: "query" },
  { keys: "Alt S", does: "Saves, and stays", where: FORM, command: "save" },
  { keys: "Ctrl Enter", does: "Saves, and goes to the next form that is due: of this visit, then of the next", where: FORM, command: "saveAndNext" },
  { keys: "Alt Enter", does: "The same", where: FORM, command: "saveAndNext" },
  { keys: "Alt N", does: "The next form", where: FORM, command: "next" },
  { keys: "Alt P", does: "The form before", where: FORM, command: "previous" },
  { keys: "?", does: "This list, outside boxes of text", where: FORM, command: "keys" },
  { keys: "F1", does: "This list, anywhere", where: FORM, command: "keys" },
  { keys: "Alt ?", does: "The same", where: FORM, command: "keys" },
  { keys: "Enter", does: "To the first value that waits to be verified", where: READ },
  { keys: "↓ ↑", does: "From value to value", where: READ },
  { keys: "Alt V", does: "Verified against the source, and on to the next value", where: READ, command: "verify" },
  { keys: "1 … 9, 0", does: "The option of that number; in a scale of grades, that grade", where: CHOICE },
  { keys: "Letters", does: "The option that begins so; the same letter again, the one after it", where: CHOICE },
  { keys: "Space", does: "Takes the option, and takes it back", where: CHOICE },
  { keys: "Backspace", does: "No option; also no reason for a missing value", where: CHOICE },
  { keys: "5mar24, 5.3.24, 050324", does: "A day: day before month, two digits are 1930 to 2029", where: DATE },
  { keys: "t, t-1, y", does: "Today, days from today, yesterday", where: DATE },
  { keys: "v, v+3", does: "The day of the visit, days from it", where: DATE },
  { keys: "un mar 2024, 2024", does: "What is known of the date, where a part may be unknown", where: DATE },
  { keys: "Alt U", does: "The day is not known; again: nor is the month", where: DATE, command: "unknownPart" },
  { keys: "1430, 2:30pm", does: "A time; after a day, as in t 1430, where both are asked", where: DATE },
  { keys: "Letters of the unit", does: "That unit: g, mm, x for ×10⁹, u for µ", where: FIGURE },
  { keys: "↑ ↓", does: "The unit before or after", where: FIGURE },
  { keys: "↓ ↑, Enter", does: "Marks a name of the list, takes it and moves on", where: TERM },
  { keys: "Esc", does: "Closes the list, or a dialog", where: TERM },
];
