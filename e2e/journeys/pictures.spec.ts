import { expect, test, type Page } from "@playwright/test";
import { addressOfForm, company } from "../company";
import { MAIN_PAGES, READERS } from "../main-pages";

const people = company(...READERS);
const SHOWN_IN_README = [["patients", "mona", "/patients"], ["casebook", "cora", "/patients/101-004"], ["exposure", "mona", "/exposure"]] as const;

/** Pictures show the page at rest: fonts there, nothing focused, nothing under the pointer. */
async function take(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
}

test("the pictures of the README are the demonstration as it is", async () => {
  for (const [name, who, address] of SHOWN_IN_README) {
    await people[who].goto(address, { waitUntil: "networkidle" });
    await take(people[who], `e2e/pictures/${name}-1440.png`);
  }
});

test("no page scrolls sideways on a telephone", async ({}, about) => {
  const { cora } = people;
  for (const page of Object.values(people)) await page.setViewportSize({ width: 390, height: 844 });
  const form = await addressOfForm(cora, "101-004", "D28", "Haematology");
  const wide: string[] = [];
  for (const [who, addresses] of Object.entries({ ...MAIN_PAGES, cora: [...MAIN_PAGES.cora, form] })) {
    const page = people[who as keyof typeof people];
    for (const address of addresses) {
      await page.goto(address);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) wide.push(`${address}: ${width} px`);
    }
  }
  for (const [name, address] of [["my-day", "/"], ["casebook", "/patients/101-004"], ["form", form]] as const) {
    await cora.goto(address, { waitUntil: "networkidle" });
    await take(cora, about.outputPath(`${name}-390.png`));
  }
  expect(wide).toEqual([]);
});
