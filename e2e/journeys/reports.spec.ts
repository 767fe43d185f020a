import { expect, test } from "@playwright/test";
import { company } from "../company";

const people = company("dana", "cora", "stan");

test("a report is a picture with a sentence, tables, and files that say what they are of", async () => {
  const { dana } = people;
  await dana.goto("/reports");
  await dana.getByRole("main").getByRole("link", { name: "Overall survival" }).click();
  await expect(dana.getByRole("heading", { level: 1, name: "Overall survival" })).toBeVisible();
  await expect(dana.getByRole("img", { name: /^Overall survival\. .*median/ })).toBeVisible();
  await expect(dana.getByRole("table", { name: "Medians and estimates" }).getByRole("row")).toHaveCount(4);
  await expect(dana.getByText(/^Live records as they stood on .* UTC, all sites; not a data cut\. Rules version/)).toBeVisible();

  const svg = await (await dana.request.get("/reports/overall-survival/figure.svg")).text();
  expect(svg).toMatch(/^<\?xml[\s\S]*Number at risk[\s\S]*Live records as they stood on/);
  expect(await dana.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent ?? null, svg)).toBeNull();
  const csv = await (await dana.request.get("/reports/overall-survival/table.csv?table=steps")).text();
  expect(csv.split("\n")[0]).toBe("GROUP,DAY,AT_RISK,EVENTS,CENSORED_SINCE,SURVIVAL,LOWER,UPPER,SOURCE,DATA_AT_UTC,RULE_VERSION");
  expect(csv.split("\n")[1]).toMatch(/^Group 1,\d+,\d+,\d+,\d+,0\.\d{8},.*,"live records, all sites",/);
});

test("whoever reads only cuts has the newest cut and no work of today, and a site its own patients", async () => {
  const { cora, stan } = people;
  await stan.goto("/reports/swimmer");
  await expect(stan.getByText(/^Data cut .+, (interim|final), sealed .+ UTC/)).toBeVisible();
  expect((await stan.request.get("/reports/forms-due")).status()).toBe(404);
  const patients = (await (await cora.request.get("/reports/swimmer/table.csv")).text()).trim().split("\n").slice(1);
  expect(patients.length).toBeGreaterThan(10);
  expect(patients.filter((row) => !row.startsWith("101-"))).toEqual([]);
  expect(patients[0]).toContain("sites of the reader");
});
