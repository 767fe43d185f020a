import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { inBoth } from "../axe";
import { addressOfForm, company, newPatient } from "../company";

const at = company("cora");

test("a form's CSV and ODM of a log: what would be stored stands there with its questions, one line is left out, the rest is stored as a whole and says where it came from; blank cells empty what stands there only when that is chosen [R37 R50]", async () => {
  test.slow();
  const { cora } = at;
  const number = await newPatient(cora);
  await cora.goto("/imports");
  await cora.getByRole("link", { name: "Import forms" }).click();
  const choose = (name: string, mimeType: string, text: string) => cora.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
  const row = (text: RegExp) => cora.getByRole("table", { name: "Forms of the file" }).getByRole("row").filter({ hasText: text });

  await choose("vital_signs.csv", "text/csv", `PATIENT,VISIT,systolic,diastolic,pulse_missing\n${number},SCR,100,130,not done\n102-001,SCR,120,80,\n`);
  await expect(row(new RegExp(number))).toContainText("Systolic 100 mmHg is not above diastolic 130 mmHg");
  await expect(row(/102-001/)).toContainText("102-001 is no patient of your site. Correct the number, or leave the row out.");
  expect(await inBoth(cora)).toEqual([]);
  await expect(cora.getByRole("button", { name: "Store 3 values" })).toBeDisabled();
  await cora.getByLabel("Leave out line 3, 102-001").check();
  await cora.getByRole("button", { name: "Store 3 values" }).click();
  await expect(cora.getByText("3 values are stored in 1 form.")).toBeVisible();
  const [result] = await Promise.all([cora.waitForEvent("download"), cora.getByRole("button", { name: "Result line by line as CSV" }).click()]);
  expect(result.suggestedFilename()).toBe("vital_signs result.csv");
  const told = await readFile(await result.path(), "utf8");
  expect(told).toContain(`2,${number},SCR,Vital signs and body size,1,Systolic blood pressure,stored,,100 mmHg,`);
  expect(told).toMatch(/3,102-001,SCR,Vital signs and body size,1?,,not stored,,,left out by hand/);

  const odm = (inside: string) => `<?xml version="1.0"?><ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" FileType="Snapshot"><ClinicalData StudyOID="ST.CENERSEN-AML" MetaDataVersionOID="MDV.2007"><SubjectData SubjectKey="${number}"><StudyEventData StudyEventOID="SE.LOG">${inside}</StudyEventData></SubjectData></ClinicalData></ODM>`;
  await choose("evil.xml", "text/xml", '<!DOCTYPE ODM [<!ENTITY x "y">]><ODM/>');
  await expect(cora.getByRole("alert").filter({ hasText: "document type" })).toBeVisible();
  await choose("drugs.xml", "text/xml", odm('<FormData FormOID="F.concomitant_medication.1" FormRepeatKey="1"><ItemGroupData ItemGroupOID="IG.concomitant_medication.1.1"><ItemDataString ItemOID="I.concomitant_medication.1.medication">Aspirin</ItemDataString><ItemDataPartialDate ItemOID="I.concomitant_medication.1.startDate">2024-03</ItemDataPartialDate></ItemGroupData></FormData>'));
  await expect(row(/Concomitant medication, row 1/)).toContainText("new row");
  await cora.getByRole("button", { name: "Store 2 values" }).click();
  await cora.getByRole("link", { name: "See the import" }).click();
  await expect(cora.getByRole("heading", { name: "drugs.xml" })).toBeVisible();
  await expect(cora.getByRole("row").filter({ hasText: "startDate" })).toContainText("??-Mar-2024");

  await cora.goto(await addressOfForm(cora, number, "SCR", "Vital signs"));
  await expect(cora.locator("#systolic")).toHaveValue("100");

  await cora.goto("/imports/forms");
  await choose("vital_signs.csv", "text/csv", `PATIENT,VISIT,systolic,diastolic\n${number},SCR,,130\n`);
  await expect(cora.getByText("There is nothing new in it.")).toBeVisible();
  await cora.getByRole("radio", { name: /Empty what stands there/ }).check();
  await expect(row(new RegExp(number))).toContainText(/Systolic blood pressure: 100 mmHg\s*→\s*blank/);
  expect(await inBoth(cora)).toEqual([]);
  await cora.getByRole("button", { name: "Store 1 value" }).click();
  await cora.getByRole("dialog").getByRole("radio").first().check();
  await cora.getByRole("button", { name: "Store with this reason" }).click();
  await expect(cora.getByText("1 value is stored in 1 form.")).toBeVisible();
  await cora.goto(await addressOfForm(cora, number, "SCR", "Vital signs"));
  await expect(cora.locator("#systolic")).toHaveValue("");
  await expect(cora.locator("#diastolic")).toHaveValue("130");
});
