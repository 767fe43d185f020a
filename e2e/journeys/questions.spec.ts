import { expect, test, type Page } from "@playwright/test";
import { rowOf, save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const crew = company("cora", "mona");

/** A form that hears keys: its scripts have arrived. */
const openForm = (page: Page, address: string) => page.goto(address, { waitUntil: "networkidle" });

test.describe("why a saved value changes", () => {
  test("three corrections in one save have two reasons: each stands in the trail with its own [R06]", async () => {
    const { cora } = crew;
    const address = await addressOfForm(cora, await newPatient(cora), "SCR", "Vital signs");
    await openForm(cora, address);
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

test.describe("a question at the field", () => {
  test("explained where it is asked is no query: the monitor reads the explanation there [R17]", async () => {
    const { cora, mona } = crew;
    const patient = await newPatient(cora);
    const address = await addressOfForm(cora, patient, "SCR", "Vital signs");
    await openForm(cora, address);
    const pulse = rowOf(cora, "pulse");
    await cora.locator("#pulse").pressSequentially("18");
    await cora.locator("#pulse").pressSequentially("1", { delay: 50 });
    await expect(pulse, "half a number asks nothing").not.toContainText("18 /min, outside");
    await cora.locator("#pulse").press("Tab");
    await expect(pulse).toContainText("Check. Pulse is 181 /min, outside 40 to 150 /min. Check the value and its unit; correct it, or say why it is so.");
    await pulse.getByLabel(/^Explanation: Pulse is 181/).fill("Fever of 40 °C, seen by the investigator.");
    await save(cora);

    await openForm(mona, address);
    await expect(rowOf(mona, "pulse")).toContainText("Explained at entry by Cora Whitfield: “Fever of 40 °C, seen by the investigator.”");
    await mona.goto(`/queries?patient=${patient}`);
    await expect(mona.locator(".query-table tbody tr")).toHaveCount(0);
  });

  test("asked by a monitor stands under the field in words, and is answered there in the save that corrects the value", async () => {
    const { cora, mona } = crew;
    const patient = await newPatient(cora);
    const address = await addressOfForm(cora, patient, "SCR", "Vital signs");
    await openForm(cora, address);
    await type(cora, { pulse: "70" });
    await save(cora);
    await openForm(mona, address);
    await rowOf(mona, "pulse").getByRole("button", { name: /^Queries on Pulse/ }).click();
    await mona.getByLabel("Ask the site about Pulse").fill("The chart says 79. Which is right?");
    await mona.getByRole("button", { name: "Send query" }).click();
    await expect(rowOf(mona, "pulse").locator("[data-query]")).toContainText("The chart says 79.");

    await openForm(cora, address);
    await type(cora, { pulse: "79" });
    await cora.getByLabel("Answer: The chart says 79. Which is right?").fill("79, typed wrongly.");
    await cora.getByRole("button", { name: /^Save/ }).first().click();
    await cora.keyboard.press("4");
    await cora.keyboard.press("Enter");
    await expect(cora.locator(".save-bar-state")).toContainText("Saved");
    await expect(rowOf(cora, "pulse").locator("[data-query]")).toContainText("Query, answered.");
    await expect(rowOf(cora, "pulse")).toContainText("Cora Whitfield, coordinator: 79, typed wrongly.");

    await openForm(mona, address);
    await expect(mona.locator("#pulse")).toHaveValue("79");
    await rowOf(mona, "pulse").locator("summary").click();
    await rowOf(mona, "pulse").getByLabel("Note, kept in the thread").fill("Agreed.");
    await rowOf(mona, "pulse").getByRole("button", { name: "Close query" }).click();
    await expect(rowOf(mona, "pulse").locator("[data-query]")).toHaveCount(0);
  });

  test("on a field that is hidden is answered in a row of its own, where it lives, with the reason why it is hidden, and closed in the list", async () => {
    const { cora, mona } = crew;
    const patient = await newPatient(cora);
    const address = await addressOfForm(cora, patient, "SCR", "AML history");
    await openForm(cora, address);
    await type(cora, { diseaseStatus: "Relapsed" });
    await save(cora);
    await openForm(mona, address);
    await rowOf(mona, "firstRelapseDate").getByRole("button", { name: /^Queries on First relapse/ }).click();
    await mona.getByLabel("Ask the site about First relapse").fill("When was the relapse?");
    await mona.getByRole("button", { name: "Send query" }).click();
    await expect(rowOf(mona, "firstRelapseDate").locator("[data-query]")).toBeVisible();

    await openForm(cora, address);
    await type(cora, { diseaseStatus: "Refractory" });
    const ghost = rowOf(cora, "firstRelapseDate");
    await expect(ghost).toContainText("Hidden, because Disease status at entry is Refractory. It is asked when Disease status at entry is Relapsed.");
    await ghost.getByLabel("Answer: When was the relapse?").fill("There was none; the status was wrong.");
    await save(cora, "misread the letter");
    await expect(ghost.locator("[data-query]")).toContainText("Query, answered.");
    await mona.goto(`/queries?patient=${patient}`);
    const row = mona.locator(".query-table tbody tr");
    await expect(row).toContainText(["Answered"]);

    await row.locator("summary").focus();
    await mona.keyboard.press("Enter"); // what can be done is drawn now, below the thread
    await expect(row.getByLabel("Assigned to")).toBeVisible();
    await row.getByLabel("Note, kept in the thread").fill("The letter was read again.");
    await mona.reload();
    await row.locator("summary").click();
    await expect(row.getByLabel("Note, kept in the thread")).toHaveValue("The letter was read again.");
    await row.getByRole("button", { name: "Close query" }).click();
    await expect(row).toHaveCount(0);
  });
});

test.describe("what is missing", () => {
  test("is said by one key, another reason by the next press or its digit, and taken back by Backspace", async () => {
    const { cora } = crew;
    await openForm(cora, await addressOfForm(cora, await newPatient(cora), "SCR", "AML history"));
    await type(cora, { cytogenetics: "Normal (diploid)" });
    const row = rowOf(cora, "karyotype");
    const reasons = await row.locator("[data-missing]").allTextContents();
    await row.locator("[data-field]").first().focus();
    await cora.keyboard.press("Alt+m");
    await expect(row.locator(".form-missing")).toHaveText(reasons[0]!);
    await expect(row.locator(".form-missing")).toBeFocused();
    await cora.keyboard.press("2");
    await expect(row.locator(".form-missing")).toHaveText(reasons[1]!);
    await cora.keyboard.press("Backspace");
    await expect(row.locator("[data-field]").first()).toBeFocused();
    await expect(row.locator(".form-missing")).toHaveCount(0);
  });

  test("all that is left blank in a section is not done in one act, taken back in one, and saved", async () => {
    const { cora } = crew;
    await openForm(cora, await addressOfForm(cora, await newPatient(cora), "SCR", "Vital signs"));
    await type(cora, { pulse: "70" });
    const section = cora.getByRole("region", { name: "Condition" });
    await section.getByRole("button", { name: /^all \d not done/ }).click();
    await expect(section.locator(".form-missing").first()).toHaveText("not done");
    const marked = await section.locator(".form-missing").count();
    await section.getByRole("button", { name: "Undo all" }).click();
    await expect(section.locator(".form-missing")).toHaveCount(0);
    await section.getByRole("button", { name: /^all \d not done/ }).click();
    await save(cora);
    await cora.reload();
    await expect(section.locator(".form-missing")).toHaveCount(marked);
    await expect(cora.locator("#pulse")).toHaveValue("70");
  });

  test("a value left where the question is not asked any more is cleared by one button, with a reason", async () => {
    const { cora } = crew;
    await openForm(cora, await addressOfForm(cora, await newPatient(cora), "SCR", "AML history"));
    await type(cora, { diseaseStatus: "Relapsed", firstRelapseDate: "mar 2024" });
    await save(cora);
    await type(cora, { diseaseStatus: "Refractory" });
    await expect(rowOf(cora, "firstRelapseDate")).toContainText("it applies only when Disease status at entry is Relapsed");
    await rowOf(cora, "firstRelapseDate").getByRole("button", { name: "Clear ??-Mar-2024" }).click();
    await save(cora, "the disease was refractory");
    await expect(rowOf(cora, "firstRelapseDate")).toHaveCount(0);
  });
});
