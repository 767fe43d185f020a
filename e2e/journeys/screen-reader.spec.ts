import { expect, test, type Page } from "@playwright/test";
import { addressOfForm, company, newPatient } from "../company";
import { rowOf } from "../cast";

const people = company("cora");

/** What a screen reader says of an element: its role, name, value, states and description, as the browser hands them over. */
async function heard(page: Page, selector: string): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const { root } = await client.send("DOM.getDocument");
  const { nodeId } = await client.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { nodes: [node] } = await client.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
  await client.detach();
  const states = (node?.properties ?? []).filter(({ name, value }) => ["required", "invalid"].includes(name) && value.value !== false && value.value !== "false").map(({ name }) => name);
  return [node?.role?.value, node?.name?.value, node?.value?.value, ...states, node?.description?.value].filter(Boolean).join(", ");
}

/** The announcements of a page, as they are made: the text of its live regions whenever one changes. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      const regions = new Set(changes.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[role="status"], [role="alert"], [aria-live="polite"]')).filter((region) => region !== null && region !== undefined));
      for (const region of regions) {
        const text = (region as HTMLElement).innerText.replace(/\s+/g, " ").trim();
        if (text !== "" && said.at(-1) !== text) said.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: readonly string[] }).said);
}

test("a screen reader walks the haematology form: where one is, field by field what is asked, in which unit, and how it stands", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, "101-011", "D28", "Haematology"));
  await expect(cora.getByRole("button", { name: /^Save/ }).first()).toBeEnabled();

  await test.step("the page is named by its only first heading; the form by its title; each part of it by its own", async () => {
    await expect(cora.getByRole("heading", { level: 1 })).toHaveText(/^101-011 Haematology, /);
    await expect(cora.getByRole("main")).toMatchAriaSnapshot(`
      - navigation "Breadcrumbs"
      - heading /101-011 Haematology/ [level=1]
      - form "Haematology":
        - region "Haematology":
          - heading /Haematology/ [level=2]
          - textbox "Date of blood sample"
        - region "Blood counts":
          - heading /Blood counts/ [level=2]
          - textbox "White cells"
          - combobox "White cells, unit"
      - status
      - button /Save/
    `);
  });

  await test.step("a field says its label, its value, that it is needed, and what helps", async () => {
    // What describes a field is tied to it by the page's scripts, which may still be on their way.
    await expect.poll(() => heard(cora, "#sampleDate")).toMatch(/^textbox, Date of blood sample, \d\d-[A-Z][a-z]{2}-\d{4}, required, Counts are held against a marrow/);
    expect(await heard(cora, "#blastsPct")).toMatch(/^textbox, Circulating blasts, .*required, .*%.*0 when the smear shows none\./);
  });

  await test.step("an impossible value is said to be so, in a sentence, at once and again with the field", async () => {
    const said = await listen(cora);
    const before = await cora.locator("#blastsPct").inputValue();
    await cora.locator("#blastsPct").fill("140");
    await cora.keyboard.press("Tab");
    await expect(rowOf(cora, "blastsPct").getByRole("alert")).toBeVisible();
    expect(await heard(cora, "#blastsPct")).toMatch(/^textbox, Circulating blasts, 140, .*invalid.*, .*(100|accepted|possible)/);
    expect((await said()).filter((text) => text.includes("not saved"))).toHaveLength(1);
    await cora.locator("#blastsPct").fill(before);
  });

  await test.step("the derived response is announced once, when the hand rests, and only when it changed", async () => {
    const said = await listen(cora);
    const before = await cora.locator("#platelets").inputValue();
    await cora.locator("#platelets").pressSequentially("0");
    await expect.poll(async () => (await said()).length).toBeGreaterThan(0);
    await cora.locator("#platelets").fill(before);
  });
});

test("a screen reader hears once that a form was saved, what was stored, and what a check asks", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, await newPatient(cora), "SCR", "Vital signs"));
  await expect(cora.getByRole("button", { name: /^Save/ }).first()).toBeEnabled();
  const said = await listen(cora);

  await test.step("a date typed the short way is said as it will be stored", async () => {
    const date = cora.getByRole("textbox", { name: /^Date/ }).first();
    await date.fill("5mar24");
    expect(await heard(cora, `#${await date.getAttribute("id")}`)).toContain("05-Mar-2024");
  });

  await test.step("a group of answers is a radio group with the name of its field", async () => {
    for (const group of await cora.getByRole("radiogroup").all()) expect(await group.getAttribute("aria-labelledby")).toMatch(/-label$/);
  });

  await test.step("an unlikely pair of values asks beside its field, and the question belongs to the field", async () => {
    await cora.locator("#systolic").fill("70");
    await cora.locator("#diastolic").fill("90");
    await cora.keyboard.press("Tab");
    await expect(rowOf(cora, "systolic").getByText("Systolic 70 mmHg is not above diastolic 90 mmHg")).toBeVisible();
    expect(await heard(cora, "#systolic")).toMatch(/mmHg.*Systolic 70 mmHg is not above diastolic 90 mmHg/);
  });

  await test.step("the save is announced once", async () => {
    await cora.getByRole("button", { name: /^Save/ }).first().click();
    await expect(cora.locator(".save-bar-state")).toContainText(/Saved/);
    expect((await said()).filter((text) => text.startsWith("Saved"))).toHaveLength(1);
  });
});
