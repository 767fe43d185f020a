import { expect, test, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { company } from "../company";

const people = company("ada");
const FIRST = "copper lantern widely asleep";
const SECOND = "seven quiet herons at noon";
const username = `nora${Date.now().toString(36)}`;
const fullName = `Nora Vale ${username.slice(4)}`;

/** The code that an authenticator app shows; the next one, where this half minute's was used already. */
const codeOf = (secret: string, ahead = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });

/** As somebody without a mouse does. */
async function signIn(page: Page, password: string, code?: string): Promise<void> {
  await page.goto("/sign-in");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(username);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  if (code === undefined) return;
  await expect(page.getByLabel("Code")).toBeFocused();
  await expect(page.getByLabel("Code")).toHaveAttribute("autocomplete", "one-time-code");
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}
const arrived = (page: Page) => expect(page.getByRole("button", { name: /Account of/ })).toBeVisible();
async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
}

test("from an invitation to a second factor, a recovery code, a new password and a closed account [R43 R79a R79c R79i R79k]", async ({ browser }) => {
  const { ada } = people;
  await ada.goto("/people");
  await ada.getByRole("button", { name: "Invite a person…" }).click();
  await ada.getByLabel("Full name").fill(fullName);
  await ada.getByLabel("Name to sign in with").fill(username);
  await ada.getByRole("button", { name: "Make the link" }).click();
  const link = await ada.getByRole("textbox", { name: "One-time link" }).inputValue();
  await ada.getByRole("button", { name: "Done" }).click();

  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  const choose = async (password: string) => {
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("The same again").fill(password);
    await page.getByRole("button", { name: "Set password and sign in" }).click();
  };
  await choose("nora vale 2026");
  await expect(page.locator("main").getByRole("alert")).toContainText("made of your name");
  await choose(FIRST);
  await arrived(page);

  await page.goto("/account");
  await page.getByRole("button", { name: "Set up a second factor" }).click();
  await page.getByLabel("Your password").fill(FIRST);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const secret = (await page.locator(".account-secret").innerText()).replaceAll(" ", "");
  await page.getByRole("textbox", { name: "Code" }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.locator(".account-codes li")).toHaveCount(10);
  const recovery = await page.locator(".account-codes li").first().innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("10 of 10 recovery codes are left.")).toBeVisible();
  await signOut(page);

  await signIn(page, FIRST, codeOf(secret, 1));
  await arrived(page);
  await signOut(page);
  await signIn(page, FIRST, recovery);
  await arrived(page);
  await page.goto("/account");
  await expect(page.getByText("9 of 10 recovery codes are left.")).toBeVisible();
  await expect(page.getByRole("table").getByText("Use a recovery code")).toBeVisible();

  await page.getByRole("button", { name: "Change password…" }).click();
  await page.getByLabel("Present password").fill(FIRST);
  await page.getByLabel("New password").fill(SECOND);
  await page.getByLabel("The same again").fill(SECOND);
  await page.getByRole("dialog").getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.reload();
  await arrived(page);

  await ada.goto("/people");
  await ada.getByRole("button", { name: `Close… ${fullName}` }).click();
  await ada.getByLabel("Reason").fill("End of the test");
  await ada.getByRole("dialog").getByRole("button", { name: "Close the account" }).click();
  await expect(ada.getByRole("dialog")).toBeHidden();
  await page.goto("/account");
  await page.waitForURL(/sign-in/);
  await signIn(page, SECOND);
  await expect(page.locator("main").getByRole("alert")).toContainText("do not belong together, or the account is closed for now");
  await page.context().close();
});

test("two minutes before a session ends for want of use the page says so, and a press keeps it [R79h A26]", async () => {
  const { ada } = people;
  await ada.clock.install();
  await ada.goto("/sessions");
  await expect(async () => { // the page counts from when its scripts run, which is later than when it has loaded
    await ada.keyboard.press("Control+k");
    await expect(ada.getByRole("dialog")).toBeVisible({ timeout: 500 });
  }).toPass();
  await ada.keyboard.press("Escape");
  await expect(ada.getByRole("dialog")).toBeHidden();
  await ada.clock.fastForward("27:30");
  await expect(ada.getByText("you are signed out")).toBeHidden();
  await ada.clock.fastForward("00:45");
  await expect(ada.getByText("in less than two minutes you are signed out")).toBeVisible();
  await ada.getByRole("button", { name: "Stay signed in" }).click();
  await expect(ada.getByText("you are signed out")).toBeHidden();
});
