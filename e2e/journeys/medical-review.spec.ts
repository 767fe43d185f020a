import { expect, test } from "@playwright/test";
import { company } from "../company";

const crew = company("cora", "mona");

test("a monitor goes from a list of the medical review to the field, and takes the same lines as a file", async () => {
  const { cora, mona } = crew;
  await mona.goto("/medical-review");
  for (const title of ["Serious adverse events", "Dose deviations", "Responses that wait for adjudication", "Investigator and criteria disagree", "Deaths within 30 days of the last dose"]) {
    await expect(mona.getByRole("heading", { name: title })).toBeVisible();
  }
  await mona.getByRole("link", { name: /to adjudicate$/ }).click();
  await expect(mona).toHaveURL("/medical-review?list=boundary");
  await mona.getByRole("table").getByRole("link", { name: /^Adjudicate: / }).first().click();
  await expect(mona).toHaveURL(/\/patients\/[0-9-]+#responses$/);

  await mona.goto("/medical-review?list=dose&open=1");
  const rows = mona.getByRole("table").locator("tbody tr");
  const first = rows.first();
  await first.getByRole("button", { name: /^Mark reviewed: / }).click();
  await expect(first).toContainText("Mona");
  await mona.goto("/medical-review?list=dose&open=1&unreviewed=1");
  await expect(rows.filter({ hasText: "Mona" }), "what is reviewed is not asked for again").toHaveCount(0);
  await mona.goto("/medical-review?list=dose&open=1");
  await rows.getByRole("button", { name: /^Take back: / }).first().click();
  await expect(rows.filter({ hasText: "Mona" })).toHaveCount(0);

  const line = mona.getByRole("table").getByRole("link", { name: /planned/ }).first();
  const says = await line.textContent();
  await line.click();
  await expect(mona).toHaveURL(/\/entries\/[0-9a-f-]+#/);

  const file = await (await mona.request.get("/medical-review/lists.csv?list=dose&open=1")).text();
  expect(file.split("\n")[0]).toBe("LIST,SITE,PATIENT,DATE,WHAT,DETAIL,STATE,STATE_TEXT,ADDRESS,REVIEWED,REVIEWED_BY,REVIEWED_AT");
  expect(file).toContain(says);
  expect((await cora.request.get("/medical-review")).status(), "sites have their own lists").toBe(404);
});

test("the exposure board is read in another window, and its file has every course of every medication", async () => {
  const { mona } = crew;
  await mona.goto("/exposure");
  await mona.getByLabel("Days after").fill("3");
  await mona.getByLabel("counted after").selectOption({ label: "the infusion" });
  await mona.getByRole("button", { name: "Try this window" }).click();
  await expect(mona).toHaveURL(/after=3/);
  await expect(mona.getByRole("region", { name: "Effect on efficacy" })).toContainText("to 3 days after it");
  await expect(mona.getByRole("link", { name: /sensitivity differs$/ })).toBeVisible();
  const file = await (await mona.request.get("/exposure/exposure.csv?before=1&after=3&until=infusion")).text();
  const [header = "", ...lines] = file.trim().split("\n");
  expect([header.includes("INFUSION_HOURS"), lines.length > 200, lines.some((line) => line.includes("102-008") && line.includes("outside,exposed"))]).toEqual([true, true, true]);
});
