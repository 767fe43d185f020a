/** Where the hand is in a form, read from what is drawn: rows in their visual order, each with the control that takes the focus. */

const FIELD = "[data-field]:not([disabled])";

export const fieldsIn = (form: ParentNode): readonly HTMLElement[] => [...form.querySelectorAll<HTMLElement>(`.form-row ${FIELD}`)];

const rowAround = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>(".form-row") ?? null;

/** The name of the field in whose row the element stands; null outside of all rows. */
export const fieldAround = (element: Element | null): string | null => rowAround(element)?.id.slice("row-".length) ?? null;

/** Focuses a field as Tab would: of options the chosen one, of a box all of its text. */
export function focusField(field: HTMLElement): void {
  const isRadio = field instanceof HTMLInputElement && field.type === "radio";
  const target = (isRadio ? rowAround(field)?.querySelector<HTMLElement>("input:checked:not([disabled])") : null) ?? field;
  target.focus();
  if (target instanceof HTMLInputElement && target.type === "text") target.select();
}

/** Focuses the field of that name; false when the form shows none. */
export function focusNamed(form: ParentNode, name: string): boolean {
  const field = fieldsIn(form).find((one) => fieldAround(one) === name);
  if (field) focusField(field);
  return field !== undefined;
}

const isBlank = (field: HTMLElement): boolean => {
  if (field instanceof HTMLInputElement && field.type === "radio") return rowAround(field)?.querySelector("input:checked") === null;
  return (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) && field.value === "";
};

/** The first field without an answer, else the first of all. */
export function focusFirstBlank(form: ParentNode): void {
  const fields = fieldsIn(form);
  const field = fields.find(isBlank) ?? fields[0] ?? stopsIn(form).find(({ dataset }) => dataset["tool"] === "verify") ?? stopsIn(form)[0];
  if (field) focusField(field);
}

/** Where the hand stops in a form that is only read: in each row the verification that is due, else the history, else the queries. */
const stopsIn = (form: ParentNode): readonly HTMLElement[] => [...form.querySelectorAll<HTMLElement>(".form-row")].flatMap((row) =>
  ["verify", "history", "query"].flatMap((tool) => row.querySelector<HTMLElement>(`[data-tool="${tool}"]:not([disabled])`) ?? []).slice(0, 1));

/** True where nothing can be typed. */
export const isOnlyRead = (form: ParentNode): boolean => fieldsIn(form).length === 0;

/** The first field whose value cannot be stored. */
export function focusFirstImpossible(form: ParentNode): void {
  const field = fieldsIn(form).find((one) => rowAround(one)?.querySelector(".form-message-hard"));
  if (field) focusField(field);
}

/** One field on or back from where the element stands, or one stop of a form that is only read; false at the end of the form. */
export function focusBeside(form: ParentNode, element: Element, step: 1 | -1): boolean {
  const fields = isOnlyRead(form) ? stopsIn(form) : fieldsIn(form);
  const name = fieldAround(element);
  const at = fields.findIndex((field) => fieldAround(field) === name);
  const field = name === null || at < 0 ? undefined : fields[at + step];
  if (field) focusField(field);
  return field !== undefined;
}

/** What somebody stored meanwhile, or the answer box of the question, under the field; else the next one below, and from there the next. False when nothing is asked. */
export function focusQuestion(form: HTMLElement, element: Element | null): boolean {
  const asked = [...form.querySelectorAll<HTMLElement>("[data-theirs], .form-message-soft :is(input, textarea, select):not([disabled])")];
  const row = asked.some((one) => one === element) ? null : rowAround(element);
  const box = asked.find((one) => row?.contains(one)) ?? asked.find((one) => element !== null && (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) ?? asked[0];
  box?.focus();
  return box !== undefined;
}
