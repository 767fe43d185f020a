import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import { waitUntilItListens } from "./listening";

/** The password of every account of the demonstration. */
export const PASSWORD = "demonstration only";

export type Persona = "cora" | "ines" | "mona" | "dana" | "stan" | "ada" | "ingo" | "carl" | "ivan";

/** Each person has a browser context, that is a computer, of their own. */
export async function arrive(browser: Browser, username: Persona): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, username);
  return page;
}

export async function signIn(page: Page, username: Persona): Promise<void> {
  waitUntilItListens(page.context());
  await page.goto("/sign-in");
  await page.getByLabel("Name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
}

/** Gives the proof that an open signing dialog asks for: at the first signature of a session the name too. Signs with the button. */
export async function sign(page: Page, username: Persona, button: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  if (await dialog.getByLabel("Your user name").count()) await dialog.getByLabel("Your user name").fill(username);
  await dialog.getByRole("button", { name: button }).click();
}

export const rowOf = (page: Page, field: string): Locator => page.locator(`#row-${field}`);

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Types answers as a hand does: text and dates as typed, an option by its words, a quantity as "82 ×10⁹/L". */
export async function type(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, answer] of Object.entries(answers)) {
    const row = rowOf(page, field);
    if (await row.getByRole("radio").count()) await row.locator(".segments label").filter({ hasText: new RegExp(`^\\d${literal(answer)}$`) }).click();
    else if (await row.locator(`select#${field}`).count()) await row.locator(`select#${field}`).selectOption({ label: answer });
    else if (await row.locator("select").count()) {
      const [number, ...unit] = answer.split(" ");
      await row.locator("input").first().fill(number ?? "");
      await row.locator("select").first().selectOption({ label: unit.join(" ") });
    } else await row.locator("input, textarea").first().fill(answer);
  }
}

/** Saves and waits until the screen says that it is in the database. */
export async function save(page: Page, reason?: string): Promise<void> {
  await page.getByRole("button", { name: /^Save/ }).first().click();
  if (reason) {
    await page.getByRole("dialog").getByLabel("In words").fill(reason);
    await page.getByRole("dialog").getByRole("button", { name: "Save with this reason" }).click();
  }
  await expect(page.locator(".save-bar-state")).toContainText(/Saved|saved$/);
}

/** Types one row of a log that is open, saves it and waits until it stands among the recorded ones; a log of one row then has no form to type in any more. Without a button, typing the row saves it too. */
export async function saveRow(page: Page, typeRow: () => Promise<unknown>, button: RegExp | null = /^Save/): Promise<void> {
  const rows = page.getByRole("region", { name: "Recorded rows" }).locator("tbody tr");
  const before = await rows.count();
  await typeRow();
  if (button) await page.getByRole("button", { name: button }).first().click();
  await expect(rows).toHaveCount(before + 1);
}

/** Opens a form of a visit from the casebook, by its title. */
export async function openForm(page: Page, patient: string, visit: string, title: string): Promise<void> {
  await page.goto(`/patients/${patient}`);
  await page.locator(`#${visit}`).getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
}
