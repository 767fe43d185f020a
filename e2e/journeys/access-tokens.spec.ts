import { expect, test, type Page } from "@playwright/test";
import { PASSWORD } from "../cast";
import { company } from "../company";

const people = company("dana", "stan");
const name = `tables ${Date.now().toString(36)}`;

/** Makes a token on the page Account, and gives what is shown once. */
async function makeToken(page: Page): Promise<string> {
  await page.goto("/account");
  await page.getByRole("button", { name: "New token…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is it for?").fill(name);
  await dialog.getByRole("checkbox", { name: "All other files" }).check();
  await dialog.getByLabel("Ends after").selectOption("7");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = (await dialog.getByText(/^ecrf_/).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  return token;
}

/** The name of a cut that a program may ask for; makes one when there is none yet. */
async function aCut(page: Page): Promise<void> {
  await page.goto("/cuts");
  const manifest = page.getByRole("link", { name: "Manifest" }).first();
  if ((await manifest.count()) === 0) await page.getByRole("button", { name: "Make a cut" }).click();
  await expect(manifest).toBeAttached({ timeout: 60_000 });
}

test("a statistician makes a token, a program reads a cut with it, what it took is on record, and revoked it opens nothing", async ({ playwright, baseURL }) => {
  const { dana, stan } = people;
  await aCut(dana);
  const token = await makeToken(stan);
  const program = await playwright.request.newContext({ baseURL: baseURL ?? "", extraHTTPHeaders: { authorization: `Bearer ${token}` } });

  const { cuts: [cut] } = await (await program.get("/api/v1/cuts")).json() as { cuts: { name: string; url: string; contentHash: string }[] };
  const described = await (await program.get(cut?.url ?? "")).json() as { contentHash: string; files: { file: string; bytes: number; url: string }[] };
  expect(described.contentHash).toBe(cut?.contentHash);
  const file = described.files.find((each) => each.file === "patients.csv");
  const taken = await program.get(file?.url ?? "");
  expect([taken.status(), (await taken.body()).length]).toEqual([200, file?.bytes]);
  expect((await program.get(`${cut?.url}/formats/odm-1-3-2/snapshot.xml`)).status(), "a token that was not made for it").toBe(401);

  await stan.goto("/cuts");
  await expect(stan.locator("details").filter({ hasText: `by the token ${name}` }).first()).toBeAttached();
  await stan.goto("/account");
  const row = stan.getByRole("row", { name: new RegExp(name) }).first();
  await expect(row).not.toContainText("Never");
  await row.getByRole("button", { name: `Revoke the token ${name}` }).click();
  await stan.getByRole("dialog").getByLabel("Your password").fill(PASSWORD);
  await stan.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  expect((await program.get("/api/v1/cuts")).status()).toBe(401);
});
