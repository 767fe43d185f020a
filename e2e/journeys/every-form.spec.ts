import { expect, test, type Page } from "@playwright/test";
import type { Form } from "@/lib/crf/define-form";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import { logs, visits } from "@/lib/study/visits";
import { beginForm, handsOf, press, walkForm } from "../by-keyboard";
import { arrive, openForm, saveRow, sign } from "../cast";
import { newPatient } from "../company";
import { KEY_BUDGETS, keyTable, type KeysOfForm } from "../key-budgets";
import { typedAnswer } from "../typed-answer";

const DAY_ONE = { 1: "2025-06-09", 2: "2025-08-04" } as const;
const SCREENED = "2025-06-02";
const WITH_CYTARABINE = /Group [23]|Arm [BC]/;
/** More patients than any list can give to the arm without cytarabine in a row: two blocks of six end and begin with two each. */
const MOST_PATIENTS = 5;

/** What eligibility decides; every other answer is the first that the field takes. */
const ELIGIBLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  demography: { age: "54" },
  aml_history: { diseaseStatus: "Refractory", inductionCourses: "1", salvageCourses: "0" },
  vital_signs: { heightCm: "170", weightKg: "70", zubrod: "1, restricted in strenuous activity" },
  chemistry: {
    bilirubin: "0.8 mg/dL", bilirubinUln: "1.1 mg/dL", alt: "30", altUln: "40", creatinine: "0.9 mg/dL", creatinineUln: "1.2 mg/dL", creatinineClearance: "90",
    magnesium: "2 mg/dL", magnesiumLower: "1.7 mg/dL", magnesiumUpper: "2.2 mg/dL",
  },
  cardiac: { lvefPercent: "61" },
  eligibility: { leukaemicInfiltration: "No", interferingAgents: "No", severeCondition: "No" },
  response_assessment: { secondCourse: "Yes" },
};

/** What stands beside the box and is taken by a key, as at a bedside where all went as planned. */
const AS_PROPOSED: Readonly<Record<string, readonly string[]>> = { idarubicin_dose: ["doseDate", "doseMg"], cytarabine_dose: ["doseDate", "doseMg"], cenersen_infusion: ["rateMgPerHour"] };
/** Only where something went otherwise; a day as planned has none of it. */
const IF_OTHERWISE: readonly string[] = ["changeReason", "deviationReason"];

const definitionOf = (formId: string): Form => {
  const form = formById(formId) as unknown as Form | undefined;
  if (form === undefined) throw new Error(`No form ${formId}`);
  return form;
};

/** The first visit that asks for the form; the day on which it is filled. */
function placesOf(version: "screening" | "treatment"): readonly { readonly formId: string; readonly visit: string; readonly day: CalendarDate }[] {
  const seen = new Set<string>();
  return visits.filter(({ code }) => (code === "SCR") === (version === "screening")).flatMap(({ code, course, window, forms }) =>
    forms.filter(({ formId }) => !seen.has(formId) && seen.add(formId)).map(({ formId }) => ({ formId, visit: code, day: code === "SCR" ? SCREENED : addDays(DAY_ONE[course ?? 1], (window?.from ?? 1) - 1) })));
}

for (const version of ["2007", "review"] as const satisfies readonly ProtocolVersionId[]) {
  test(`every form under version ${version} is filled by keys alone, within its budget of them, and gives back what it took`, async ({ browser }) => {
    test.setTimeout(900_000);
    const [cora, ines, ada] = [await arrive(browser, "cora"), await arrive(browser, "ines"), await arrive(browser, "ada")];
    const filled = new Set<string>();
    const counted: KeysOfForm[] = [];
    let patient = "";

    await test.step("the administrator opens the version", () => open(ada, version));
    try {
      await test.step("screening, until the list gives an arm with cytarabine", async () => {
        for (let attempt = 0, arm = ""; !WITH_CYTARABINE.test(arm); attempt++) {
          expect(attempt, "patients without cytarabine in a row").toBeLessThan(MOST_PATIENTS);
          patient = await newPatient(cora);
          for (const { formId, visit, day } of placesOf("screening")) { await fillForm(cora, patient, visit, formId, day, counted); filled.add(formId); }
          arm = await randomise(cora, ines, patient);
        }
      });
      await test.step("treatment, response and follow-up", async () => {
        for (const { formId, visit, day } of placesOf("treatment").filter(({ visit }) => !visit.startsWith("C2"))) {
          if (definitionOf(formId).repeats) await addRow(cora, patient, formId, visit, day, counted);
          else await fillForm(cora, patient, visit, formId, day, counted);
          filled.add(formId);
        }
      });
      await test.step("the second course, which an answer called for, stands in the casebook", async () => {
        await cora.goto(`/patients/${patient}`);
        await expect(cora.locator("#C2")).toContainText("Cenersen infusion");
        await fillForm(cora, patient, "C2", "cenersen_infusion", DAY_ONE[2], []);
      });
      await test.step("the logs", async () => {
        for (const formId of logs.filter((id) => !isOfTheSystem(id))) { await addRow(cora, patient, formId, null, "2025-12-01", counted); filled.add(formId); }
      });
      await test.step("no form was left out; what the system fills is read only", async () => {
        const all = [...visits.flatMap(({ forms }) => forms.map(({ formId }) => formId)), ...logs];
        expect([...new Set(all)].filter((formId) => !filled.has(formId) && !isOfTheSystem(formId))).toEqual([]);
      });
      await test.step("no form takes more keys than its budget", async () => {
        console.log(keyTable(counted));
        expect(counted.filter(({ formId, keys }) => keys > (KEY_BUDGETS[formId] ?? 0)).map(({ formId, keys }) => `${formId}: ${keys} keys, budget ${KEY_BUDGETS[formId] ?? "none"}`)).toEqual([]);
      });
    } finally {
      await open(ada, "2007");
    }
  });
}

const isOfTheSystem = (formId: string): boolean => (definitionOf(formId) as { readonly source?: string }).source === "system";

/** Opens the version for enrolment at site 101, where it is not open already. */
async function open(page: Page, version: ProtocolVersionId): Promise<void> {
  await page.goto("/versions");
  const activate = page.getByRole("button", { name: `Activate version ${version} at site 101` });
  if (await activate.count()) {
    await activate.click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Approved by the ethics committee");
    await page.getByRole("dialog").getByRole("button", { name: "Set the day" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  const openIt = page.getByRole("button", { name: `Open version ${version}` });
  if (!(await openIt.count())) return;
  await openIt.click();
  await page.getByRole("dialog").getByLabel("Reason").fill("The journey through every form");
  await page.getByRole("dialog").getByRole("button", { name: "Open it" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function randomise(cora: Page, ines: Page, patient: string): Promise<string> {
  await ines.goto(`/patients/${patient}`);
  await ines.getByRole("button", { name: /Confirm eligibility/ }).click();
  await sign(ines, "ines", "Confirm eligibility");
  await expect(ines.getByRole("dialog")).toBeHidden();
  await cora.goto(`/patients/${patient}`);
  await cora.getByRole("button", { name: "Randomise…" }).click();
  const dialog = cora.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Randomise/ }).click();
  await expect(dialog).toContainText(/Group [123]|Arm [ABC]/);
  const arm = /Group [123]|Arm [ABC]/.exec((await dialog.textContent()) ?? "")?.[0] ?? "";
  await cora.keyboard.press("Escape");
  return arm;
}

async function fillForm(page: Page, patient: string, visit: string, formId: string, day: CalendarDate, counted: KeysOfForm[]): Promise<void> {
  await openForm(page, patient, visit, definitionOf(formId).title);
  const typed = await typeEverything(page, definitionOf(formId), day, counted);
  await expect(page.locator(".save-bar-state")).toContainText(/Saved|saved$/);
  await expectKept(page, typed);
}

async function addRow(page: Page, patient: string, formId: string, visit: string | null, day: CalendarDate, counted: KeysOfForm[]): Promise<void> {
  await page.goto(`/patients/${patient}/logs/${formId}${visit ? `?visit=${visit}` : ""}`);
  await saveRow(page, () => typeEverything(page, definitionOf(formId), day, counted), null);
}

/** From the first field by Enter to the last, or to what a day as planned leaves blank, then Alt S: fields that an answer brings are met on the way. */
async function typeEverything(page: Page, form: Form, day: CalendarDate, counted: KeysOfForm[]): Promise<readonly string[]> {
  const hands = handsOf(page);
  await beginForm(hands);
  const typed = await walkForm(hands, form, (name, field) => {
    if (AS_PROPOSED[form.id]?.includes(name)) return "=";
    if (AS_PROPOSED[form.id] !== undefined && IF_OTHERWISE.includes(name)) return null;
    return ELIGIBLE[form.id]?.[name] ?? typedAnswer(field, day);
  });
  await press(hands, "Alt+s");
  expect(typed.length, form.id).toBeGreaterThan(0);
  counted.push({ formId: form.id, title: form.title, fields: typed.length, keys: hands.keys });
  return typed;
}

/** What the controls hold after the save stands there again when the page is opened anew, and none of it is blank. */
async function expectKept(page: Page, fields: readonly string[]): Promise<void> {
  const held = () => page.evaluate((names) => Object.fromEntries(names.map((name) => {
    const row = document.getElementById(`row-${name}`);
    const control = row?.querySelector<HTMLInputElement>("input:checked") ?? row?.querySelector<HTMLInputElement>("input:not([type=radio]), select, textarea");
    return [name, control?.value ?? ""];
  })), fields);
  const saved = await held();
  await page.reload();
  await expect(page.locator(".save-bar")).toBeVisible();
  await expect.poll(held).toEqual(saved);
  expect(Object.entries(saved).filter(([, value]) => value === "")).toEqual([]);
}
