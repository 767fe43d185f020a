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
    await page.waitForLoadState("networkidle"); // a page that has just been drawn for the first time: before its scripts have run, none can keep what is typed
    for (const [field] of FIELDS) {
      await test.step(field, async () => {
        await type(page, { [field]: answers[field] ?? "" });
        page = await killTab(context, page, address, field);
        await cutNetwork(page, field);
        await endSession("cora");
        await press(page);
        await killServerWhileSaving(page, server);
        await expectSaved(page);
        await expectTyped(page, field);
      });
    }
    expect(await inTrail(entryIn(address))).toEqual(Object.fromEntries(FIELDS.map(([field]) => [field, 1])));
    await expectDrafts(page, 0);
    await context.close();
  });

  /** By itself, or where the server was away for longer than the page tries, by a press once it is back: the same request, never a second one. */
  const expectSaved = (page: Page) => expect(async () => {
    if (/not saved yet|Not known whether/.test(await state(page).innerText())) await press(page);
    await expect(state(page)).toContainText(/^Saved/, { timeout: 8000 });
  }).toPass({ timeout: 60_000 });

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

/** Each as the browser does it, with the fields that it is tried at: a refusal when the store is opened, or when something is written. */
const KEEPS_NOTHING: Readonly<Record<string, readonly [then: string, why: string, breakIt: () => void]>> = {
  wbc: ["platelets", "this browser does not allow it", () => { IDBFactory.prototype.open = () => { throw new DOMException("not allowed", "SecurityError"); }; }],
  haemoglobin: ["blastsPct", "its storage is full", () => { IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
};
test("a browser whose storage is forbidden, or full, is said to keep nothing; typing goes on, and the save works", async ({ browser }) => {
  const first = await arrive(browser, "cora");
  const address = await addressOfForm(first, await newPatient(first), "SCR", "Haematology");
  for (const [field, [then, why, breakIt]] of Object.entries(KEEPS_NOTHING)) {
    const page = await first.context().newPage();
    await page.addInitScript(breakIt);
    await page.goto(address);
    await type(page, { [field]: answers[field] ?? "" });
    await expect(state(page)).toContainText(`Not saved, and not kept on this device: ${why}. Save before you leave.`);
    await type(page, { [then]: answers[then] ?? "" });
    await save(page);
    await expectTyped(page, field);
    await page.close();
  }
  await first.context().close();
});

const leftOver = (page: Page) => page.locator(".left-over");
/** The page looks at the server again, as after any act on it. */
const lookAgain = (page: Page) => page.evaluate(() => (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh());

test("a casebook that is frozen while somebody types: said, kept beside the form, and back in its fields when it is open again [R47]", async ({ browser }) => {
  const [cora, dana] = [await arrive(browser, "cora"), await arrive(browser, "dana")];
  const patient = await newPatient(cora);
  await cora.goto(await addressOfForm(cora, patient, "SCR", "Haematology"));
  await type(cora, { haemoglobin: "9.2 g/dL" });
  await save(cora);
  await type(cora, { platelets: "41 ×10⁹/L" });
  const log = await cora.context().newPage();
  await log.goto(`/patients/${patient}/logs/concomitant_medication`);
  await log.locator("#medication").fill("Paracetamol");
  await expect(state(log)).toContainText("Kept on this device");

  await dana.goto(`/lock?patient=${patient}`);
  const freeze = dana.getByRole("button", { name: `Freeze patient ${patient}…` });
  const why = dana.getByRole("dialog").getByLabel("Reason");
  await freeze.click();
  await why.fill("looking at the counts");
  await expectDrafts(dana, 1);
  await why.press("Escape");
  await freeze.click();
  await expect(why, "kept under Escape").toHaveValue("looking at the counts");
  await dana.reload();
  await freeze.click();
  await expect(why, "kept over the left page").toHaveValue("looking at the counts");
  await dana.getByRole("dialog").getByRole("button", { name: /^Freeze/ }).click();
  await expect(dana.getByRole("dialog")).toBeHidden();
  await expectDrafts(dana, 0);

  await test.step("the save says it, the fields show what is stored, and what was typed stands beside them under the hand", async () => {
    await press(cora);
    for (const words of ["The form was frozen before this was saved. Ask data management to open it", "Platelets: 41 ×10⁹/L"]) await expect(leftOver(cora)).toContainText(words);
    await expect(leftOver(cora)).toBeFocused();
    await expect(cora.getByText("This record is frozen.")).toBeVisible();
    await expect(cora.locator("#platelets")).toHaveValue("");
    await expect(cora.locator("#haemoglobin")).toHaveValue("9.2");
    await press(log);
    for (const words of ["No rows are added here now", "Paracetamol"]) await expect(leftOver(log)).toContainText(words);
    await cora.reload();
    await expect(leftOver(cora)).toContainText("Platelets: 41 ×10⁹/L");
  });
  await test.step("unfrozen, both go on where they were, the page that stayed open too", async () => {
    await dana.reload();
    await dana.getByRole("button", { name: /^Unfreeze…/ }).click();
    await dana.getByRole("dialog").getByLabel("Who asked for it, and why").fill("looked at");
    await dana.getByRole("dialog").getByRole("button", { name: "Unfreeze" }).click();
    await expect(dana.getByRole("dialog")).toBeHidden();
    await lookAgain(cora);
    await expect(cora.locator("#platelets")).toHaveValue("41");
    await expect(leftOver(cora)).toHaveCount(0);
    await save(cora);
    await log.reload();
    await expect(log.locator("#medication")).toHaveValue("Paracetamol");
    await save(log);
  });
  await test.step("a row that somebody removes meanwhile says where to type it instead", async () => {
    await log.reload();
    await log.getByRole("region", { name: "Recorded rows" }).getByRole("link", { name: "1" }).click();
    await log.waitForURL("**/entries/*");
    await type(log, { doseValue: "500" });
    const beside = await cora.context().newPage();
    const why = beside.getByRole("dialog").getByLabel("Reason, kept in the trail");
    const ask = () => expect(async () => { await beside.getByRole("button", { name: "Remove row…" }).click(); await expect(why).toBeVisible({ timeout: 3_000 }); }).toPass();
    await beside.goto(log.url());
    await ask();
    await why.fill("another patient's");
    await expectDrafts(beside, 2);
    await beside.reload();
    await ask();
    await expect(why, "kept over the closed page").toHaveValue("another patient's");
    await why.press("Enter");
    await expect(beside.getByText("This row was removed.")).toBeVisible();
    await press(log);
    for (const words of ["The row was removed (another patient's)", "type it in a new row", "500"]) await expect(leftOver(log)).toContainText(words);
  });
  await Promise.all([cora.context().close(), dana.context().close()]);
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

/** A day, a term of the dictionary, its grade, an option of a list and one of two side by side, by keys. */
async function typeEvent(page: Page, { day, term, digit }: { readonly day: string; readonly term: string; readonly digit: string }): Promise<void> {
  await page.locator("#ctcaeTerm").fill(term);
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await rowOf(page, "grade").locator(`input[value="${digit}"]`).focus();
  await page.keyboard.press(digit);
  await page.locator("#startDate").fill(day);
  for (const field of ["outcome", "serious"]) {
    await page.locator(`#${field}`).focus();
    await page.keyboard.press(digit);
  }
}

test("what both typed is shown and asked for, with who stored it and when: dates, figures with and without unit, a reason why there is none [R49 F07]", async ({ browser }) => {
  const [cora, ines] = [await arrive(browser, "cora"), await arrive(browser, "ines")];
  const patient = await newPatient(cora);
  const address = await addressOfForm(cora, patient, "SCR", "Haematology");
  await Promise.all([cora.goto(address), ines.goto(address)]);
  await type(cora, { sampleDate: "2jun25", wbc: "3.1 ×10⁹/L", blastsPct: "5" });
  await rowOf(cora, "platelets").locator("[data-missing]").first().click();
  await save(cora);
  await type(ines, { sampleDate: "3jun25", wbc: "2.9 ×10⁹/L", blastsPct: "12", platelets: "41 ×10⁹/L" });
  await press(ines);
  for (const [field, theirs] of Object.entries({ sampleDate: "02-Jun-2025", wbc: "3.1 ×10⁹/L", blastsPct: "5", platelets: "not done" })) {
    await expect(rowOf(ines, field).getByRole("alert").first()).toContainText(`Cora Whitfield stored ${theirs}`);
  }

  await test.step("terms, grades, options and partial dates too; by keys some are taken and the others replaced", async () => {
    const log = `/patients/${patient}/logs/adverse_event`;
    await cora.goto(log);
    await cora.locator("#term").fill("sick");
    await save(cora);
    await cora.getByRole("region", { name: "Recorded rows" }).getByRole("link", { name: "1" }).click();
    await cora.waitForURL("**/entries/*");
    await ines.goto(cora.url());
    await typeEvent(cora, { day: "un mar 2025", term: "Nausea", digit: "1" });
    await save(cora);
    await typeEvent(ines, { day: "5apr25", term: "Vomiting", digit: "2" });
    await press(ines);
    const theirs = { ctcaeTerm: "Nausea", grade: "1, mild", startDate: "??-Mar-2025", outcome: "Recovered", serious: "Yes" };
    for (const [field, stored] of Object.entries(theirs)) await expect(rowOf(ines, field).getByRole("alert").first()).toContainText(`Cora Whitfield stored ${stored}`);
    for (const field of ["ctcaeTerm", "startDate"]) { // from the term on: each Alt W is the next one that asks
      await ines.locator("#ctcaeTerm").focus();
      while (!(await rowOf(ines, field).locator("[data-theirs]").evaluate((button) => button === document.activeElement))) await ines.keyboard.press("Alt+w");
      await ines.keyboard.press("Enter");
      await expect(rowOf(ines, field).getByRole("alert")).toHaveCount(0);
    }
    await press(ines);
    const changes = ines.getByRole("dialog").getByRole("row");
    await expect(changes).toContainText(["Value", /grade.*1, mild.*2, moderate/, /Outcome.*Recovered.*Recovering/, /Serious.*Yes.*No/]);
    await ines.keyboard.press("1");
    await ines.keyboard.press("Enter");
    await expect(state(ines)).toContainText(/^Saved/);
    await cora.reload();
    await expect(cora.locator("#ctcaeTerm")).toHaveValue("Nausea");
    await expect(cora.locator("#startDate")).toHaveValue("??-Mar-2025");
    await expect(cora.locator("#outcome")).toHaveValue("recovering");
    await expect(rowOf(cora, "serious").getByRole("radio", { name: "No" })).toBeChecked();
  });
  await Promise.all([cora.context().close(), ines.context().close()]);
});
