import { expect, test, type Browser, type Page } from "@playwright/test";
import { PASSWORD, type Persona } from "./cast";
import { waitUntilItListens } from "./listening";

/** The people of a file: each signs in once, before its first test. */
export function company<Name extends Persona>(...names: readonly Name[]): Readonly<Record<Name, Page>> {
  const pages = {} as Record<Name, Page>;
  test.beforeAll(async ({ browser }) => { for (const name of names) pages[name] = await enter(browser, name); });
  test.afterAll(async () => { for (const name of names) await pages[name].context().close(); });
  return pages;
}

/** A computer of one's own, signed in past the page, which has tests of its own. */
async function enter(browser: Browser, username: Persona): Promise<Page> {
  const context = await browser.newContext();
  waitUntilItListens(context);
  const form = await context.request.get("/api/auth/csrf");
  const { csrfToken } = (await form.json()) as { csrfToken: string };
  const answer = await context.request.post("/api/auth/callback/credentials", { headers: { origin: new URL(form.url()).origin }, form: { username, password: PASSWORD, csrfToken, json: "true" } });
  expect(answer.ok(), `${username} signs in`).toBe(true);
  return context.newPage();
}

/** What the browser of a person sends along: for calls that pass the pages by. */
export const cookieOf = async (page: Page): Promise<string> => (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

/** A patient of the person's own site in screening, with nothing recorded: tests that write do so here. Returns the number. */
export async function newPatient(page: Page): Promise<string> {
  await page.goto("/patients");
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByRole("button", { name: /Add to site/ }).click();
  await page.waitForURL(/\/patients\/\d{3}-\d{3}$/);
  return new URL(page.url()).pathname.split("/").pop() ?? "";
}

/** The address of a form of a visit. */
export async function addressOfForm(page: Page, patient: string, visit: string, title: string): Promise<string> {
  await page.goto(`/patients/${patient}`);
  const href = await page.locator(`#${visit}`).getByRole("link", { name: title }).first().getAttribute("href");
  if (!href) throw new Error(`No form ${title} in visit ${visit} of ${patient}`);
  return href.split("#")[0] ?? href;
}

/** Says what a role finds where it may not go, and what everybody finds where nothing is. */
export async function expectNothingThere(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This does not exist, or you may not see it.");
}
