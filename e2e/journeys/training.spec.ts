import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { rowOf, save, saveRow, signIn, type } from "../cast";
import { enterTraining, PRACTICE_PASSWORD, startTraining, type Training } from "../training";

const SAYS = "TRAINING invented patients, nothing counts";
let training: Training;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => { test.setTimeout(240_000); training = await startTraining(); });
test.afterAll(async () => { await training.end(); });

test("trial and training are open in one browser, and neither session nor typing goes from one to the other", async ({ browser }) => {
  const computer = await browser.newContext();
  const [real, practice] = [await computer.newPage(), await computer.newPage()];
  await signIn(real, "cora");
  await enterTraining(practice, training.address, "cora");
  await real.goto("/patients");
  await expect(real.getByRole("button", { name: "Account of Cora Whitfield" })).toContainText("site 101");
  await expect(real.getByRole("complementary", { name: "Training" })).toHaveCount(0);
  await practice.goto(`${training.address}/patients`);
  await expect(practice.getByRole("button", { name: "Account of Cora Whitfield" })).toContainText("site 901");
  await expect(real.locator("body")).not.toContainText("901-001");
  await expect(practice.locator("body")).not.toContainText("101-001");

  await practice.getByRole("button", { name: "Account of Cora Whitfield" }).click();
  await practice.getByRole("button", { name: "Sign out" }).click();
  await practice.waitForURL(/sign-in/);
  await real.goto("/patients");
  await expect(real.getByRole("heading", { level: 1, name: "Patients" })).toBeVisible();
  await computer.close();
});

test("every kind of page says that it is training, also before anybody has signed in, in its title, in its tab and on paper", async ({ page }) => {
  await page.goto(`${training.address}/sign-in`);
  await expect(page.getByRole("complementary", { name: "Training" })).toHaveText(SAYS.replace("TRAINING ", "TRAINING"));
  await expect(page).toHaveTitle(/^TRAINING · /);
  expect(await (await page.request.get(`${training.address}/mark.svg`)).text()).toContain("#ffe100");
  await enterTraining(page, training.address, "cora");
  for (const address of ["/", "/patients", "/patients/901-001", "/queries", "/exposure", "/protocol", "/help", "/account", "/no-such-page"]) {
    await page.goto(`${training.address}${address}`);
    await expect(page.getByRole("complementary", { name: "Training" }), address).toBeVisible();
    await expect(page, address).toHaveTitle(/^TRAINING · /);
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("complementary", { name: "Training" })).toBeVisible();
});

test("what is downloaded says so: in its name, in the first line of a table, in the manifest of a cut, on each page of a casebook", async ({ page, browser }) => {
  await enterTraining(page, training.address, "cora");
  const named = async (to: string, by: Page = page) => { const answer = await by.request.get(`${training.address}${to}`); return { name: answer.headers()["content-disposition"] ?? "", body: await answer.body() }; };
  const table = await named("/deviations/deviations.csv");
  expect([table.name, table.body.toString().split("\n")[0]]).toEqual([expect.stringContaining('filename="TRAINING-deviations.csv"'), "TRAINING: invented patients, nothing counts"]);
  const casebook = await named("/patients/901-001/casebook.pdf");
  expect([casebook.name, casebook.body.subarray(0, 5).toString()]).toEqual([expect.stringContaining('filename="TRAINING-casebook-901-001.pdf"'), "%PDF-"]);

  const dana = await browser.newPage();
  await enterTraining(dana, training.address, "dana");
  await dana.goto(`${training.address}/cuts`);
  await dana.getByLabel(/Name/).fill("Practice cut");
  await dana.getByRole("button", { name: /Make/ }).click();
  const manifest = dana.getByRole("link", { name: /manifest/i }).first();
  const href = await manifest.getAttribute("href");
  const cut = await named(href ?? "", dana);
  expect(cut.name).toContain('filename="TRAINING-manifest.json"');
  expect(JSON.parse(cut.body.toString())).toMatchObject({ training: "TRAINING: invented patients, nothing counts" });
  await dana.close();
});

/** As a newcomer types them, by the title of the form. */
const SCREENING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Informed consent": { consentDate: "2jun25" },
  Demography: { age: "54", sex: "Female" },
  "AML history": { diseaseStatus: "Relapsed", diagnosisDate: "un mar 2024", inductionCourses: "1", salvageCourses: "0", firstCrDate: "may 2024", firstRelapseDate: "12.1.25", fab: "M2, with maturation", cytogenetics: "Normal (diploid)" },
  "Vital signs": { measuredOn: "2.6.2025", heightCm: "170", weightKg: "70", zubrod: "1, restricted in strenuous activity" },
  Chemistry: { sampleDate: "2jun25", bilirubin: "0.8 mg/dL", bilirubinUln: "1.1 mg/dL", alt: "30", altUln: "40", creatinine: "80 µmol/L", creatinineUln: "104 µmol/L", magnesium: "0.85 mmol/L", magnesiumLower: "0.7 mmol/L", magnesiumUpper: "1.05 mmol/L" },
  "Cardiac function": { examinedOn: "2jun25", lvefPercent: "61", method: "MUGA" },
  Haematology: { sampleDate: "2jun25", wbc: "3.1 ×10⁹/L", anc: "900 /µL", platelets: "41 ×10⁹/L", haemoglobin: "9.2 g/dL", blastsPct: "12" },
  "Bone marrow": { done: "Yes", marrowDate: "2jun25", blastPct: "47", nucleatedCells: "500", spicules: "Present", auerRods: "None seen" },
  "Extramedullary disease": { disease: "None found", examinedOn: "2jun25" },
  Eligibility: { leukaemicInfiltration: "No", lifeExpectancy: "Yes", ableToComply: "Yes", contraception: "Yes", interferingAgents: "No", severeCondition: "No" },
};

test("a new coordinator is led through a first patient, each step to its very place, until the guide is gone", async ({ page, browser }) => {
  test.setTimeout(420_000);
  const guide = page.getByRole("region", { name: "Your first patient" });
  const go = async (step: RegExp) => {
    await page.goto(`${training.address}/`);
    await guide.getByRole("link", { name: step }).last().click();
  };
  await enterTraining(page, training.address, "cora");
  await expect(guide).toContainText("0 of 10");

  await go(/^Go there: Add a patient/);
  await page.getByRole("button", { name: /Add to site/ }).click();
  await page.waitForURL(/\/patients\/901-\d{3}$/);
  const patient = new URL(page.url()).pathname.split("/").pop() ?? "";

  await test.step("consent, screening and eligibility: the guide opens the next form that is not complete", async () => {
    for (let left = Object.keys(SCREENING).length; left > 0; left--) {
      await go(/^Go there: (Enter the consent|Fill the screening forms|Answer the eligibility)/);
      await page.waitForURL(/\/entries\//);
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      const form = Object.keys(SCREENING).find((title) => heading.includes(title));
      if (!form) throw new Error(`The guide led to ${heading}`);
      await type(page, SCREENING[form] ?? {});
      if (form === "Informed consent") await seeHints(page);
      await save(page);
    }
  });

  await test.step("the investigator confirms; the guide then says randomise", async () => {
    const ines = await browser.newPage();
    await enterTraining(ines, training.address, "ines");
    await ines.goto(`${training.address}/patients/${patient}`);
    await ines.getByRole("button", { name: /Confirm eligibility/ }).click();
    const dialog = ines.getByRole("dialog");
    await dialog.getByLabel("Your user name").fill("ines");
    await dialog.getByLabel("Your password").fill(PRACTICE_PASSWORD);
    await dialog.getByRole("button", { name: "Confirm eligibility" }).click();
    await expect(dialog).toBeHidden();
    await ines.close();
    await go(/^Go there: Randomise/);
    await page.getByRole("button", { name: "Randomise…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Randomise/ }).click();
    await expect(page.getByRole("dialog")).toContainText(/Group [123]/);
    await page.keyboard.press("Escape");
  });

  await test.step("a dosing day, a co-medication, a laboratory report", async () => {
    await go(/^Go there: Enter a dosing day/);
    await saveRow(page, () => type(page, { doseDate: "4jun25", doseMg: "21.8" }));
    await go(/^Go there: Enter a co-medication/);
    await saveRow(page, () => type(page, { medication: "Pantoprazole" }));
    await go(/^Go there: Enter a laboratory report/);
    await type(page, { wbc: "1.1 ×10⁹/L" });
    await save(page);
  });

  await test.step("the query that the monitor asked is answered, and the guide is gone; on Help it can begin again", async () => {
    await go(/^Go there: Answer a query/);
    await page.locator(".query-age a").first().click();
    await page.getByLabel("Answer").fill("Yes, the report gives 55 to 60 %.");
    await page.getByRole("button", { name: "Send answer" }).click();
    await expect(async () => { await page.goto(`${training.address}/`); await expect(guide).toHaveCount(0, { timeout: 2_000 }); }).toPass({ timeout: 20_000 });
    await page.goto(`${training.address}/help`);
    await expect(page.getByRole("region", { name: "Your first patient" })).toContainText("10 of 10");
    await page.getByRole("button", { name: "Begin again with a new patient" }).click();
    await expect(page.getByRole("region", { name: "Your first patient" })).toContainText("0 of 10");
  });
});

/** Each hint once for the person: read here, it does not come back on another page. */
async function seeHints(page: Page): Promise<void> {
  const hint = rowOf(page, "consentDate").locator(".hint-line");
  await expect(hint).toContainText("what the record keeps");
  await hint.getByRole("button", { name: "Got it" }).click();
  await expect(hint).toHaveCount(0);
}

test("the practice data are renewed by an administrator alone, with the reason, and what was practised is gone", async ({ page }) => {
  test.setTimeout(120_000);
  await enterTraining(page, training.address, "ada");
  await page.goto(`${training.address}/help`);
  await page.getByRole("button", { name: "Renew the practice data…" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("A new course begins");
  await page.getByRole("dialog").getByRole("button", { name: "Renew everything" }).click();
  await expect(async () => {
    await enterTraining(page, training.address, "cora");
    await page.goto(`${training.address}/patients`);
    await expect(page.locator("body")).toContainText("901-001", { timeout: 2_000 });
    await expect(page.locator("body")).not.toContainText("901-002", { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
});

test("what the trial says of training: nothing of it in its own pages, and no way to renew anything", async ({ page }) => {
  await signIn(page, "ada");
  await page.goto("/help");
  await expect(page.getByRole("button", { name: /Renew the practice data/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Training" })).toContainText("Practise where nothing counts");
  expect(readFileSync("app/_ui/css/tokens.css", "utf8").match(/#ffe100/g)).toHaveLength(1);
});
