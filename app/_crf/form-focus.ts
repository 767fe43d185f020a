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
  const field = fields.find(isBlank) ?? fields[0];
  if (field) focusField(field);
}

/** The first field whose value cannot be stored. */
export function focusFirstImpossible(form: ParentNode): void {
  const field = fieldsIn(form).find((one) => rowAround(one)?.querySelector(".form-message-hard"));
  if (field) focusField(field);
}

/** One field on or back from where the element stands; false at the end of the form. */
export function focusBeside(form: ParentNode, element: Element, step: 1 | -1): boolean {
  const fields = fieldsIn(form);
  const name = fieldAround(element);
  const at = fields.findIndex((field) => fieldAround(field) === name);
  const field = name === null || at < 0 ? undefined : fields[at + step];
  if (field) focusField(field);
  return field !== undefined;
}

/** The answer box of the question under the field, or of the next question below; false when nothing is asked. */
export function focusQuestion(form: HTMLElement, element: Element | null): boolean {
  const boxes = [...form.querySelectorAll<HTMLElement>(".form-message-soft :is(input, textarea, select):not([disabled])")];
  const row = rowAround(element);
  const box = boxes.find((one) => row?.contains(one)) ?? boxes.find((one) => row && row.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? boxes[0];
  box?.focus();
  return box !== undefined;
}
