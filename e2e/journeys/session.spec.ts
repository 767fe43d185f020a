import { expect, test, type Page } from "@playwright/test";
import { asAdministrator, writesOf } from "../administrator";
import { arrive, PASSWORD, save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";
import { draftsOn, expectDrafts } from "../drafts";

const people = company("cora", "ada");

/** A new patient's form with one value typed and not saved. */
async function typing(page: Page): Promise<string> {
  const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
  await page.goto(address);
  await type(page, { sampleDate: "2jun25", platelets: "41 ×10⁹/L" });
  return address;
}
const entryIn = (address: string) => address.split("/").pop() ?? "";
const saveButton = (page: Page) => page.getByRole("button", { name: /^Save/ }).first();

async function signInAgain(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Name").fill("cora");
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Sign in and save" }).click();
}

async function expectStored(page: Page, address: string, platelets: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("#platelets")).toHaveValue(platelets);
}

test("a session that the administrator ended keeps the typing, and saves after signing in again in place [R79h A26]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const address = await typing(page);
  await people.ada.goto("/sessions");
  await people.ada.getByRole("button", { name: "End a session of Cora Whitfield" }).first().click(); // newest first: this one
  await expect(async () => expect((await page.request.get("/patients", { maxRedirects: 0 })).status()).toBe(307)).toPass();

  await saveButton(page).click();
  await signInAgain(page, "not my password");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("do not belong together");
  await expect(page.locator("#platelets")).toHaveValue("41");
  await signInAgain(page, PASSWORD);
  await expect(page.locator(".save-bar-state")).toContainText("Saved");
  await expectStored(page, address, "41");
  await page.context().close();
});

test("half an hour without use ends a session, and the typing is saved all the same [R79h A26]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const address = await typing(page);
  await asAdministrator((database) => database.query(
    "UPDATE auth.session SET idle_expires_at = now() - interval '1 second' WHERE id = (SELECT s.id FROM auth.session s JOIN auth.account a ON a.id = s.account_id WHERE a.username = 'cora' ORDER BY s.created_at DESC LIMIT 1)"));
  await saveButton(page).click();
  await signInAgain(page, PASSWORD);
  await expect(page.locator(".save-bar-state")).toContainText("Saved");
  await expectStored(page, address, "41");
  await page.context().close();
});

test("a copied cookie is worth nothing once its owner has signed out [A20 R79i]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  await page.context().addCookies(cookies);
  await page.goto("/patients");
  await expect(page).toHaveURL(/sign-in/);
  await page.context().close();
});

test("a cut line keeps the typing, and the same save goes through when the line is back [F08]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  await cora.context().setOffline(true);
  await saveButton(cora).click();
  await expect(cora.locator(".save-bar-state")).toContainText("Not known whether this was saved: the server could not be reached. Everything you typed is still here.");
  await expect(cora.locator("#platelets")).toHaveValue("41");
  await cora.context().setOffline(false);
  await save(cora);
  await expectStored(cora, address, "41");
});

test("a save whose answer was lost on the way is carried out once, however often it is sent [R52 F08]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  const before = await writesOf(entryIn(address));
  await cora.route(`**${address}`, async (route) => { await route.fetch(); await route.abort(); }, { times: 1 });
  await saveButton(cora).click();
  await expect(cora.locator(".save-bar-state")).toContainText("Checking whether this was saved");
  expect(await writesOf(entryIn(address))).toBe(before + 1);
  await expect(cora.locator(".save-bar-state")).toContainText(/^Saved/);
  expect(await writesOf(entryIn(address))).toBe(before + 1);
  await expectStored(cora, address, "41");
});

test("a double click saves once [F08 R52]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  const before = await writesOf(entryIn(address));
  await saveButton(cora).dblclick();
  await expect(cora.locator(".save-bar-state")).toContainText("Saved");
  await expectStored(cora, address, "41");
  expect(await writesOf(entryIn(address))).toBe(before + 1);
});

test("leaving a form with unsaved typing asks first", async () => {
  const { cora } = people;
  await typing(cora);
  const asked = cora.waitForEvent("dialog");
  const leaving = cora.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;
  await expect(cora.locator("#platelets")).toHaveValue("41");
});

test("a closed tab loses nothing: what was typed stands there again, not yet saved, and saves [F08]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const address = await typing(page);
  await expectDrafts(page, 1);
  const kept = JSON.stringify(await draftsOn(page));
  expect(kept, "sealed").not.toMatch(/platelets|sampleDate|2jun25/);
  await page.close();

  const again = await page.context().newPage();
  await again.goto(address);
  await expect(again.locator("#platelets")).toHaveValue("41");
  await expect(again.locator(".save-bar-state")).toContainText("Kept on this device, not saved yet");
  await save(again);
  await expectDrafts(again, 0);
  await expectStored(again, address, "41");
  await again.context().close();
});

test("after signing out nothing that was typed stays on the device [R85]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  await typing(page);
  await expectDrafts(page, 1);
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "What you typed in one place is not saved." })).toBeVisible();
  await page.getByRole("button", { name: "Sign out and discard it" }).click();
  await page.waitForURL(/sign-in/);
  expect(await draftsOn(page)).toEqual([]);
  await page.context().close();
});
