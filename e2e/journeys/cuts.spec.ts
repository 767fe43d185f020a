import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, type Download, type Page } from "@playwright/test";
import { arrive, openForm, rowOf, save } from "../cast";

const PATIENT = "101-006"; // randomised, and nobody else's journey changes its screening
const WRITING = 120_000; // a format is written beside other work

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function makeCut(page: Page): Promise<string> {
  const name = `journey ${randomUUID().slice(0, 8)}`;
  await page.goto("/cuts");
  await page.getByLabel("Name of the cut").fill(name);
  await page.getByRole("button", { name: "Make a cut" }).click();
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible({ timeout: WRITING });
  return name;
}

test("a format of a cut is asked for, watched until it is offered, has the hash that the page states, and who took it is listed", async ({ browser }) => {
  const dana = await arrive(browser, "dana");
  const name = await makeCut(dana);
  const row = dana.getByRole("list", { name: `Formats of ${name}` }).getByRole("listitem").filter({ hasText: "ODM-XML 1.3.2" });
  await row.getByRole("button", { name: /^Write: / }).click();
  await expect(row.getByRole("status")).toContainText(/Waiting to be written|patient \d+ of \d+/);
  const offered = row.getByRole("link", { name: /^Download .* of / });
  await expect(offered).toBeVisible({ timeout: WRITING });
  await expect(row.getByRole("status")).toHaveCount(0);

  await row.getByText("SHA-256").first().click();
  const link = row.locator(".format-files a").first();
  const file = await link.innerText();
  const stated = await row.locator(".format-files li").filter({ has: dana.getByRole("link", { name: file, exact: true }) }).locator(".cut-hash").innerText();
  const [download] = await Promise.all([dana.waitForEvent("download"), link.click()]);
  expect(sha256(await bytesOf(download))).toBe(stated);

  await dana.reload();
  const taken = dana.locator("details").filter({ has: dana.getByRole("table", { name: `Who took files of ${name}`, includeHidden: true }) });
  await taken.locator("summary").click();
  await expect(taken.getByRole("row").filter({ hasText: file }).first()).toContainText("Dana");
});

test("the newest cut stands open; an earlier one is a line that says what became of it, opens by keyboard and by its address, and has all that the newest has", async ({ browser }) => {
  const dana = await arrive(browser, "dana");
  const earlier = await makeCut(dana);
  const newest = await makeCut(dana);
  const formats = dana.getByRole("list", { name: `Formats of ${earlier}` });
  const line = dana.locator("details.cut-earlier").filter({ has: dana.getByRole("heading", { name: earlier, exact: true }) });
  await expect(dana.getByRole("list", { name: `Formats of ${newest}` })).toBeVisible();
  await dana.reload();
  await expect(formats).toBeHidden();
  await expect(line.locator("> summary")).toContainText("Dana");
  await line.locator("> summary").focus();
  await dana.keyboard.press("Enter");
  await expect(formats.getByRole("listitem").first()).toBeVisible();
  await expect(line.getByText("Content hash (SHA-256)")).toBeVisible();
  await expect(line.getByRole("link", { name: `All files of ${earlier}, one archive` })).toBeVisible();
  const id = await line.getAttribute("id");
  await dana.goto("/patients");
  await dana.goto(`/cuts#${id}`);
  await expect(formats).toBeVisible();
  await expect(line.locator("> summary")).toBeFocused();
});

test("two cuts with a correction between them differ in that value of that patient, on the page and in the CSV", async ({ browser }) => {
  const [dana, cora] = await Promise.all([arrive(browser, "dana"), arrive(browser, "cora")]);
  const before = await makeCut(dana);
  await openForm(cora, PATIENT, "SCR", "Vital signs");
  const pulse = rowOf(cora, "pulse").locator("input").first();
  const [was, becomes] = await pulse.inputValue().then((value) => [value, value === "77" ? "78" : "77"] as const);
  await pulse.fill(becomes);
  await save(cora, was === "" ? undefined : "Read again in the chart");
  const after = await makeCut(dana);

  await dana.goto("/cuts/compare");
  for (const [list, name] of [["From", before], ["To", after]] as const) await dana.getByRole("combobox", { name: list, exact: true }).selectOption(name);
  await dana.getByRole("button", { name: "Compare" }).click();
  await expect(dana.getByRole("heading", { name: `${before} to ${after}` })).toBeVisible();
  const row = dana.getByRole("table", { name: "Differences by patient and field" }).getByRole("row").filter({ hasText: PATIENT }).filter({ hasText: "Pulse" });
  await expect(row).toContainText(becomes);

  const [download] = await Promise.all([dana.waitForEvent("download"), dana.getByRole("link", { name: "All as CSV" }).click()]);
  const lines = (await bytesOf(download)).toString().trim().split("\n");
  expect(lines[0]).toBe("PATIENT,VISIT,OF,ROW,FIELD,FROM_JSON,TO_JSON");
  expect(lines.filter((line) => line.startsWith(`${PATIENT},SCR,vital_signs,1,pulse,`))).toEqual([`${PATIENT},SCR,vital_signs,1,pulse,${was},${becomes}`]);
});
