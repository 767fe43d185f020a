import { expect, type Page } from "@playwright/test";
import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";

/** The keyboard, with every key counted: a chord is one, a letter is one. */
export interface Hands {
  readonly page: Page;
  keys: number;
}

export const handsOf = (page: Page): Hands => ({ page, keys: 0 });

export async function press(hands: Hands, key: string): Promise<void> {
  await hands.page.keyboard.press(key);
  hands.keys += 1;
}

export async function write(hands: Hands, text: string): Promise<void> {
  await hands.page.keyboard.type(text);
  hands.keys += [...text].length;
}

/** The field in which the hand is; null on a button, and where the focus is lost. */
export const fieldAtHand = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.closest(".form-row")?.id.slice("row-".length) ?? null);

/** True on the button to which Enter leads from the last field. */
export const isAtSave = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.matches("[data-save]") ?? false);

/** Waits until the page answers keys, and begins in its first blank field as a hand does: with Enter. */
export async function beginForm(hands: Hands): Promise<void> {
  await expect(hands.page.locator(".save-bar")).toBeVisible();
  await expect(async () => {
    await hands.page.keyboard.press("Enter");
    expect(await fieldAtHand(hands.page)).not.toBeNull();
  }).toPass();
  hands.keys += 1;
}

/** Walks a form from its first blank field to the Save button, or to the first field that is left out, and answers what it comes by; says which fields it answered, in their order. */
export async function walkForm(hands: Hands, form: Form, answer: (name: string, field: AnyField) => string | null): Promise<readonly string[]> {
  const met: string[] = [];
  while (!(await isAtSave(hands.page))) {
    const name = await fieldAtHand(hands.page);
    if (name === null || met.includes(name)) throw new Error(`The hand is lost in ${form.id} after ${met.join(", ")}: ${name ?? "no field"}`);
    const field = form.fields[name];
    const says = field ? answer(name, field) : null;
    if (!field || says === null) return met;
    met.push(name);
    await answerField(hands, name, field, says);
    await press(hands, "Enter");
  }
  return met;
}

/** One answer by keys: "=" takes what is proposed, an option goes by its digit, a unit by its letters where it is not the first, a term by its first letters. */
async function answerField(hands: Hands, name: string, field: AnyField, says: string): Promise<void> {
  if (says === "=") return press(hands, "=");
  if (field.kind === "choice") return press(hands, await digitOf(hands.page, name, field.options, says));
  if (field.kind === "quantity") {
    const [figure = "", ...unit] = says.split(" ");
    const isFirst = Object.values(field.units)[0]?.says === unit.join(" ");
    return write(hands, isFirst ? figure : `${figure}${onKeys(unit.join(" "))}`);
  }
  await write(hands, says);
  if (field.kind === "coded") await expect(hands.page.getByRole("option").first()).toBeVisible();
}

/** A unit as a keyboard has it. */
const onKeys = (unit: string): string => unit.replace("×", "x").replace("µ", "u").replace("⁹", "9").replace("³", "3").replaceAll(" ", "");

/** The digit that stands beside the option, or the code of a grade. */
async function digitOf(page: Page, name: string, options: Readonly<Record<string, string>>, says: string): Promise<string> {
  const row = page.locator(`#row-${name}`);
  if (await row.locator(".graded").count()) return (await row.locator(".graded label:not([data-lacking]) input").first().getAttribute("value")) ?? "";
  const at = Object.values(options).indexOf(says);
  const digit = await row.locator(".form-segments kbd, .form-digits kbd").nth(at).textContent();
  if (!digit) throw new Error(`No digit for ${says} in ${name}`);
  return digit;
}
