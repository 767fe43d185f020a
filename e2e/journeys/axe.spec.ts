import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { addressOfForm, company } from "../company";
import { MAIN_PAGES, READERS } from "../main-pages";

const people = company(...READERS);
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds, one line a node. In dark only what colours change is asked again. */
async function violations(page: Page, scheme: "light" | "dark"): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: scheme });
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true); // no frames here, so no second page to open
  const { violations: found } = await (scheme === "dark" ? axe.withRules(OF_COLOURS) : axe).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${scheme} ${page.url()} ${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll("\n", " ") ?? ""}`));
}

const inBoth = async (page: Page) => [...(await violations(page, "light")), ...(await violations(page, "dark"))];

for (const [who, addresses] of Object.entries(MAIN_PAGES)) {
  test(`axe finds nothing on the pages of ${who}, light and dark`, async () => {
    test.setTimeout(240_000);
    const page = people[who as keyof typeof people];
    for (const address of addresses) {
      await page.goto(address);
      expect.soft(await inBoth(page)).toEqual([]);
    }
  });
}

test("axe finds nothing on a form, with a refused value, a question of a check and a dialog on it", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, "101-021", "SCR", "Vital signs"));
  expect.soft(await inBoth(cora)).toEqual([]);
  await cora.locator("#heightCm").fill("17");
  await cora.locator("#systolic").fill("70");
  await cora.locator("#diastolic").fill("90");
  await cora.locator("#pulse").focus();
  await expect(cora.locator("#row-heightCm").getByRole("alert")).toBeVisible();
  await expect(cora.getByText("Systolic 70 mmHg is not above diastolic 90 mmHg")).toBeVisible();
  expect.soft(await inBoth(cora)).toEqual([]);
  await cora.keyboard.press("Control+k");
  await expect(cora.getByRole("dialog")).toBeVisible();
  expect.soft(await inBoth(cora)).toEqual([]);
});

test("axe finds nothing in the signing dialog, and where a redaction is asked for", async () => {
  const { cora, ines } = people;
  await ines.goto("/signatures");
  await ines.getByRole("checkbox", { name: /^Choose 101-021, Casebook/ }).check();
  await ines.getByRole("button", { name: "Sign 1 chosen…" }).click();
  await expect(ines.getByRole("dialog").getByLabel("Your password")).toBeVisible();
  expect.soft(await inBoth(ines)).toEqual([]);
  await cora.goto((await addressOfForm(cora, "101-021", "SCR", "Eligibility")).replace("/entries/", "/redactions/ask/"));
  expect.soft(await inBoth(cora)).toEqual([]);
});

test("axe finds nothing on a casebook and a form 390 px wide", async () => {
  const { cora } = people;
  await cora.setViewportSize({ width: 390, height: 844 });
  for (const address of ["/patients/101-004", await addressOfForm(cora, "101-004", "D28", "Haematology")]) {
    await cora.goto(address);
    expect.soft(await inBoth(cora)).toEqual([]);
  }
});

test("axe finds nothing where nobody is signed in", async ({ page }) => {
  for (const address of ["/sign-in", "/forgot", "/no-such-page"]) {
    await page.goto(address);
    expect.soft(await inBoth(page)).toEqual([]);
  }
});
