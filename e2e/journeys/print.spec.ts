import { expect, test, type Page } from "@playwright/test";
import { addressOfForm, company } from "../company";

const people = company("cora", "dana");

/** The print of a page: its sheets, counted by the file's own page objects, and the file beside it for who wants to look. */
async function printed(page: Page, address: string, to: string): Promise<number> {
  await page.goto(address, { waitUntil: "networkidle" });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--crf-print-by"))).not.toBe("");
  const file = await page.pdf({ path: to, preferCSSPageSize: true, printBackground: true });
  return file.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const PRINTS = [
  ["casebook", "cora", "/patients/101-004", /101-004/],
  ["matrix", "cora", "/patients", /Patients/],
  ["queries", "cora", "/queries?state=all", /Queries/],
  ["lock", "dana", "/lock", /Lock/],
  ["efficacy", "dana", "/efficacy", /Efficacy/],
  ["trail", "dana", "/trail", /Trail/],
  ["handbook", "dana", "/protocol", /Handbook/],
] as const;

for (const [name, who, address, of] of PRINTS) {
  test(`the ${name} prints light, without bars, whole, and says on each sheet what it is of, who printed it and when`, async ({}, about) => {
    const page = people[who];
    expect(await printed(page, address, about.outputPath(`${name}.pdf`))).toBeGreaterThan(0);
    await looksPrinted(page, of);
  });
}

test("a form prints its answers, with the patient's number on each sheet", async ({}, about) => {
  const { cora } = people;
  expect(await printed(cora, await addressOfForm(cora, "101-004", "D28", "Haematology"), about.outputPath("form.pdf"))).toBeGreaterThan(0);
  await looksPrinted(cora, /101-004 Haematology/);
  await cora.goto(await addressOfForm(cora, "101-004", "D28", "Bone marrow"));
  await cora.emulateMedia({ media: "print" });
  for (const [field, answer] of [["done", "Yes"], ["auerRods", "None seen"]] as const) await expect(cora.locator(`#row-${field} .form-segments label:visible`)).toHaveText(answer, { useInnerText: true });
  await cora.emulateMedia({ media: null });
});

async function looksPrinted(page: Page, of: RegExp): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  try {
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    for (const bar of [".top", ".foot", ".save-bar", ".filters", ".page-actions"]) await expect(page.locator(bar).locator("visible=true")).toHaveCount(0);
    const foot = await page.evaluate(() => ["of", "by", "under"].map((part) => getComputedStyle(document.documentElement).getPropertyValue(`--crf-print-${part}`)).join(" "));
    expect(foot).toMatch(of);
    expect(foot).toMatch(/Printed by .+, \d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d UTC" .*Response rules/);
    const cut = await page.locator(".scroll, .matrix-frame, .beside").evaluateAll((boxes) => boxes.filter((box) => ["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowY)).map(({ className }) => className));
    expect(cut).toEqual([]);
    const heads = await page.locator(".table thead").evaluateAll((all) => all.map((head) => getComputedStyle(head).display));
    expect(heads.filter((display) => display !== "table-header-group")).toEqual([]);
  } finally {
    await page.emulateMedia({ media: null, colorScheme: null });
  }
}
