import { expect, test, type Page } from "@playwright/test";
import { asSystem } from "../../ops/first-study.mjs";
import { asAdministrator } from "../administrator";
import { addressOfForm, company, newPatient } from "../company";
import { save, saveRow, type } from "../cast";

const people = company("cora", "ines", "mona", "dana", "stan", "ada", "ingo");

interface Line { readonly kind: string; readonly href: string; readonly what: string }

/** The first line of each kind on somebody's day. */
async function lines(page: Page): Promise<readonly Line[]> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My day");
  const all = await page.locator(".worklist li").evaluateAll((items) => items.map((item) => {
    const link = item.querySelector<HTMLAnchorElement>(".worklist-what a");
    return { kind: item.getAttribute("data-kind") ?? "", href: link?.getAttribute("href") ?? "", what: link?.textContent ?? "" };
  }));
  return all.filter(({ kind }, at) => all.findIndex((other) => other.kind === kind) === at);
}

/** Where the hand is: its own id, or that of the nearest thing around it that has the one asked for. */
const handIsAt = (page: Page, id: string) => page.evaluate((wanted) => {
  const at = document.activeElement;
  const addressed = document.getElementById(wanted);
  return addressed !== null && at !== null && at !== document.body && (at === addressed || addressed.contains(at) || at.contains(addressed));
}, id);

/** Follows a line by its link, as a hand does, and looks where the hand is then. */
async function follow(page: Page, { kind, href }: Line): Promise<void> {
  await page.goto("/");
  const link = page.locator(`.worklist li[data-kind='${kind}'] .worklist-what a[href='${href}']`).first();
  await link.click();
  await page.waitForURL((url) => `${url.pathname}${url.search}${url.hash}` === href);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("My day");
  const [, id] = href.split("#");
  if (id === undefined) return;
  await expect(page.locator(`[id="${id}"]`), href).toBeVisible();
  await expect.poll(() => handIsAt(page, id), { message: `${kind}: the hand is at #${id} of ${href}` }).toBe(true);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
}

/** What each role finds on its day in the demonstration; a kind that is no longer there, or a new one, is to be looked at. */
const KINDS = {
  cora: ["asked", "overdue", "confirm", "due", "mine"],
  ines: ["asked", "overdue", "confirm", "due", "blank", "sign"],
  mona: ["overdue", "exposure", "adjudicate", "answered", "verify"],
  dana: ["overdue", "answered"],
} as const;

for (const who of ["cora", "ines", "mona", "dana"] as const) {
  test(`every kind of line of ${who} leads to the very field, with the hand there`, async () => {
    const found = await lines(people[who]);
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...KINDS[who]]));
    for (const line of found) await follow(people[who], line);
  });
}

test("a serious event, a value that is missing in a row, and a form nobody has begun: each at its field", async () => {
  const { cora } = people;
  const number = await newPatient(cora);
  await cora.goto(`/patients/${number}/logs/adverse_event`);
  await saveRow(cora, async () => {
    await type(cora, { term: "Sepsis", serious: "Yes" });
    await cora.locator("#term").focus();
    await expect(cora.getByText(/^Check\. The event is serious, and the time of awareness is blank/)).toBeVisible();
  });
  const own = async (kind: string): Promise<Line> => {
    await cora.goto(`/?patient=${number}`);
    const link = cora.locator(`.worklist li[data-kind='${kind}'] .worklist-what a`).first();
    return { kind, href: (await link.getAttribute("href")) ?? "", what: (await link.textContent()) ?? "" };
  };
  const chemistry = await addressOfForm(cora, number, "SCR", "Chemistry");
  await cora.goto(chemistry);
  await type(cora, { sampleDate: "02-Sep-2024" });
  await save(cora);
  for (const kind of ["serious", "mine", "due"]) {
    const line = await own(kind);
    expect(line.href, kind).toMatch(/#\w+$/);
    await cora.goto(`/?patient=${number}`);
    await cora.locator(`a[href='${line.href}']`).first().click();
    const id = line.href.split("#")[1] ?? "";
    await expect.poll(() => handIsAt(cora, id), { message: line.href }).toBe(true);
  }
});

test("a medication to decide opens at its own row, with the decision unfolded", async () => {
  const { mona } = people;
  const found = (await lines(mona)).find(({ kind }) => kind === "exposure");
  await follow(mona, found!);
  const row = mona.locator(`[id="${found!.href.split("#")[1]}"]`);
  await expect(row).toHaveClass(/selected/);
  await expect(row.locator("xpath=following-sibling::tr[1]")).toHaveClass(/exposure-detail/);
});

test("filters are links that keep each other: a kind, a site, a patient; what is more than a dozen leads to the whole list of it", async () => {
  const { mona } = people;
  await mona.goto("/");
  const more = mona.locator("#group-verify").getByRole("link", { name: /more$/ });
  await more.click();
  await expect(mona).toHaveURL(/\?kind=verify$/);
  expect(await mona.locator(".worklist li").count()).toBeGreaterThan(100);
  await mona.getByRole("group", { name: "Site" }).getByRole("link", { name: /^102/ }).click();
  await expect(mona).toHaveURL(/kind=verify&site=102|site=102&kind=verify/);
  await expect(mona.locator(".worklist-patient").first()).toHaveText(/^102-/);
  expect((await mona.locator(".worklist-patient").allTextContents()).every((number) => number.startsWith("102-"))).toBe(true);
  await mona.locator(".worklist-patient a").first().click();
  await expect(mona.getByText("Only patient")).toBeVisible();
  await mona.goto("/?kind=nonsense&site=%3Cscript%3E&patient=x");
  await expect(mona.getByRole("heading", { level: 1 })).toHaveText("My day");
});

test("by patient, what waits stands under the patient", async () => {
  const { cora } = people;
  await cora.goto("/");
  await cora.getByRole("group", { name: "Order" }).getByRole("link", { name: "By patient" }).click();
  await expect(cora.locator("#group-101-020 h2")).toHaveText("101-020");
  expect(new Set(await cora.locator("#group-101-020 .worklist-patient").allTextContents())).toEqual(new Set(["101-020"]));
});

test("what is old says since when, and no page says a time without its zone", async () => {
  const { cora, ines } = people;
  await cora.goto("/");
  await expect(cora.locator(".worklist li[data-kind='overdue'] .worklist-when").first()).toHaveText(/^late since \d{2}-[A-Z][a-z]{2}-20\d\d$/);
  expect(await cora.locator(".worklist-when").allTextContents()).toEqual(expect.not.arrayContaining([expect.stringMatching(/\d{3,} d/)]));
  await expect(cora.getByRole("contentinfo")).toContainText(/Study times: site 101, America\/Chicago \(C[SD]T\)/);
  await expect(cora.getByRole("contentinfo")).toContainText(/Server clock \d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2} C[SD]T/);
  for (const [page, address] of [[cora, "/account"], [cora, "/queries?patient=101-003"], [ines, "/patients/101-004"], [ines, "/trail"]] as const) {
    await page.goto(address);
    const text = (await page.locator("main").innerText()).replace(/“[^”]*”/g, "“…”"); // what a source or a person wrote stays as it was written
    expect(text.match(/\d{4}-\d{2}-\d{2}(?![\d-])/g) ?? [], `${address}: a date as machines write it`).toEqual([]);
    const times = text.match(/\d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2}(?! (?:[A-Z]{2,5}|UTC[+−]|at the site))/g) ?? [];
    expect(times, `${address}: a time without its zone`).toEqual([]);
  }
});

test("a statistician hears of cuts since the last visit; an inspector and an administrator have a day of their own", async () => {
  const { stan, ingo, ada } = people;
  for (const page of [stan, ingo, ada]) {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("My day");
    expect((await page.locator(".worklist li, .empty").count())).toBeGreaterThan(0);
    for (const line of await lines(page)) await follow(page, line);
  }
  await stan.goto("/");
  await expect(stan.getByRole("link", { name: "Patients", exact: true })).toHaveCount(0);
});

test("an administrator sees who did not take an invitation up and whose role waits, each at its row", async () => {
  const { ada } = people;
  const name = `late${Date.now()}`;
  await ada.goto("/people");
  await ada.getByRole("button", { name: "Invite a person" }).click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByLabel("Full name").fill("Late Comer");
  await dialog.getByLabel("Name to sign in with").fill(name);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(ada.getByRole("dialog", { name: "One-time link" })).toBeVisible();
  const id = await asAdministrator(async (database) => (await database.query("SELECT id FROM auth.account WHERE username = $1", [name])).rows[0].id as string);
  await asAdministrator((database) => asSystem(database, "membership.grant", () => database.query("INSERT INTO app.membership (account_id, role) VALUES ($1, 'inspector')", [id])));
  for (const kind of ["invitation", "training"]) await follow(ada, { kind, href: `/people#${id}`, what: "Late Comer" });
});

test("where nothing of a kind waits, the page says so and leads back", async () => {
  const { cora } = people;
  await cora.goto("/?kind=factor");
  await expect(cora.getByRole("heading", { name: "Nothing of this waits" })).toBeVisible();
  await cora.getByRole("link", { name: "Show all that waits" }).click();
  await expect(cora.locator(".worklist li").first()).toBeVisible();
});

test("who signs in chooses how often a mail says what waits, or reads why none is sent", async () => {
  const { cora } = people;
  await cora.goto("/account#digest");
  const card = cora.getByRole("region", { name: "Mail of what waits" });
  await expect(card).toContainText("This deployment has no mail server, so none is sent.");
  await withMail(true);
  try {
    await cora.reload();
    await expect(card.getByRole("radio", { name: "Every working day" })).toBeChecked();
    await card.getByText("Mondays").click();
    await expect(card.getByRole("radio", { name: "Mondays" })).toBeChecked();
    await cora.reload();
    await expect(card.getByRole("radio", { name: "Mondays" })).toBeChecked();
  } finally {
    await withMail(false);
  }
});

/** As a deployment with a mail server, and cora with an address, would be; and back. */
const withMail = (on: boolean) => asAdministrator((database) => asSystem(database, "study.mail", async () => {
  await database.query("UPDATE app.study SET sends_mail = $1", [on]);
  await database.query("UPDATE auth.account SET digest = NULL, email = CASE WHEN $1 THEN 'cora@site.example' END WHERE username = 'cora'", [on]);
}));
