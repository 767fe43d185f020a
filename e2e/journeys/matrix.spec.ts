import { expect, test, type Page } from "@playwright/test";
import { company, newPatient } from "../company";

const people = company("cora", "mona");

/** The matrix as soon as its keys are heard. */
async function openMatrix(page: Page, address = "/patients"): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => Object.keys(document.querySelector(".matrix") ?? {}).some((key) => key.startsWith("__react")));
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
const numbers = (page: Page) => page.locator(".matrix tbody th a").allTextContents();
const cellOf = (page: Page, patient: string, visit: string) => page.getByRole("gridcell").getByRole("link", { name: new RegExp(`^${patient} · ${visit}`) });

async function press(page: Page, ...keys: readonly string[]): Promise<string> {
  for (const key of keys) await page.keyboard.press(key);
  return focused(page);
}

test("the grid is one tab stop: arrows move, Home and End, digits jump to a patient, Enter opens, Escape comes back", async () => {
  const { cora } = people;
  await openMatrix(cora);
  await cora.getByLabel("Exposure", { exact: true }).focus();
  const first = (await numbers(cora))[0] ?? "";
  expect(await press(cora, "Tab")).toBe(first);
  expect(await press(cora, "ArrowRight")).toMatch(new RegExp(`^${first} · Screening, `));
  expect(await press(cora, "ArrowUp")).toMatch(/^Screening: sort or filter/);
  expect(await press(cora, "End")).toMatch(/^Logs: sort or filter/);
  expect(await press(cora, "ArrowDown")).toMatch(new RegExp(`^${first} · Logs, `));
  await press(cora, "Home");
  expect(await press(cora, "0", "1", "1")).toBe("101-011");
  expect(await press(cora, "ArrowRight", "ArrowRight")).toMatch(/^101-011 · Course 1: dosing, day 1 to 8, /);
  await press(cora, "Enter");
  const pop = cora.getByRole("dialog", { name: "101-011 · Course 1: dosing, day 1 to 8" });
  await expect(pop.getByRole("link", { name: "Cenersen infusion" })).toBeVisible();
  await press(cora, "Escape");
  await expect(pop).toBeHidden();
  await expect.poll(() => focused(cora)).toMatch(/^101-011 · Course 1/);
  expect(await press(cora, "Control+End")).toMatch(/^101-001 · Logs, /);
  expect(await cora.locator(".matrix [tabindex='0']").count()).toBe(1);
});

test("a cell opens the forms of its visit with the days planned and done and what is next; with Ctrl the casebook opens beside it", async () => {
  const { cora, mona } = people;
  await openMatrix(cora);
  await cellOf(cora, "101-019", "Day 14").click();
  const pop = cora.getByRole("dialog", { name: /^101-019 · Day 14/ });
  await expect(pop).toContainText(/done, 18.Sep to 19.Sep, in time/);
  await expect(pop).toContainText(/planned 18.Sep to 25.Sep/);
  await expect(pop.getByRole("link", { name: "Answer the query in Haematology" })).toBeVisible();
  await pop.getByRole("link", { name: "Haematology", exact: true }).click();
  await expect(cora.getByRole("heading", { level: 1 })).toContainText("Haematology");
  await openMatrix(cora);
  const [beside] = await Promise.all([cora.context().waitForEvent("page"), cellOf(cora, "101-019", "Day 14").click({ modifiers: ["Control"] })]);
  await expect(beside).toHaveURL(/\/patients\/101-019#D14$/);
  await beside.close();
  await openMatrix(mona, "/patients?number=101-019");
  await cellOf(mona, "101-019", "Day 28").click();
  await expect(mona.getByRole("dialog").getByRole("link", { name: /^Verify / })).toBeVisible();
});

test("the columns turn into the forms of one visit, and a cell leads to its form", async () => {
  const { cora } = people;
  await openMatrix(cora);
  await cora.getByRole("link", { name: "Forms of one visit" }).click();
  await cora.getByLabel("Visit whose forms are the columns").selectOption({ label: "Day 28 to 42" });
  await expect(cora.getByRole("columnheader", { name: /Bone marrow/ })).toBeVisible();
  await cora.getByRole("gridcell").getByRole("link", { name: /^101-019 · D28 Bone marrow/ }).click();
  await expect(cora.getByRole("heading", { level: 1 })).toHaveText(/101-019.*Bone marrow/);
});

test("filters under the heads and the order of a column act at once, stand in the address, and can be taken away", async () => {
  const { mona } = people;
  await openMatrix(mona);
  const all = (await numbers(mona)).length;
  await mona.getByLabel("Site", { exact: true }).selectOption("102");
  await mona.getByLabel("Arm", { exact: true }).selectOption("B");
  await expect.poll(async () => (await numbers(mona)).every((number) => number.startsWith("102-"))).toBe(true);
  await mona.getByRole("button", { name: "Sort by day on study" }).click();
  await expect(mona).toHaveURL(/site=102&arm=B&sort=day/);
  await expect(mona.getByRole("button", { name: "Sort by day on study, now ascending" })).toBeVisible();
  await mona.reload();
  const before = await numbers(mona);
  expect(before.length).toBeGreaterThan(3);
  await mona.goto(mona.url());
  expect(await numbers(mona)).toEqual(before);
  await mona.getByRole("button", { name: "Show all" }).first().click();
  await expect.poll(async () => (await numbers(mona)).length).toBe(all);
  await openMatrix(mona);
  await mona.getByRole("button", { name: /^Follow-up, month 3: sort or filter/ }).click();
  await mona.getByRole("dialog").getByRole("button", { name: /^Missing or overdue/ }).click();
  await expect(mona.getByRole("button", { name: "Follow-up, month 3: sort or filter, shows missing or overdue" })).toBeVisible();
  await expect.poll(async () => (await numbers(mona)).length).toBeLessThan(5);
  await mona.getByRole("textbox", { name: "Patient number" }).fill("999");
  await expect(mona.getByText("Nobody matches")).toBeVisible();
});

test("Ctrl K, a number and a form: three strokes of thought to the haematology of a patient, from any page", async () => {
  const { cora } = people;
  await cora.goto("/queries");
  const box = cora.getByRole("combobox", { name: "Patient number, form or page" });
  await expect(async () => { await cora.keyboard.press("Control+k"); await expect(box).toBeVisible({ timeout: 1000 }); }).toPass();
  await box.fill("101019 haem d28");
  await expect(cora.getByRole("dialog").getByRole("option").first()).toHaveText(/Haematology · D28/);
  await box.press("Enter");
  await expect(cora.getByRole("heading", { level: 1 })).toHaveText(/101-019.*Haematology/);
  await cora.keyboard.press("Control+k");
  await expect(box).toHaveValue("");
  await box.pressSequentially("new medication 101-19");
  await box.press("Enter");
  await expect(cora).toHaveURL(/\/patients\/101-019\/logs\/concomitant_medication$/);
  await cora.keyboard.press("Control+k");
  await expect(cora.getByRole("group", { name: "Opened lately" }).getByRole("option", { name: /101-019/ })).toBeVisible();
  await box.fill("102-001");
  await expect(cora.getByText("Nothing is called “102-001” here.")).toBeVisible();
});

test("a new patient's casebook says what comes first, leads to it, and keeps a part folded as it was left", async () => {
  const { cora } = people;
  const patient = await newPatient(cora);
  await expect(cora.getByText("Nothing is recorded yet.")).toBeVisible();
  await cora.getByRole("region", { name: "Visits" }).getByRole("link", { name: /^Enter / }).click();
  await expect(cora.getByRole("heading", { level: 1 })).toContainText(patient);
  await cora.goto("/patients/101-019");
  await expect(cora.getByRole("region", { name: "Course 1: doses" })).toBeHidden();
  await cora.getByText("planned and given, day by day").click();
  await expect(cora.getByRole("region", { name: "Course 1: doses" })).toBeVisible();
  await expect.poll(() => cora.evaluate(() => document.cookie)).toContain("ecrf-folds=doses");
  await cora.reload();
  await expect(cora.getByRole("region", { name: "Course 1: doses" })).toBeVisible();
});

test("the picture of a course tells each value to the keyboard and as a table", async () => {
  const { cora } = people;
  await cora.goto("/patients/101-019");
  const figure = cora.getByRole("group", { name: /Course 1 at a glance: arrow keys/ });
  await expect(async () => { await figure.press("Home"); await expect(cora.locator(".figure-tip")).toBeVisible({ timeout: 500 }); }).toPass();
  const said = cora.locator(".figure-reader [role=status]");
  const first = await said.textContent();
  await figure.press("ArrowRight");
  await expect(said).not.toHaveText(first ?? "");
  await figure.press("End");
  await expect(said).toHaveText(/D\d+, \d\d-[A-Z][a-z]{2}-\d{4}/);
  await cora.getByText("As a table", { exact: true }).click();
  await expect(cora.getByRole("table", { name: /as a table/ })).toContainText("ANC 3,096 /µL");
});

test("on a phone the matrix and the course scroll inside their frames with the names fixed, and the page does not scroll sideways", async ({ browser }) => {
  const { cora } = people;
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, storageState: await cora.context().storageState() });
  const page = await phone.newPage();
  for (const address of ["/patients", "/patients?visit=D28", "/patients/101-019"]) {
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(390);
  }
  const left = () => page.locator(".figure-pin").evaluate((pin) => Math.round(pin.getBoundingClientRect().left));
  const before = await left();
  await page.locator(".figure-wide").evaluate((figure) => { figure.scrollLeft = 400; });
  expect(Math.abs((await left()) - before)).toBeLessThanOrEqual(16);
  await phone.close();
});
