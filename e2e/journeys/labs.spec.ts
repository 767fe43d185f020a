import { expect, test, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { inBoth } from "../axe";
import { addressOfForm, company, cookieOf, newPatient } from "../company";
import { expectDrafts } from "../drafts";

const at = company("cora", "mona", "carl");

/** Twenty values as a German print-out has them, with a name that nobody listed and one that the study does not ask for. */
const REPORT = `Labor Nord   Abnahme: 03.09.2024 07:45
Kreatinin i.S.          1,02      mg/dl     0,5 - 0,9
Gesamtbilirubin         0,8       mg/dl     < 1,1
GPT (ALT)               45  +     U/l       < 35
GOT (AST)               38        U/l       < 31
Alk. Phosphatase        88        U/l       35 - 105
LDH                     310 H     U/l       < 250
Harnsäure               5,1       mg/dl     2,6 - 6,0
Magnesium               0,81      mmol/l    0,66 - 1,07
Natrium                 139       mmol/l    136 - 145
Kalium                  3,9       mmol/l    3,5 - 5,1
Calcium gesamt          2,31      mmol/l    2,2 - 2,55
Phosphat                1,02      mmol/l    0,81 - 1,45
Albumin                 38,5      g/l       35 - 52
Fibrinogen              2,9       g/l       1,8 - 3,5
Krea-Cl. n. CG          78        ml/min
CRP                     4,2       mg/l      < 5`;

const paste = async (page: Page, text: string) => {
  await page.getByLabel("Results to read").evaluate((box, pasted) => { // what Ctrl V does: the text at once, where the cursor is
    const area = box as HTMLTextAreaElement;
    area.focus();
    document.execCommand("insertText", false, pasted);
  }, text);
};
const line = (page: Page, name: string) => page.getByRole("table", { name: "Lines of the report" }).getByRole("row").filter({ has: page.getByRole("rowheader").filter({ hasText: name }) });
const historyOf = async (page: Page, label: RegExp) => {
  await page.getByRole("button", { name: label }).first().click();
  return page.locator(".history");
};

test("a print-out is pasted into a form: conversion and flags before anything is stored, one name settled, the history says where each value came from [R03 R48]", async () => {
  const { cora } = at;
  const number = await newPatient(cora);
  const form = await addressOfForm(cora, number, "SCR", "Chemistry");
  await cora.goto(form);
  await cora.getByRole("link", { name: "Paste results…" }).click();
  await expect(cora.getByLabel("Results to read")).toBeFocused();
  const began = Date.now();
  await paste(cora, REPORT);

  await expect(cora.getByRole("table", { name: "Samples and the forms they go to" })).toContainText("03-Sep-2024");
  await expect(line(cora, "Kreatinin i.S.")).toContainText("90.168 µmol/L in the study’s unit");
  await expect(line(cora, "LDH")).toContainText(/high.*grade 1/);
  await expect(line(cora, "CRP")).toContainText("“CRP” is not known");
  await expect(cora.getByRole("button", { name: /^Store \d+ values$/ })).toBeDisabled();
  await expect(cora.locator(".save-says")).toContainText("2 lines have to be settled");
  await cora.getByLabel("Analyte for CRP").selectOption("The study does not ask for it");
  await cora.getByLabel("Analyte for Krea-Cl. n. CG").selectOption("Creatinine clearance");
  await cora.getByRole("button", { name: "Store 16 values" }).click();
  await expect(cora.getByText("16 values are stored in 1 form.")).toBeVisible();
  console.log(`16 values pasted, 2 names settled: ${Date.now() - began} ms of the machine's time`);

  await cora.getByRole("link", { name: /^Back to Chemistry/ }).click();
  await expect(cora.locator("#alt")).toHaveValue("45");
  const story = await historyOf(cora, /^History of ALT/);
  await expect(story).toContainText("Pasted, line 4: “45 U/l”");
});

test("a correction by paste asks for one reason and keeps it; what is there already stores nothing [R06]", async () => {
  const { cora } = at;
  const number = await newPatient(cora);
  const form = await addressOfForm(cora, number, "SCR", "Chemistry");
  await cora.goto(`/patients/${number}/paste?entry=${form.split("/").pop()}`);
  await paste(cora, "ALT\t45\tU/L\t2024-09-03\nAST\t38\tU/L\t2024-09-03");
  await cora.getByRole("button", { name: "Store 3 values" }).click();
  await expect(cora.getByText("3 values are stored")).toBeVisible();

  await cora.goto(`/patients/${number}/paste?entry=${form.split("/").pop()}`);
  await paste(cora, "ALT\t54\tU/L\t2024-09-03\nAST\t38\tU/L\t2024-09-03");
  await expect(line(cora, "AST")).toContainText("already there");
  await expect(line(cora, "ALT")).toContainText("45 U/L");
  await cora.getByRole("button", { name: "Store 1 value" }).click();
  const dialog = cora.getByRole("dialog");
  await expect(dialog).toContainText("45 U/L");
  await dialog.getByRole("radio", { name: "Transcription error" }).check();
  await dialog.getByRole("button", { name: "Store with this reason" }).click();
  await expect(cora.getByText("1 value is stored in 1 form.")).toBeVisible();
  await cora.goto(form);
  await expect(await historyOf(cora, /^History of ALT/)).toContainText("Reason: Transcription error");
});

test("a file with errors is mended and imported as a whole; the same file is known again; monitors see the source, other sites nothing [R21 R50]", async () => {
  const { cora, mona, carl } = at;
  const number = await newPatient(cora);
  const rows = (patient: string, unit: string) => `Patient;Name;Datum;Parameter;Ergebnis;Einheit\r\n${number};Muster, Eva;03.09.2024;GPT;45;U/l\r\n${patient};Muster, Eva;03.09.2024;GOT;38;U/l\r\n${number};Muster, Eva;03.09.2024;Kreatinin;1,02;${unit}\r\n`;
  const choose = async (text: string) => {
    await cora.goto("/imports/new");
    await cora.waitForLoadState("networkidle");
    await cora.getByLabel("Choose a file…").setInputFiles({ name: "September.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") });
    await expect(cora.getByLabel("Column Parameter holds")).toHaveValue("name");
    await expect(cora.getByLabel("Column Name holds")).toHaveValue("ignored");
    await cora.getByRole("button", { name: "Read the lines" }).click();
  };
  await choose(rows("102-001", "furlong"));
  await expect(line(cora, "GOT")).toContainText("102-001 is no patient of your site.");
  await expect(line(cora, "Kreatinin")).toContainText("not taken in “furlong”");
  await expect(cora.getByRole("button", { name: /^Store/ })).toBeDisabled();
  const [download] = await Promise.all([cora.waitForEvent("download"), cora.getByRole("button", { name: "Lines to mend as CSV" }).click()]);
  expect(await readFile(await download.path(), "utf8")).toContain("102-001 is no patient of your site.");

  await choose(rows(number, "mg/dl"));
  await cora.getByRole("button", { name: "Store 4 values" }).click();
  await expect(cora.getByText("4 values are stored in 1 form.")).toBeVisible();
  await cora.getByRole("link", { name: "See the import" }).click();
  await expect(cora.getByRole("heading", { level: 1 })).toContainText("September.csv");
  await expect(cora.getByRole("table", { name: "Values of the import" })).toContainText("1,02 mg/dl");
  const address = new URL(cora.url()).pathname;
  expect(await cora.content()).not.toContain("Muster");
  expect(await inBoth(cora)).toEqual([]);

  await choose(rows(number, "mg/dl"));
  await expect(cora.getByText("The same file was imported on")).toBeVisible();
  await expect(cora.locator(".save-says")).toContainText("nothing new");

  await mona.goto(address);
  await expect(mona.getByRole("table", { name: "Values of the import" })).toContainText("1,02 mg/dl");
  expect((await carl.goto(address))?.status()).toBe(404);
});

test("an import whose answer is lost on the way happens once, and a tab that is closed before has stored nothing, and gives back what was pasted [R50]", async () => {
  const { cora } = at;
  const number = await newPatient(cora);
  const form = await addressOfForm(cora, number, "SCR", "Chemistry");
  const paper = `/patients/${number}/paste?entry=${form.split("/").pop()}`;
  const closed = await cora.context().newPage();
  await closed.goto(paper);
  await paste(closed, "ALT\t45\tU/L\t2024-09-03");
  await expect(closed.getByRole("button", { name: "Store 2 values" })).toBeEnabled();
  await expect(closed.getByText("Kept on this device until it is stored.")).toBeVisible();
  await closed.close();
  await cora.goto(form);
  await expect(cora.locator("#alt")).toHaveValue("");

  await cora.goto(paper);
  await expect(cora.getByLabel("Results to read")).toHaveValue("ALT\t45\tU/L\t2024-09-03");
  let lost = 0;
  await cora.route("**/paste**", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch(); // it arrives and is carried out; its answer never comes back
    return route.abort("connectionreset");
  });
  await cora.getByRole("button", { name: "Store 2 values" }).click();
  await expect(cora.getByText("2 values are stored in 1 form.")).toBeVisible({ timeout: 15_000 });
  expect(lost).toBe(1);
  await expectDrafts(cora, 0);
  await cora.unroute("**/paste**");
  await cora.goto("/imports");
  await expect(cora.getByRole("row").filter({ hasText: number })).toHaveCount(1);
  expect(await cookieOf(cora)).not.toBe("");
});

test("keys and time for twenty values: pasted beside typed", async () => {
  const { cora } = at;
  const number = await newPatient(cora);
  const form = await addressOfForm(cora, number, "SCR", "Chemistry");
  const typed = [["alt", "45"], ["ast", "38"], ["alp", "88"], ["ldh", "310"], ["creatinine", "1.02"], ["bilirubin", "0.8"], ["sodium", "139"], ["potassium", "3.9"], ["albumin", "3.85"], ["uricAcid", "5.1"]] as const;
  await cora.goto(form);
  await cora.waitForLoadState("networkidle");
  const [typing, keys] = [Date.now(), { typed: 0, pasted: 0 }];
  for (const [field, value] of typed) {
    await cora.locator(`#${field}`).focus();
    await cora.keyboard.type(value);
    keys.typed += value.length + 2; // to the unit, and on to the next value
  }
  const tookTyping = Date.now() - typing;
  await cora.goto(`/patients/${number}/paste?entry=${form.split("/").pop()}`);
  const pasting = Date.now();
  await paste(cora, REPORT.split("\n").filter((row) => !/CRP|Krea-Cl/.test(row)).join("\n"));
  await expect(cora.getByRole("button", { name: "Store 15 values" })).toBeEnabled();
  keys.pasted = 2; // Ctrl V, then the button by its key
  await cora.getByRole("button", { name: "Store 15 values" }).focus();
  await cora.keyboard.press("Enter");
  keys.pasted += 1;
  await expect(cora.getByText("15 values are stored")).toBeVisible();
  const tookPasting = Date.now() - pasting;
  console.log(`per value, of the machine's time: typed ${Math.round(tookTyping / typed.length)} ms and ${(keys.typed / typed.length).toFixed(1)} keys, units aside; pasted ${Math.round(tookPasting / 15)} ms and ${(keys.pasted / 15).toFixed(1)} keys`);
  expect(keys.pasted / 15).toBeLessThan(keys.typed / typed.length / 5);
});
