import { expect, test } from "@playwright/test";
import { rowOf, save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const people = company("cora", "ines");

/** Both open the same form of a new patient, and so have seen the same blanks. */
async function bothAtOneForm() {
  const { cora, ines } = people;
  const address = await addressOfForm(cora, await newPatient(cora), "SCR", "Haematology");
  await Promise.all([cora.goto(address), ines.goto(address)]);
  return { cora, ines, address };
}

test("two people on one form merge field by field, and each sees the other's values after a save [R49 F07]", async () => {
  const { cora, ines, address } = await bothAtOneForm();
  await type(cora, { sampleDate: "2jun25", wbc: "3.1 ×10⁹/L" });
  await save(cora);
  await type(ines, { haemoglobin: "9.2 g/dL" });
  await save(ines);
  await expect(ines.locator("#wbc")).toHaveValue("3.1");
  await cora.goto(address);
  await expect(cora.locator("#wbc")).toHaveValue("3.1");
  await expect(cora.locator("#haemoglobin")).toHaveValue("9.2");
});

test("the same field asks: both values are shown, nothing of the slower save is written, nothing typed is lost [R49 F07]", async () => {
  const { cora, ines, address } = await bothAtOneForm();
  await type(cora, { platelets: "41 ×10⁹/L" });
  await save(cora);
  await type(ines, { platelets: "14 ×10⁹/L", blastsPct: "12" });
  await ines.getByRole("button", { name: /^Save/ }).first().click();

  const dispute = rowOf(ines, "platelets").getByRole("alert");
  await expect(dispute).toContainText(/Cora Whitfield stored 41 ×10⁹\/L, \d\d:\d\d \w+, while you were typing\./);
  await expect(ines.locator("#platelets")).toHaveValue("14");
  await expect(ines.locator("#blastsPct")).toHaveValue("12");
  await cora.goto(address);
  await expect(cora.locator("#platelets")).toHaveValue("41");
  await expect(cora.locator("#blastsPct")).toHaveValue("");

  await save(ines, "Read again from the report");
  await cora.goto(address);
  await expect(cora.locator("#platelets")).toHaveValue("14");
  await expect(cora.locator("#blastsPct")).toHaveValue("12");
  await rowOf(cora, "platelets").getByRole("button", { name: /History/ }).click();
  const story = cora.getByRole("dialog", { name: /History of Platelets/ });
  for (const part of ["41 ×10⁹/L", "14 ×10⁹/L", "Cora Whitfield, coordinator", "Dr Ines Carvalho, investigator", "Read again from the report"]) await expect(story).toContainText(part);
});

test("taking the other's value leaves one's own other fields to be saved", async () => {
  const { cora, ines, address } = await bothAtOneForm();
  await type(cora, { platelets: "41 ×10⁹/L" });
  await save(cora);
  await type(ines, { platelets: "14 ×10⁹/L", blastsPct: "12" });
  await ines.getByRole("button", { name: /^Save/ }).first().click();
  await rowOf(ines, "platelets").getByRole("button", { name: "Take 41 ×10⁹/L" }).click();
  await expect(ines.locator("#platelets")).toHaveValue("41");
  await save(ines);
  await cora.goto(address);
  await expect(cora.locator("#platelets")).toHaveValue("41");
  await expect(cora.locator("#blastsPct")).toHaveValue("12");
});

test("the same value from both is no conflict", async () => {
  const { cora, ines } = await bothAtOneForm();
  await type(cora, { platelets: "41 ×10⁹/L" });
  await save(cora);
  await type(ines, { platelets: "41 ×10⁹/L" });
  await save(ines);
});
