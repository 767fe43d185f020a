import { expect, test } from "@playwright/test";
import { save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const crew = company("cora", "mona");

test("queries are narrowed in the address, assigned and closed several at once, each with its own outcome", async () => {
  const { cora, mona } = crew;
  const patient = await newPatient(cora);
  await cora.goto(await addressOfForm(cora, patient, "SCR", "Vital signs"), { waitUntil: "networkidle" });
  await type(cora, { pulse: "181", systolic: "80", diastolic: "120" });
  await save(cora);
  const rows = mona.locator(".query-table tbody tr");

  await test.step("a wrong age is answered with a sentence, a right one in words, and one press clears all", async () => {
    await mona.goto(`/queries?patient=${patient}&age=old`);
    await expect(mona.getByText("“old” is no age: write <7, <=7, >14, >=14, 3..10 or 7, in days. It is left out.")).toBeVisible();
    await mona.getByLabel("Age, days").fill("<7");
    await mona.getByRole("button", { name: "Find" }).click();
    await expect(mona.getByRole("group", { name: "Narrowed to" })).toContainText("less than 7 days old");
    await expect(rows).toHaveCount(2);
    await mona.getByRole("link", { name: /^less than 7 days old/ }).click();
    await expect(mona).toHaveURL(`/queries?patient=${patient}`);
    await mona.getByRole("link", { name: "Question and last word" }).click();
    await expect(mona.getByRole("columnheader", { name: "Question and last word" })).toHaveAttribute("aria-sort", "ascending");
  });

  await test.step("two are assigned after the number was said, and stand on that person's day", async () => {
    await mona.getByRole("button", { name: "Choose all 2 here" }).click();
    await mona.getByRole("button", { name: "Assign 2" }).click();
    const dialog = mona.getByRole("dialog", { name: "Assign several queries" });
    await expect(dialog).toContainText("2 queries of 1 patient will be assigned.");
    await dialog.getByLabel("To").selectOption({ label: "Cora Whitfield" });
    await dialog.getByRole("button", { name: "Assign 2 queries" }).click();
    await expect(dialog).toContainText("2 queries done.");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(rows.filter({ hasText: "Cora Whitfield" })).toHaveCount(2);
    await cora.goto(`/?patient=${patient}`);
    await expect(cora.getByRole("region", { name: "Assigned to me" }).getByRole("listitem")).toHaveCount(2);
  });

  await test.step("of two that are closed one was settled meanwhile, and is refused with the reason", async () => {
    await mona.getByRole("button", { name: "Choose all 2 here" }).click();
    await mona.getByRole("button", { name: "Close 2" }).click();
    await cora.goto(await addressOfForm(cora, patient, "SCR", "Vital signs"), { waitUntil: "networkidle" });
    await type(cora, { pulse: "81" });
    await save(cora, "misread");
    const dialog = mona.getByRole("dialog", { name: "Close several queries" });
    await dialog.getByLabel("Note, kept in each thread").fill("Seen in source.");
    await dialog.getByRole("button", { name: "Close 2 queries" }).click();
    await expect(dialog).toContainText("1 query done, 1 refused.");
    await expect(dialog).toContainText(`${patient}, Pulse: This query is already closed.`);
    await dialog.getByRole("button", { name: "Done" }).click();
    await mona.goto(`/queries?patient=${patient}&state=closed`);
    await expect(rows).toHaveCount(2);
  });
});

test("a signal shows each site beside the others, and leads to the field behind its figure", async () => {
  const { cora, mona } = crew;
  await mona.goto("/monitoring?signal=digits");
  await expect(mona.getByRole("img", { name: /^Digit preference: each site by the number of pulses and pressures/ })).toBeVisible();
  const site = mona.getByRole("row", { name: /^102 / }).last();
  await expect(site).toContainText(/\d+ of \d+.*%/);
  await site.getByRole("link", { name: /records? of site 102$/ }).click();
  await mona.locator("#records").getByRole("link", { name: /: (Pulse|Systolic|Diastolic)/ }).first().click();
  await expect(mona).toHaveURL(/\/entries\/[0-9a-f-]+#(pulse|systolic|diastolic)$/);

  const file = await mona.request.get("/monitoring/signals.csv");
  expect((await file.text()).split("\n")[0]).toContain("NUMERATOR,DENOMINATOR,SHARE");
  expect((await cora.request.get("/monitoring")).status(), "sites see no other sites").toBe(404);
});
