import { expect, test } from "@playwright/test";
import { inBoth, violations } from "../axe";
import { addressOfForm, company } from "../company";
import { FOUND_PAGES, MAIN_PAGES, OPEN_PAGES, READERS, unvisitedPages } from "../main-pages";

const people = company(...READERS);
test("every page of the product is looked at here", () => {
  expect(unvisitedPages()).toEqual([]);
});

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

test("axe finds nothing on the pages of one record, light and dark", async () => {
  for (const { by, find } of Object.values(FOUND_PAGES)) {
    await people[by].goto(await find(people[by]));
    expect.soft(await inBoth(people[by])).toEqual([]);
  }
});

test("axe finds nothing on a form, with a refused value, a question of a check and a dialog on it", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, "101-021", "SCR", "Vital signs"));
  expect.soft(await inBoth(cora)).toEqual([]);
  await cora.locator("#heightCm").fill("17");
  await cora.locator("#systolic").fill("70");
  await cora.locator("#diastolic").fill("90");
  await cora.locator("#pulse").focus();
  await expect(cora.locator("#row-heightCm").getByRole("alert")).toBeVisible();
  await expect(cora.locator("#row-systolic, #row-diastolic").getByText("Systolic 70 mmHg is not above diastolic 90 mmHg")).toBeVisible();
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

test("axe finds nothing in the menus, and in what opens beside a field", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, "101-004", "D28", "Haematology"));
  const open = async (button: RegExp) => {
    await cora.getByRole("button", { name: button }).first().click();
    await expect(cora.getByRole("dialog").first()).toBeVisible();
    expect.soft(await inBoth(cora), String(button)).toEqual([]);
    await cora.keyboard.press("Escape");
    await expect(cora.getByRole("dialog")).toHaveCount(0);
  };
  await open(/Account of/);
  await open(/^Help for Platelets/);
  await open(/^History of Platelets/);
});

test("axe finds nothing 390 px wide: casebook, form, matrix, my day, queries, lock", async () => {
  const { cora, dana } = people;
  for (const [page, addresses] of [[cora, ["/", "/patients", "/patients/101-004", "/queries", await addressOfForm(cora, "101-004", "D28", "Haematology")]], [dana, ["/lock", "/efficacy", "/safety", "/cuts"]]] as const) {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of addresses) {
      await page.goto(address);
      expect.soft(await violations(page, "light")).toEqual([]);
    }
  }
});

test("axe finds nothing where nobody is signed in", async ({ page }) => {
  for (const address of OPEN_PAGES) {
    await page.goto(address);
    expect.soft(await inBoth(page)).toEqual([]);
  }
});

test("in forced colours every state keeps its shape, and what is chosen keeps its mark", async () => {
  const { ines } = people;
  await ines.emulateMedia({ forcedColors: "active" });
  await ines.goto(await addressOfForm(ines, "101-004", "D28", "Extramedullary"));
  const shapes = await ines.locator("svg.icon").evaluateAll((icons) => icons.map((icon) => getComputedStyle(icon).color));
  expect(shapes.length).toBeGreaterThan(0);
  expect(shapes.filter((colour) => colour === "rgba(0, 0, 0, 0)")).toEqual([]);
  const chosen = ines.locator(".segments > [aria-current]").first();
  await expect(chosen).toHaveCSS("outline-style", "solid");
  await ines.emulateMedia({ forcedColors: "none" });
});

test("what has the focus stands free of the bars that stay", async () => {
  const { cora } = people;
  await cora.setViewportSize({ width: 1440, height: 600 });
  await cora.goto(await addressOfForm(cora, "101-004", "SCR", "Vital signs"));
  await expect(cora.locator("#main")).toBeVisible();
  await cora.locator("#main").focus();
  const hidden: string[] = [];
  for (let nth = 0; nth < 60; nth++) {
    await cora.keyboard.press("Tab");
    const covered = await cora.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused.closest(".top, .save-bar, .foot")) return null;
      const { left, right, top, bottom } = (focused.closest("label") ?? focused).getBoundingClientRect();
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest(".top, .save-bar");
      return above ? `${focused.outerHTML.slice(0, 80)} under ${above.className}` : null;
    });
    if (covered) hidden.push(covered);
  }
  expect(hidden).toEqual([]);
});
