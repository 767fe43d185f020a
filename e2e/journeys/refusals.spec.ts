import { expect, test, type Page } from "@playwright/test";
import { save, type } from "../cast";
import { addressOfForm, company, expectNothingThere, newPatient } from "../company";

const people = company("cora", "carl", "mona", "stan", "ada");

const CLINICAL = ["/patients", "/patients/101-001", "/patients/101-001/logs/concomitant_medication", "/queries", "/exposure", "/lock", "/trail"] as const;

/** The patients' numbers of a site anywhere in what was sent, the data for scripts included; the segments of a UUID do not count. */
async function numbersIn(page: Page, address: string, site: string): Promise<readonly string[]> {
  const text = await (await page.request.get(address)).text();
  return [...new Set(text.match(new RegExp(`(?<![0-9a-f-])${site}-\\d{3}(?!\\d)`, "g")))].sort();
}

test("a patient of another site does not exist: casebook, form, log and ledger say what they say of nobody [A02 A03 R27]", async () => {
  const { cora, carl } = people;
  const form = await addressOfForm(cora, "101-001", "SCR", "Haematology");
  await cora.goto("/queries");
  const query = await cora.locator("tbody a[href^='/queries/']").first().getAttribute("href");
  expect(query).toBeTruthy();
  for (const address of ["/patients/101-001", form, "/patients/101-001/logs/concomitant_medication", query ?? "", "/patients/101-999", "/entries/00000000-0000-4000-8000-000000000000"]) {
    await expectNothingThere(carl, address);
    expect(await carl.locator("main main, main").first().textContent(), address).not.toContain("101-");
  }
  expect((await carl.goto("/patients/102-001"))?.status()).toBe(200);
});

test("the lists of a site hold nothing of another site, not even in the data sent for scripts [A34 A03]", async () => {
  for (const address of ["/", "/patients", "/patients?number=101", "/queries", "/queries?number=101-001", "/exposure", "/lock", "/trail", "/trail?patient=101-001", "/trail/trail.csv", "/efficacy"]) {
    const example = "101-001"; // stands in filters as an example, and is shown again when it was asked for
    expect((await numbersIn(people.carl, address, "101")).filter((number) => number !== example), address).toEqual([]);
  }
  expect((await numbersIn(people.carl, "/patients", "102")).length).toBeGreaterThan(10);
  expect((await numbersIn(people.cora, "/patients", "101")).length).toBeGreaterThan(10);
});

test("a monitor reads a form and can type nothing into it [R31]", async () => {
  const { mona } = people;
  await mona.goto(await addressOfForm(mona, "101-001", "SCR", "Haematology"));
  const form = mona.getByRole("form", { name: "Haematology" });
  await expect(form.locator("#platelets")).toHaveValue(/\d/);
  expect(await form.locator("input:enabled, select:enabled, textarea:enabled").count()).toBe(0);
  await expect(mona.getByRole("button", { name: /^Save/ })).toHaveCount(0);
  await mona.goto("/patients/101-001/logs/concomitant_medication");
  await expect(mona.getByRole("button", { name: /^Save/ })).toHaveCount(0);
  await mona.goto("/patients");
  await expect(mona.getByRole("button", { name: "New patient" })).toHaveCount(0);
});

test("a statistician has cuts and their results, and no live patients", async () => {
  const { stan, cora } = people;
  await stan.goto("/");
  await expect(stan.getByRole("heading", { level: 1 })).toHaveText("My day");
  await expect(stan.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(["My day", "Data cuts", "Efficacy", "Reports", "Handbook", "Help"]);
  for (const address of [...CLINICAL, await addressOfForm(cora, "101-001", "SCR", "Haematology"), "/people"]) await expectNothingThere(stan, address);
  const sinceTheCut = await newPatient(cora);
  for (const address of ["/efficacy", "/cuts"]) expect(await numbersIn(stan, address, "101"), address).not.toContain(sinceTheCut);
});

test("an administrator has people and sites, and sees no clinical data [R30]", async () => {
  const { ada, cora } = people;
  await ada.goto("/");
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("My day");
  await expect(ada.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(["My day", "Trail", "Versions", "People", "Handbook", "Help"]);
  for (const address of [...CLINICAL.filter((each) => each !== "/trail"), await addressOfForm(cora, "101-001", "SCR", "Haematology"), "/cuts", "/efficacy"]) await expectNothingThere(ada, address); // the trail of people and sessions is theirs
  for (const address of ["/people", "/sessions", "/protocol", "/trail"]) expect(await numbersIn(ada, address, "101"), address).toEqual([]);
});

test("a locked record says so, shows everything and takes nothing [R47]", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, "101-004", "SCR", "Haematology"));
  await expect(cora.getByText("This record is locked.")).toBeVisible();
  const form = cora.getByRole("form", { name: "Haematology" });
  await expect(form.locator("#platelets")).toHaveValue(/\d/);
  expect(await form.locator("input:enabled, select:enabled, textarea:enabled").count()).toBe(0);
  await expect(cora.getByRole("button", { name: /^Save|Remove row|Form not done/ })).toHaveCount(0);
  await cora.goto("/patients/101-004/logs/concomitant_medication");
  await expect(cora.getByRole("button", { name: "Save row" })).toHaveCount(0);
});

test("a form that was marked as not done by mistake is awaited again, with a reason", async () => {
  const { cora } = people;
  await cora.goto(await addressOfForm(cora, await newPatient(cora), "SCR", "Cardiac function"));
  const say = async (open: string, reason: string, button: string) => {
    await cora.getByRole("button", { name: open }).click();
    await cora.getByRole("dialog").getByLabel("Reason, kept in the trail").fill(reason);
    await cora.getByRole("dialog").getByRole("button", { name: button }).click();
  };
  await say("Form not done…", "No machine", "Form not done");
  await expect(cora.getByText("No machine. Any answer below makes it an ordinary form again.")).toBeVisible();
  await say("Take back “not done”…", "It was the wrong form", "Take back “not done”");
  await expect(cora.getByRole("button", { name: "Form not done…" })).toBeVisible();
  await expect(cora.getByText("No machine")).toHaveCount(0);
});

test("a removed row stays, struck through with its reason, and takes no new values", async () => {
  const { cora } = people;
  const log = `/patients/${await newPatient(cora)}/logs/concomitant_medication`;
  await cora.goto(log);
  await type(cora, { medication: "allopurinol", startDate: "1jun25" });
  await save(cora);
  const row = cora.getByRole("group", { name: "Recorded rows" }).getByRole("row").nth(1);
  await row.getByRole("link", { name: "1" }).click();
  await cora.getByRole("button", { name: "Remove row…" }).click();
  await cora.getByRole("dialog").getByLabel("Reason, kept in the trail").fill("Entered for the wrong patient");
  await cora.getByRole("dialog").getByRole("button", { name: "Remove row" }).click();
  await expect(cora.getByText("This row was removed.")).toBeVisible();
  await expect(cora.locator("#medication")).toHaveValue("allopurinol");
  await expect(cora.locator("#medication")).toBeDisabled();
  await expect(cora.getByRole("button", { name: /^Save|Remove row/ })).toHaveCount(0);
  await cora.goto(log);
  await expect(row).toContainText("removed: Entered for the wrong patient");
  await expect(row).toHaveClass(/removed/);
});
