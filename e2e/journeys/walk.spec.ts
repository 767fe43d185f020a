import { expect, test, type Page } from "@playwright/test";
import { PASSWORD, arrive, openForm, rowOf, save, saveRow, sign as giveSignature, type } from "../cast";

const ASKED = "Was it one tablet of 500 mg?";

/** One patient from screening to a locked, exported CR, each person on a computer of their own. */
test("one patient, end to end", async ({ browser }) => {
  test.setTimeout(600_000);
  const cora = await arrive(browser, "cora");
  const ines = await arrive(browser, "ines");
  const mona = await arrive(browser, "mona");
  const dana = await arrive(browser, "dana");
  let patient = "";
  let arm = "";
  const visit = (code: string, title: string, page = cora) => openForm(page, patient, code, title);
  const record = async (code: string, title: string, answers: Readonly<Record<string, string>>) => { await visit(code, title); await type(cora, answers); await save(cora); };

  await test.step("the coordinator adds a patient: the site gives the number, the screening forms stand ready", async () => {
    await cora.goto("/patients");
    await cora.getByRole("button", { name: "New patient" }).click();
    await cora.getByRole("button", { name: /Add to site/ }).click();
    await cora.waitForURL(/\/patients\/101-\d{3}$/);
    patient = new URL(cora.url()).pathname.split("/").pop() ?? "";
  });

  await test.step("screening: criteria are computed while data allow, unknown until then", async () => {
    await record("SCR", "Informed consent", { consentDate: "2jun25" });
    await record("SCR", "Demography", { age: "54", sex: "Female" });
    await record("SCR", "AML history", {
      diseaseStatus: "Relapsed", diagnosisDate: "un mar 2024", inductionCourses: "1", salvageCourses: "0", firstCrDate: "may 2024", firstRelapseDate: "12.1.25", fab: "M2, with maturation", cytogenetics: "Normal (diploid)",
    });
    await record("SCR", "Vital signs", { measuredOn: "2.6.2025", heightCm: "170", weightKg: "70", zubrod: "1, restricted in strenuous activity" });
    await record("SCR", "Chemistry", {
      sampleDate: "2jun25", bilirubin: "0.8 mg/dL", bilirubinUln: "1.1 mg/dL", alt: "30", altUln: "40", creatinine: "80 µmol/L", creatinineUln: "104 µmol/L",
      magnesium: "0.85 mmol/L", magnesiumLower: "0.7 mmol/L", magnesiumUpper: "1.05 mmol/L",
    });
    await record("SCR", "Cardiac function", { examinedOn: "2jun25", lvefPercent: "61", method: "MUGA" });
    await record("SCR", "Haematology", { sampleDate: "2jun25", wbc: "3.1 ×10⁹/L", anc: "900 /µL", platelets: "41 ×10⁹/L", haemoglobin: "9.2 g/dL", blastsPct: "12" });
    await record("SCR", "Bone marrow", { done: "Yes", marrowDate: "2jun25", blastPct: "47", nucleatedCells: "500", spicules: "Present", auerRods: "None seen" });
    await record("SCR", "Extramedullary", { disease: "None found", examinedOn: "2jun25" });
    await cora.goto(`/patients/${patient}`);
    await expect(cora.getByRole("region", { name: "Eligibility criteria" })).toContainText("unknown");
    await expect(cora.getByRole("button", { name: /Randomise/ })).toBeDisabled();
    await visit("SCR", "Eligibility");
    await type(cora, { leukaemicInfiltration: "No", lifeExpectancy: "Yes", ableToComply: "Yes", contraception: "Yes", interferingAgents: "No" });
    await expect(cora.getByRole("region", { name: "Eligibility criteria" })).toContainText("1 unknown");
    await type(cora, { severeCondition: "No" });
    await expect(cora.getByRole("region", { name: "Eligibility criteria" })).toContainText("0 unknown");
    await save(cora);
  });

  await test.step("only the investigator confirms, with the password again; a wrong one signs nothing", async () => {
    await cora.goto(`/patients/${patient}`);
    await expect(cora.getByRole("button", { name: /Confirm eligibility/ })).toBeDisabled();
    await ines.goto(`/patients/${patient}`);
    await ines.getByRole("button", { name: /Confirm eligibility/ }).click();
    const dialog = ines.getByRole("dialog");
    await dialog.getByLabel("Your user name").fill("ines");
    await dialog.getByLabel("Your password").fill("not my password");
    await dialog.getByRole("button", { name: "Confirm eligibility" }).click();
    await expect(dialog).toContainText("That is not your password");
    await giveSignature(ines, "ines", "Confirm eligibility");
    await expect(dialog).toBeHidden();
  });

  await test.step("the list decides the arm", async () => {
    await cora.goto(`/patients/${patient}`);
    await cora.getByRole("button", { name: "Randomise…" }).click();
    const dialog = cora.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Randomise/ }).click();
    await expect(dialog).toContainText(/Group [123]/);
    arm = /Group ([123])/.exec((await dialog.textContent()) ?? "")?.[1] ?? "";
    await cora.keyboard.press("Escape");
  });

  await test.step("dosing: planned from the body size with its formula, given beside it, a deviation shown at once", async () => {
    await visit("C1", "Vital signs");
    await type(cora, { measuredOn: "9jun25", heightCm: "170", weightKg: "70", zubrod: "1, restricted in strenuous activity" });
    await expect(cora.getByRole("region", { name: "Planned doses" })).toContainText("12 mg/m² × 1.82 m² = 21.8 mg");
    await save(cora);
    await record("C1", "Haematology", { sampleDate: "9jun25", wbc: "2.0 ×10⁹/L", anc: "700 /µL", platelets: "38 ×10⁹/L", haemoglobin: "9.0 g/dL", blastsPct: "10" });
    await visit("C1", "Cenersen infusion");
    await type(cora, { startAt: "9jun25 10:00", stopAt: "13jun25 10:00", rateMgPerHour: "7" });
    await rowOf(cora, "startAt").getByRole("textbox", { name: /Explanation/ }).fill("Entered later from the paper chart of a trained site");
    await save(cora);
    for (const [day, dose] of [["10jun25", "21.8"], ["11jun25", "21.8"], ["12jun25", "21.8"]] as const) await addRow(cora, patient, "idarubicin_dose", "C1", { doseDate: day, doseMg: dose });
    const cytarabine = { "1": [], "2": Array.from({ length: 7 }, () => "182"), "3": Array.from({ length: 4 }, () => "1820") }[arm] ?? [];
    for (const [at, dose] of cytarabine.entries()) await addRow(cora, patient, "cytarabine_dose", "C1", { doseDate: `${10 + at}jun25`, doseMg: dose });
    await cora.goto(`/patients/${patient}/logs/idarubicin_dose?visit=C1`);
    await type(cora, { doseDate: "13jun25", doseMg: "30" });
    await expect(cora.getByRole("main")).toContainText(/37\.6 %|deviation/);
  });

  await test.step("a misspelt inhibitor is recognised and placed in the window before it is saved", async () => {
    await cora.goto(`/patients/${patient}/logs/concomitant_medication`);
    await type(cora, { medication: "Tylonol", startDate: "11jun25" });
    await expect(cora.getByText("This row will count as an inhibitor exposure.").or(cora.getByText("This may be an inhibitor exposure."))).toBeVisible();
    await type(cora, { doseValue: "500", doseUnit: "mg", frequency: "Once", route: "Oral", indication: "headache", ongoing: "No", stopDate: "11jun25" });
    await expect(cora.getByText("This row will count as an inhibitor exposure.")).toBeVisible();
    await expect(cora.getByRole("img", { name: /against the exposure window: 1 day inside/ })).toBeVisible();
    await save(cora);
    await addRow(cora, patient, "concomitant_medication", null, { medication: "allopurinol", doseValue: "300", doseUnit: "mg", frequency: "Daily", route: "Oral", startDate: "un may 2025", ongoing: "No", stopDate: "20jun25" });
  });

  await test.step("day 14: no response yet", async () => {
    await assess("D14", "24jun25", { anc: "0.2 ×10⁹/L", platelets: "15 ×10⁹/L", blasts: "0", marrow: "2", investigator: "NR, no response" });
    await expect(cora.getByRole("region", { name: "Derived response" })).toContainText("NR");
  });

  await test.step("day 28: CRp while platelets are low, CR when they are typed above the bound, live and then from the server", async () => {
    await assess("D28", "9jul25", { anc: "1.9 ×10⁹/L", platelets: "82 ×10⁹/L", blasts: "0", marrow: "2", investigator: "CR, complete remission" });
    await expect(cora.getByRole("region", { name: "Derived response" }).locator(".response-big")).toHaveText("CRp");
    await visit("D28", "Haematology");
    await type(cora, { platelets: "124 ×10⁹/L" });
    await expect(cora.getByRole("region", { name: "Derived response" }).locator(".response-big")).toHaveText("CR");
    await save(cora, "misread in the report");
    await cora.goto(`/patients/${patient}`);
    await expect(cora.locator(".response-big").first()).toHaveText("CR");
    await expect(cora.getByRole("region", { name: /three profiles/ })).toContainText("ELN 2022");
    await cora.getByRole("region", { name: "Derived response" }).getByRole("link", { name: /platelets/i }).first().click();
    await expect(cora.locator("#platelets")).toBeFocused();
  });

  await test.step("the history at the field tells old, new, who, role, when and why", async () => {
    await rowOf(cora, "platelets").getByRole("button", { name: /History/ }).click();
    const story = cora.getByRole("dialog", { name: /History of Platelets/ });
    await expect(story).toContainText("82 ×10⁹/L");
    await expect(story).toContainText("124 ×10⁹/L");
    await expect(story).toContainText("Cora Whitfield, coordinator");
    await expect(story).toContainText("misread in the report");
    await cora.keyboard.press("Escape");
  });

  await test.step("the monitor asks about the medication, the site answers, the monitor closes and decides with a reason", async () => {
    await decide(mona, patient, "Ask", "Ask the site", ASKED);
    await cora.goto(await queryOf(cora, patient));
    await cora.getByLabel("Answer").fill("Yes, one tablet at 22:00, ward chart page 3");
    await cora.getByRole("button", { name: "Send answer" }).click();
    await expect(cora.locator(".query-thread")).toContainText("Yes, one tablet at 22:00");
    await mona.goto(await queryOf(mona, patient));
    await mona.getByLabel(/Note/).fill("Seen in the chart");
    await mona.getByRole("button", { name: "Close query" }).click();
    await expect(mona.locator(".query-thread")).toContainText("Seen in the chart");
    await decide(mona, patient, "Exposure", "Inhibitor exposure", "Acetaminophen on day 3 of the infusion");
    await mona.goto(`/patients/${patient}`);
    await expect(mona.getByRole("main")).toContainText("Exposed");
  });

  await test.step("values are verified against source, field by field or the whole form", async () => {
    await visit("D28", "Haematology", mona);
    await mona.getByRole("button", { name: /Verify Platelets against source/ }).click();
    await expect(mona.getByRole("button", { name: /Platelets verified against source by Mona/ })).toBeVisible();
    await mona.getByRole("button", { name: /Verify all \d+ values/ }).click();
    await expect(mona.getByRole("button", { name: /Verify all/ })).toHaveCount(0);
  });

  await test.step("the lock is refused while anything is open, and says what, whose and where", async () => {
    await lockPatient(dana, patient);
    await expect(dana.getByRole("dialog")).toContainText(/Not locked: \d+ blockers? remain/);
    await dana.keyboard.press("Escape");
    await expect(dana.getByRole("main")).toContainText(/Survival follow-up/);
  });

  await test.step("what is left is recorded or said not to be done; the monitor verifies what decides the endpoint", async () => {
    await record("REC", "Haematology", { sampleDate: "2jul25", wbc: "2.4 ×10⁹/L", anc: "1.1 ×10⁹/L", platelets: "61 ×10⁹/L", haemoglobin: "9.8 g/dL", blastsPct: "0" });
    await record("FU3", "Survival follow-up", { contactDate: "12sep25", status: "Alive", diseaseStatus: "In remission", newTherapySince: "No" });
    await cora.goto(`/patients/${patient}/logs/death`);
    await type(cora, { deathDate: "12oct25", cause: "Infection", relatedToTreatment: "No" });
    await rowOf(cora, "deathDate").getByRole("textbox", { name: /Explanation/ }).fill("Entered later from the paper chart of a trained site");
    await cora.getByRole("button", { name: /^Save/ }).first().click();
    await expect(cora.getByRole("region", { name: "Recorded rows" })).toContainText("12-Oct-2025");
    await cora.goto(`/patients/${patient}`);
    await expect(cora.locator("#FU6"), "after death nothing more is awaited").toHaveCount(0);
    await verifyEverything(mona, patient);
  });

  await test.step("the investigator signs; a correction voids exactly its field; the difference is signed again", async () => {
    await sign(ines, patient, "Sign casebook");
    await expect(ines.getByRole("region", { name: "Signature" })).toContainText(/values stand as signed/);
    await visit("D28", "Haematology");
    await type(cora, { haemoglobin: "10.4 g/dL" });
    await save(cora, "source corrected by the laboratory");
    await ines.goto(`/patients/${patient}`);
    await expect(ines.getByRole("region", { name: "Signature" })).toContainText("1 value changed since");
    await expect(ines.getByRole("region", { name: "Signature" })).toContainText("Haemoglobin");
    await sign(ines, patient, "Sign the changed value");
  });

  await test.step("now it is frozen, then locked, and nothing can be typed any more", async () => {
    for (const how of ["Freeze", "Lock"] as const) {
      await lockPatient(dana, patient, how);
      await expect(dana.getByRole("dialog")).toBeHidden();
    }
    await visit("D28", "Haematology");
    await expect(cora.getByText("This record is locked.")).toBeVisible();
    await expect(cora.locator("#platelets")).toBeDisabled();
  });

  await test.step("a data cut: one file per form, and the same bytes when it is asked for again", async () => {
    await dana.goto("/cuts");
    const name = `walk ${patient}`;
    await dana.getByLabel("Name of the cut").fill(name);
    await dana.getByRole("button", { name: "Make a cut" }).click();
    await expect(dana.getByRole("heading", { name })).toBeVisible({ timeout: 60_000 });
    const address = await dana.getByRole("link", { name: `All files of ${name}, one archive` }).getAttribute("href") ?? "";
    const [one, other] = [await dana.request.get(address), await dana.request.get(address)];
    expect(one.status()).toBe(200);
    expect(Buffer.compare(await one.body(), await other.body())).toBe(0);
    const file = await (await dana.request.get(address.replace("all-files.tar", "haematology.csv"))).text();
    expect(file).toContain(patient);
  });

  await test.step("the statistician reads the result of the cut, the inspector the whole story, the administrator nothing clinical", async () => {
    const [stan, ingo, ada] = [await arrive(browser, "stan"), await arrive(browser, "ingo"), await arrive(browser, "ada")];
    await stan.goto("/efficacy");
    await expect(stan.getByRole("main")).toContainText(`walk ${patient}`);
    await ingo.goto(`/trail?patient=${patient}`);
    await expect(ingo.getByRole("main")).toContainText(`Locked patient ${patient}`);
    expect((await ada.goto(`/patients/${patient}`))?.status()).toBe(404);
  });

  async function assess(code: string, day: string, seen: { anc: string; platelets: string; blasts: string; marrow: string; investigator: string }) {
    await record(code, "Haematology", { sampleDate: day, wbc: "3.0 ×10⁹/L", anc: seen.anc, platelets: seen.platelets, haemoglobin: "10.1 g/dL", blastsPct: seen.blasts });
    await record(code, "Bone marrow", { done: "Yes", marrowDate: day, blastPct: seen.marrow, nucleatedCells: "500", spicules: "Present", auerRods: "None seen" });
    await record(code, "Extramedullary", { disease: "None found", examinedOn: day });
    await record(code, "Response assessment", { assessedOn: day, investigatorResponse: seen.investigator });
  }
});

async function addRow(page: Page, patient: string, form: string, visit: string | null, answers: Readonly<Record<string, string>>) {
  await page.goto(`/patients/${patient}/logs/${form}${visit ? `?visit=${visit}` : ""}`);
  await saveRow(page, () => type(page, answers));
}

/** Chooses on the board, says why, and waits until the row shows the verdict. */
async function decide(page: Page, patient: string, quick: string, verdict: string, reason: string) {
  await page.goto("/exposure");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: patient }) }).filter({ hasText: "Tylonol" });
  const choose = row.getByRole("button", { name: `${quick}: Tylonol, ${patient}` });
  if (await choose.count()) await choose.click();
  else await row.getByRole("button", { name: `Why: Tylonol, ${patient}` }).or(row.getByRole("button", { name: `Decide: Tylonol, ${patient}` })).click();
  const panel = page.locator(".exposure-detail");
  await panel.locator("label", { hasText: verdict }).click();
  await panel.getByRole("textbox", { name: /kept in the trail$/ }).fill(reason);
  await panel.getByLabel("Your password").fill(PASSWORD);
  await panel.getByRole("button", { name: "Sign verdict" }).click();
  await expect(row).toContainText(verdict === "Ask the site" ? "Asked the site" : verdict);
}

async function queryOf(page: Page, patient: string): Promise<string> {
  await page.goto(`/queries?patient=${patient}&state=all`);
  return (await page.getByRole("row").filter({ hasText: ASKED }).locator("a[href^='/queries/']").first().getAttribute("href")) ?? "";
}

async function sign(page: Page, patient: string, button: "Sign casebook" | "Sign the changed value") {
  await page.goto(`/patients/${patient}`);
  await page.getByRole("button", { name: button }).click();
  await giveSignature(page, "ines", button);
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function lockPatient(page: Page, patient: string, how: "Freeze" | "Lock" = "Lock") {
  await page.goto(`/lock?patient=${patient}`);
  await page.getByRole("button", { name: `${how} patient ${patient}…` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Data complete, reviewed and signed");
  await page.getByRole("dialog").getByRole("button", { name: `${how} patient ${patient}` }).click();
}

async function verifyEverything(page: Page, patient: string) {
  await page.goto(`/patients/${patient}`);
  const forms = await page.locator("main a[href^='/entries/']").evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")?.split("#")[0] ?? ""))]);
  for (const href of forms) {
    await page.goto(href);
    const all = page.getByRole("button", { name: /Verify all/ });
    if (await all.count()) { await all.click(); await expect(all).toHaveCount(0); }
  }
}
