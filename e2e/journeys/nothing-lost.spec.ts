import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, expect, test, type BrowserContext, type Page } from "@playwright/test";
import type { AnyField } from "@/lib/crf/any-field";
import { formById } from "@/lib/study/study";
import { asAdministrator } from "../administrator";
import { arrive, PASSWORD, rowOf, save, signIn, type } from "../cast";
import { addressOfForm, newPatient } from "../company";
import { draftsOn, expectDrafts } from "../drafts";
import { openOwnServer, type OwnServer } from "../own-server";
import { typedAnswer } from "../typed-answer";

const FIELDS = Object.entries(formById("haematology")?.fields ?? {}) as [string, AnyField][];
const DAY = "2025-06-02";
const answers = Object.fromEntries(FIELDS.map(([name, field]) => [name, typedAnswer(field, DAY)]));

const state = (page: Page) => page.locator(".save-bar-state");
const entryIn = (address: string) => address.split("/").pop() ?? "";
const press = (page: Page) => page.keyboard.press("Alt+s");
/** As typed, of a quantity its number; a date that was saved in its stored spelling. */
const expectTyped = (page: Page, field: string) => expect(page.locator(`#${field}`)).toHaveValue(field === "sampleDate" ? /^(2jun25|02-Jun-2025)$/ : (answers[field] ?? "").split(" ")[0] ?? "");

/** How often the trail has each field of the form. */
const inTrail = (entryId: string) => asAdministrator(async (database) => Object.fromEntries((await database.query(
  "SELECT substr(c.key, 9) AS field, count(*)::int AS n FROM audit.event e JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c WHERE e.row_id = $1 AND c.key LIKE 'answers.%' GROUP BY 1", [entryId])).rows.map(({ field, n }) => [field, n])));

const endSession = (username: string) => asAdministrator((database) => database.query(
  "UPDATE auth.session SET revoked_at = now() WHERE revoked_at IS NULL AND id = (SELECT s.id FROM auth.session s JOIN auth.account a ON a.id = s.account_id WHERE a.username = $1 ORDER BY s.created_at DESC LIMIT 1)", [username]));

async function signInAgain(page: Page, username: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Name").fill(username);
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in and save" }).click();
}

test.describe("at every field in turn", () => {
  let server: OwnServer;
  test.beforeAll(async () => { server = await openOwnServer(); await server.start(); });
  test.afterAll(() => server.kill());

  test("tab, network, session and server are killed, nothing is typed twice, and the trail has each value once [F08 R52]", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.address });
    let page = await context.newPage();
    await signIn(page, "cora");
    const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
    await page.goto(address);
    for (const [field] of FIELDS) {
      await test.step(field, async () => {
        await type(page, { [field]: answers[field] ?? "" });
        page = await killTab(context, page, address, field);
        await cutNetwork(page, field);
        await endSession("cora");
        await press(page);
        await killServerWhileSaving(page, server);
        await expect(state(page)).toContainText(/^Saved/, { timeout: 30_000 });
        await expectTyped(page, field);
      });
    }
    expect(await inTrail(entryIn(address))).toEqual(Object.fromEntries(FIELDS.map(([field]) => [field, 1])));
    await expectDrafts(page, 0);
    await context.close();
  });

  /** The renderer is gone between two keystrokes: no farewell, no pause after the last one. */
  async function killTab(context: BrowserContext, page: Page, address: string, field: string): Promise<Page> {
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(address);
    await expectTyped(again, field);
    await expect(state(again)).toContainText("Kept on this device, not saved yet");
    return again;
  }

  async function cutNetwork(page: Page, field: string): Promise<void> {
    await page.context().setOffline(true);
    await expect(state(page)).toContainText(/No connection since .* Typing goes on and is kept on this device/);
    await press(page);
    await expect(state(page)).toContainText("Not known whether this was saved");
    await expectTyped(page, field);
    await page.context().setOffline(false);
    await expect(state(page)).toContainText(/The connection is back since .* Nothing was sent by itself/);
  }

  /** Signing in again lets the save go; the server dies while it is on its way, and comes back. */
  async function killServerWhileSaving(page: Page, killed: OwnServer): Promise<void> {
    const sent = page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined);
    await signInAgain(page, "cora");
    await sent;
    await killed.kill();
    await killed.start();
  }
});

test("a killed browser gives back what was typed a moment before, to the letter [F08]", async ({ baseURL }) => {
  const profile = mkdtempSync(path.join(tmpdir(), "ecrf-profile-"));
  const open = () => chromium.launchPersistentContext(profile, { ...test.info().project.use.launchOptions, baseURL: baseURL ?? "" });
  let context = await open();
  try {
    const page = await context.newPage();
    await signIn(page, "cora");
    const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
    await page.goto(address);
    await type(page, { sampleDate: "2jun25" });
    await page.locator("#platelets").pressSequentially("412");
    await expect(state(page)).toContainText("Kept on this device");
    const cookies = await context.cookies(); // the browser writes cookies now and then; the session itself is not what is lost here
    const gone = context.waitForEvent("close");
    const own = execFileSync("pgrep", ["-f", `user-data-dir=${profile}`], { encoding: "utf8" }).trim().split("\n").map(Number);
    own.forEach((pid) => { try { process.kill(pid, "SIGKILL"); } catch { /* it ended with its parent */ } });
    await gone;

    context = await open();
    await context.addCookies(cookies);
    const again = await context.newPage();
    await again.goto(address);
    await expect(again.locator("#platelets")).toHaveValue("412");
    await expect(again.locator("#sampleDate")).toHaveValue(/2jun25|02-Jun-2025/);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("a new session keeps what an older one typed elsewhere, and another person neither sees it nor saves it [R79h]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
  await page.goto(address);
  await type(page, { platelets: "41 ×10⁹/L" });
  await expectDrafts(page, 1);
  await endSession("cora");
  await press(page);
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Name").fill("ines");
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in and save" }).click();
  await expect(page.getByRole("heading", { name: /has signed in in this browser/ })).toBeVisible();
  await expect(page.locator("#platelets")).toBeHidden();
  expect(await inTrail(entryIn(address))).toEqual({});

  const beside = await page.context().newPage();
  await beside.goto(address);
  await expect(beside.locator("#platelets")).toHaveValue("");
  await beside.close();

  await page.getByLabel("Name").fill("cora");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in and go on" }).click();
  await expect(page.locator("#platelets")).toBeVisible();
  await expect(page.locator("#platelets")).toHaveValue("41");
  await page.close();
  await page.context().newPage().then(async (again) => {
    await again.goto(address);
    await expect(again.locator("#platelets"), "sealed under the new session's key").toHaveValue("41");
    await save(again);
    await expectDrafts(again, 0);
  });
  await page.context().close();
});

test("two tabs on one form each keep their own, and both come back; what signing out in one takes, it takes in both [F07 F08]", async ({ browser }) => {
  const one = await arrive(browser, "cora");
  const address = await addressOfForm(one, await newPatient(one), "SCR", "Haematology");
  await one.goto(address);
  await type(one, { platelets: "41 ×10⁹/L" });
  await expectDrafts(one, 1);
  const two = await one.context().newPage();
  await two.goto(address);
  await expect(state(two)).toContainText("another tab has typing of yours in this form");
  await type(two, { haemoglobin: "9.2 g/dL" });
  await expectDrafts(two, 2);
  await one.close();
  await two.close();

  const again = await two.context().newPage();
  await again.goto(address);
  await expect(again.locator("#platelets")).toHaveValue("41");
  await expect(again.locator("#haemoglobin")).toHaveValue("9.2");
  const other = await again.context().newPage();
  await other.goto("/patients");
  await other.getByRole("button", { name: /Account of/ }).click();
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.getByRole("button", { name: "Sign out and discard it" }).click();
  await Promise.all([other.waitForURL(/sign-in/), again.waitForURL(/sign-in/)]);
  expect(await draftsOn(other)).toEqual([]);
  await again.context().close();
});

test("a browser that keeps nothing is said to keep nothing", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
  await page.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("not allowed", "SecurityError"); }; });
  await page.goto(address);
  await type(page, { platelets: "41 ×10⁹/L" });
  await expect(state(page)).toContainText("Not saved, and not kept on this device: this browser does not allow it. Save before you leave.");
  await save(page);
  await page.context().close();
});

test("what is typed and chosen before the scripts of a page have come is kept like the rest [R52]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const number = await newPatient(page);
  let letThrough = () => {};
  const held = new Promise<void>((done) => { letThrough = done; });
  await page.route("**/_next/static/**/*.js", async (route) => { await held; await route.continue(); });
  await page.goto(`/patients/${number}/logs/concomitant_medication`, { waitUntil: "commit" });
  await page.locator("#medication").fill("Paracetamol");
  await page.locator("#route").selectOption("oral");
  await rowOf(page, "ongoing").locator(".segments label").filter({ hasText: "Yes" }).click();
  letThrough();
  await expect(state(page)).toContainText(/not saved yet/i);
  await type(page, { doseValue: "500" });
  await expect(page.locator("#medication")).toHaveValue("Paracetamol");
  await expect(page.locator("#route")).toHaveValue("oral");
  await expect(rowOf(page, "ongoing").getByRole("radio", { name: "Yes" })).toBeChecked();
  await save(page);
  await expect(page.getByRole("region", { name: "Recorded rows" }).locator("tbody tr")).toContainText(["Paracetamol"]);
  await page.context().close();
});

test("a new row is one row, also when the tab dies while it is being saved [F08 R52]", async ({ browser }) => {
  const page = await arrive(browser, "cora");
  const log = `/patients/${await newPatient(page)}/logs/concomitant_medication`;
  await page.goto(log);
  const first = Object.keys(formById("concomitant_medication")?.fields ?? {})[0] ?? "";
  await page.locator(`#${first}`).fill("Paracetamol");
  await expectDrafts(page, 1);
  await page.route(`**${log}`, async (route) => { if (route.request().method() !== "POST") return route.continue(); await route.fetch(); await route.abort(); });
  await press(page);
  await expect(state(page)).toContainText("Checking whether this was saved");
  await page.close();

  const again = await page.context().newPage();
  await again.goto(log);
  await expect(again.getByRole("region", { name: "Recorded rows" }).locator("tbody tr")).toHaveCount(1);
  await expect(state(again)).toContainText("Nothing waits to be saved");
  await expectDrafts(again, 0);
  await again.context().close();
});

test("what both typed is shown and asked for, with who stored it and when: dates, figures with and without unit, a reason why there is none [R49 F07]", async ({ browser }) => {
  const [cora, ines] = [await arrive(browser, "cora"), await arrive(browser, "ines")];
  const address = await addressOfForm(cora, await newPatient(cora), "SCR", "Haematology");
  await Promise.all([cora.goto(address), ines.goto(address)]);
  await type(cora, { sampleDate: "2jun25", wbc: "3.1 ×10⁹/L", blastsPct: "5" });
  await rowOf(cora, "platelets").locator("[data-missing]").first().click();
  await save(cora);
  await type(ines, { sampleDate: "3jun25", wbc: "2.9 ×10⁹/L", blastsPct: "12", platelets: "41 ×10⁹/L" });
  await press(ines);
  for (const [field, theirs] of Object.entries({ sampleDate: "02-Jun-2025", wbc: "3.1 ×10⁹/L", blastsPct: "5", platelets: "not done" })) {
    await expect(rowOf(ines, field).getByRole("alert").first()).toContainText(`Cora Whitfield stored ${theirs}`);
  }
  await Promise.all([cora.context().close(), ines.context().close()]);
});
