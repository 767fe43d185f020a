import { expect, test } from "@playwright/test";
import { rowOf, save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const crew = company("cora", "mona");

test.describe("why a saved value changes", () => {
  test("three corrections in one save have two reasons: each stands in the trail with its own [R06]", async () => {
    const { cora } = crew;
    const address = await addressOfForm(cora, await newPatient(cora), "SCR", "Vital signs");
    await cora.goto(address);
    await type(cora, { pulse: "70", systolic: "120", temperatureC: "36.6" });
    await save(cora);
    await type(cora, { pulse: "71", systolic: "121", temperatureC: "36.7", diastolic: "80" });
    await cora.getByRole("button", { name: /^Save/ }).first().click();

    const dialog = cora.getByRole("dialog", { name: "Why did 3 saved values change?" });
    await expect(dialog.getByRole("row", { name: /^Pulse 70 \/min becomes 71 \/min/ })).toBeVisible();
    await expect(dialog).not.toContainText("Diastolic");
    await cora.keyboard.press("1");
    await expect(dialog.getByLabel("Transcription error")).toBeChecked();
    await dialog.getByLabel("Different reasons for different values").check();
    await dialog.getByLabel("Reason for Temperature").selectOption({ label: "1  Transcription error" });
    await expect(dialog.getByLabel("Reason for Pulse")).toHaveValue("transcription");
    await dialog.getByLabel("Reason for Systolic blood pressure").selectOption({ label: "2  Source corrected" });
    await dialog.getByLabel("In words").fill("chart read again");

    await dialog.getByRole("button", { name: "Keep editing" }).click();
    await cora.getByRole("button", { name: /^Save/ }).first().click();
    await expect(dialog.getByLabel("In words"), "what was said survives closing").toHaveValue("chart read again");
    await dialog.getByLabel("In words").press("Enter");
    await expect(cora.locator(".save-bar-state")).toContainText("Saved");

    const reasonsOf = async (field: string) => {
      await rowOf(cora, field).getByRole("button", { name: /^History/ }).click();
      const told = await cora.getByRole("dialog").getByRole("listitem").first().textContent();
      await cora.keyboard.press("Escape");
      return told;
    };
    await cora.reload();
    expect(await reasonsOf("pulse")).toContain("Reason: Transcription error: chart read again");
    expect(await reasonsOf("systolic")).toContain("Reason: Source corrected: chart read again");
    expect(await reasonsOf("diastolic"), "a first entry has none").not.toContain("Reason");
  });
});
