import { expect, test } from "@playwright/test";
import { save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const crew = company("cora", "mona");

test("a monitor verifies values beside the source, takes an act back, and verifies again with one key what changed", async () => {
  const { cora, mona } = crew;
  const patient = await newPatient(cora);
  const form = await addressOfForm(cora, patient, "SCR", "Vital signs");
  await cora.goto(form, { waitUntil: "networkidle" });
  await type(cora, { measuredOn: "2sep24", pulse: "70" });
  await save(cora);

  await mona.goto(`/verification/${patient}?show=all`);
  await mona.getByRole("button", { name: "Choose all 2" }).click();
  await mona.getByRole("button", { name: "Verify 2 values…" }).click();
  const dialog = mona.getByRole("dialog");
  await expect(dialog).toContainText(`2 values of 1 form of 1 patient, ${patient}`);
  await dialog.getByRole("button", { name: "Verify 2 values" }).click();
  await expect(dialog).toContainText("2 values of 1 form verified.");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(mona.getByText(/verified by Mona/)).toHaveCount(2);
  await mona.getByRole("button", { name: /^Undo the verification of 2 values/ }).click();
  await expect(mona.getByText("The verification of 2 values was taken back.")).toBeVisible();
  await expect(mona.getByText(/verified by Mona/)).toHaveCount(0);

  await mona.goto(form);
  await mona.getByRole("button", { name: /^Verify all 2 values/ }).click();
  await expect(mona.getByRole("button", { name: /^Verify all/ })).toHaveCount(0);
  await cora.goto(form, { waitUntil: "networkidle" });
  await type(cora, { measuredOn: "3sep24" });
  await save(cora, "Read from the wrong line");

  await mona.goto("/verification/changed");
  const row = mona.getByRole("row", { name: new RegExp(patient) });
  await expect(row).toContainText("02-Sep-2024");
  await expect(row).toContainText("03-Sep-2024");
  await expect(row).toContainText("Read from the wrong line");
  await row.getByRole("button", { name: /^Verify again/ }).press("v");
  await expect(row).toHaveCount(0);
});
