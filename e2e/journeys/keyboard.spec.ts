import { expect, test, type Page } from "@playwright/test";
import { beginForm, fieldAtHand, handsOf, isAtSave, press, write } from "../by-keyboard";
import { rowOf } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const people = company("cora", "mona");
const state = (page: Page) => page.locator(".save-bar-state");

/** A form of screening of a new patient, with the hand in its first field. */
async function begin(page: Page, title: string): Promise<string> {
  const patient = await newPatient(page);
  await page.goto(await addressOfForm(page, patient, "SCR", title));
  await beginForm(handsOf(page));
  return patient;
}

test("interrupted every ten minutes: whoever comes back finds what was typed, and the hand goes on where it stopped", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  await begin(page, "Vital signs");
  await write(hands, "2jun25");
  await press(hands, "Enter");
  await write(hands, "170");
  await press(hands, "Enter");
  expect(await fieldAtHand(page)).toBe("weightKg");

  await test.step("called away: the first key says what is not saved, the second leaves", async () => {
    await press(hands, "Alt+n");
    await expect(state(page)).toContainText("Not saved yet");
    await press(hands, "Alt+n");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Chemistry");
  });
  await test.step("and back", async () => {
    await press(hands, "Alt+p");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Vital signs");
    await expect(state(page)).toContainText("Kept on this device");
    await beginForm(hands);
    expect(await fieldAtHand(page)).toBe("weightKg");
    await write(hands, "70");
    await press(hands, "Alt+s");
    await expect(state(page)).toContainText(/^Saved/);
    expect(await fieldAtHand(page)).toBe("weightKg");
  });
});

test("save and next goes from one due form to the next, passes over what is done, and begins in the first blank field", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  await begin(page, "Informed consent");
  for (const [typed, title] of [["2jun25", "Demography"], ["54", "AML history"]] as const) {
    await write(hands, typed);
    await press(hands, "Control+Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
    await expect.poll(() => fieldAtHand(page)).not.toBeNull();
  }
  await test.step("without anything to save it only goes on", async () => {
    await press(hands, "Alt+Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Vital signs");
    await expect.poll(() => fieldAtHand(page)).toBe("measuredOn");
  });
  await test.step("a value that cannot be keeps the hand at it", async () => {
    await write(hands, "3/14/24");
    await press(hands, "Control+Enter");
    await expect(rowOf(page, "measuredOn")).toContainText("there is no month 14. For 14-Mar-2024 type 14mar24");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Vital signs");
    await expect.poll(() => fieldAtHand(page)).toBe("measuredOn");
  });
});

test("the hand is never lost: after a missing value, its undoing, a field that goes, a save and a dialog", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  await begin(page, "Haematology");
  await test.step("no value, with each reason in turn, then the box again", async () => {
    await press(hands, "Alt+m");
    await expect(rowOf(page, "sampleDate")).toContainText("not done");
    expect(await fieldAtHand(page)).toBe("sampleDate");
    await press(hands, "Alt+m");
    await expect(page.locator("input#sampleDate")).toBeFocused();
    await press(hands, "Alt+m");
    await press(hands, "Backspace");
    await expect(page.locator("input#sampleDate")).toBeFocused();
    await write(hands, "2jun25");
    await press(hands, "Enter");
  });
  await test.step("a unit by its letters", async () => {
    await write(hands, "8200/");
    await expect(rowOf(page, "wbc").locator("select")).toHaveValue("/uL");
    await expect(page.locator("input#wbc")).toHaveValue("8200");
  });
  await test.step("a save, a correction, and its reason", async () => {
    await press(hands, "Alt+s");
    await expect(state(page)).toContainText(/^Saved/);
    await expect(page.locator("input#wbc")).toBeFocused();
    await page.locator("input#wbc").selectText();
    await write(hands, "8300");
    await press(hands, "Alt+s");
    await expect(page.getByRole("dialog")).toBeVisible();
    await press(hands, "Escape");
    await expect(page.locator("input#wbc")).toBeFocused();
    await press(hands, "Alt+s");
    await expect(page.getByRole("dialog").getByRole("radio").first()).toBeFocused();
    await press(hands, "1");
    await press(hands, "Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(state(page)).toContainText(/^Saved/);
    await expect(page.locator("input#wbc")).toBeFocused();
  });
});

test("fields that an answer brings are the next ones, options go by digit and letter, and Shift Enter goes back", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  await begin(page, "Bone marrow");
  await press(hands, "y");
  await press(hands, "Enter");
  expect(await fieldAtHand(page)).toBe("marrowDate");
  await press(hands, "Shift+Enter");
  expect(await fieldAtHand(page)).toBe("done");
  await press(hands, "2");
  await expect(rowOf(page, "marrowDate")).toHaveCount(0);
  await press(hands, "Space");
  await expect(rowOf(page, "done").getByRole("radio", { checked: true })).toHaveCount(0);
  await press(hands, "1");
  await press(hands, "Enter");
  await press(hands, "t");
  await expect(rowOf(page, "marrowDate")).toContainText(/stored as \d\d-[A-Z][a-z]{2}-\d{4}/);
});

test("after each row of a log the next blank one stands ready; what is proposed is taken by a key and by nothing else", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  const patient = await newPatient(page);
  await page.goto(`/patients/${patient}/logs/transfusion`);
  const rows = page.getByRole("group", { name: "Recorded rows" }).locator("tbody tr");
  await beginForm(hands);
  await write(hands, "2jun25");
  for (const key of ["Enter", "2", "Enter", "3", "Alt+s"]) await press(hands, key);
  await expect(rows).toHaveCount(1);
  await expect(page.locator("input#givenOn")).toBeFocused();
  await expect(rowOf(page, "givenOn")).toContainText("the day after row 1, 03-Jun-2025");
  await expect(page.locator("input#givenOn")).toHaveValue("");
  const before = hands.keys;
  for (const key of ["=", "Enter", "=", "Enter", "=", "Alt+s"]) await press(hands, key);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(/03-Jun-2025.*Platelets.*3/);
  expect(hands.keys - before).toBe(6);
});

test("the keys are told by ? outside boxes of text and by F1 anywhere; what writes is never taken for a command", async () => {
  const page = people.cora;
  const hands = handsOf(page);
  await begin(page, "Eligibility");
  const list = page.getByRole("dialog", { name: "Keys of a form" });
  await press(hands, "?");
  await expect(list).toContainText("Saves, and goes to the next form that is due");
  expect(await list.locator("dt").count()).toBeGreaterThan(25);
  await press(hands, "Escape");
  await expect(list).toBeHidden();
  await page.locator("#comment").focus();
  await write(hands, "Why?");
  await expect(page.locator("#comment")).toHaveValue("Why?");
  await press(hands, "F1");
  await expect(list).toBeVisible();
  await press(hands, "Escape");
  await expect(page.locator("#comment")).toBeFocused();
  await page.locator("#comment").dispatchEvent("keydown", { key: "ś", code: "KeyS", altKey: true, ctrlKey: true, modifierAltGraph: true, bubbles: true });
  await expect(state(page)).toContainText(/not saved yet/i);
  await press(hands, "Enter");
  expect(await isAtSave(page)).toBe(true);
});

test("help, history and queries of a field open by keys, for a monitor too, who verifies value after value", async () => {
  const [page, mona] = [people.cora, people.mona];
  const hands = handsOf(page);
  const patient = await begin(page, "Cardiac");
  await press(hands, "Alt+i");
  await expect(page.getByRole("dialog")).toContainText("Stands in");
  await press(hands, "Alt+i");
  await write(hands, "2jun25");
  await press(hands, "Enter");
  await write(hands, "60");
  await press(hands, "Shift+Enter");
  await press(hands, "Alt+s");
  await expect(state(page)).toContainText(/^Saved/);
  await expect(rowOf(page, "examinedOn").getByRole("button", { name: /^History/ })).toBeEnabled();
  await press(hands, "Alt+h");
  await expect(page.getByRole("dialog", { name: /History/ })).toContainText("Entered");
  await press(hands, "Escape");
  await expect(page.locator("input#examinedOn")).toBeFocused();

  await mona.goto(await addressOfForm(mona, patient, "SCR", "Cardiac"));
  await expect(async () => { // before the page's scripts have run, a key does nothing
    await rowOf(mona, "examinedOn").getByRole("button", { name: /^History/ }).focus();
    await mona.keyboard.press("Alt+q");
    await expect(mona.getByRole("dialog").getByRole("textbox")).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await mona.reload();
  await expect(mona.locator(".save-bar")).toBeVisible();
  await expect(async () => { await mona.keyboard.press("Enter"); expect(await fieldAtHand(mona)).toBe("examinedOn"); }).toPass();
  await mona.keyboard.press("ArrowDown");
  expect(await fieldAtHand(mona)).toBe("lvefPercent");
  await mona.keyboard.press("ArrowUp");
  for (const field of ["examinedOn", "lvefPercent"]) {
    expect(await fieldAtHand(mona)).toBe(field);
    await mona.keyboard.press("Alt+v");
    await expect(rowOf(mona, field).getByRole("button", { name: /verified against source by Mona/ })).toBeVisible();
  }
  expect(await fieldAtHand(mona), "a blank, which can be asked about").toBe("method");
});

test("t is today, written out when the hand goes on; on a page that stays open over midnight it is the next day", async () => {
  const page = await people.cora.context().newPage();
  const hands = handsOf(page);
  await page.clock.install();
  await begin(page, "Vital signs");
  const typedToday = async () => {
    await page.locator("#measuredOn").fill("t");
    await press(hands, "Enter");
    await expect(page.locator("#measuredOn")).toHaveValue(/^\d\d-\w{3}-\d{4}$/);
    return page.locator("#measuredOn").inputValue();
  };
  const first = await typedToday();
  await page.clock.fastForward("24:00:00");
  await expect(page.locator("#measuredOn"), "what was typed stays the day that it was").toHaveValue(first);
  await expect(async () => expect(await typedToday()).not.toBe(first)).toPass();
  await page.close();
});
