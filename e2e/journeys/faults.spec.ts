import { expect, test, type Page } from "@playwright/test";
import { asAdministrator, writesOf } from "../administrator";
import { rowOf, save, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const people = company("cora");
const state = (page: Page) => page.locator(".save-bar-state");
const saveButton = (page: Page) => page.getByRole("button", { name: /^Save/ }).first();
const entryIn = (address: string) => address.split("/").pop() ?? "";

/** A new patient's form with one value typed and not saved. */
async function typing(page: Page): Promise<string> {
  const address = await addressOfForm(page, await newPatient(page), "SCR", "Haematology");
  await page.goto(address);
  await type(page, { sampleDate: "2jun25", platelets: "41 ×10⁹/L" });
  return address;
}

test("answers lost twice on the way: the screen asks again by itself, and the save stands once [R52 F03 F08]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  const before = await writesOf(entryIn(address));
  await cora.route(`**${address}`, async (route) => { await route.fetch(); await route.abort(); }, { times: 2 });
  await saveButton(cora).click();
  await expect(state(cora)).toContainText("Checking whether this was saved");
  await expect(state(cora)).toContainText(/^Saved/);
  expect(await writesOf(entryIn(address))).toBe(before + 1);
});

test("a record that somebody holds: said in words within seconds, the typing stays, and it saves once it is let go [R49 F10]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  await asAdministrator(async (database) => {
    await database.query("BEGIN");
    await database.query("SELECT FROM app.patient p JOIN app.entry e ON e.patient_id = p.id WHERE e.id = $1 FOR UPDATE OF p", [entryIn(address)]);
    await saveButton(cora).click();
    await expect(state(cora)).toContainText("Somebody else is saving in this record just now. Nothing was changed");
    await expect(cora.locator("#platelets")).toHaveValue("41");
    await database.query("ROLLBACK");
  });
  await save(cora);
});

test("the database dies while somebody saves: the typing stays, what is said is true, and it saves once, without signing in again [R50 R51 R52 F01]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  const before = await writesOf(entryIn(address));
  const server = await asAdministrator(async (database) => Number((await database.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid")).rows[0].pid));
  process.kill(server, "SIGKILL");
  await saveButton(cora).click();
  await expect(state(cora)).toContainText(/^Saved|Nothing was changed|Not known whether this was saved/, { timeout: 60_000 }); // saved, when it was back while the screen still asked
  await expect(cora.locator("#platelets")).toHaveValue("41");
  await expect(async () => expect((await cora.request.get("/api/health")).ok()).toBe(true)).toPass({ timeout: 60_000 });
  if (!/^Saved/.test(await state(cora).innerText())) await save(cora);
  expect(await writesOf(entryIn(address))).toBe(before + 1);
});

test("two tabs of one person: other fields merge, the same field asks [R49 F07 F08]", async () => {
  const { cora } = people;
  const address = await addressOfForm(cora, await newPatient(cora), "SCR", "Haematology");
  const second = await cora.context().newPage();
  await Promise.all([cora.goto(address), second.goto(address)]);
  await type(cora, { platelets: "41 ×10⁹/L" });
  await save(cora);
  await type(second, { haemoglobin: "9.2 g/dL" });
  await save(second);
  await expect(second.locator("#platelets")).toHaveValue("41");
  await type(cora, { haemoglobin: "8.1 g/dL" });
  await saveButton(cora).click();
  await expect(rowOf(cora, "haemoglobin").getByRole("alert")).toContainText(/Cora Whitfield stored 9\.2 g\/dL, \d\d:\d\d \w+, while you were typing\./);
  await second.close();
});

test("back after a save shows what is stored, and has nothing to save [F08]", async () => {
  const { cora } = people;
  const address = await typing(cora);
  await save(cora);
  const before = await writesOf(entryIn(address));
  await cora.goto("/patients");
  await cora.goBack();
  await expect(cora.locator("#platelets")).toHaveValue("41");
  await saveButton(cora).click();
  await expect(state(cora)).toContainText("Nothing to save");
  expect(await writesOf(entryIn(address))).toBe(before);
});

test("a double click adds one patient [R52 F08]", async () => {
  const { cora } = people;
  const patients = () => asAdministrator(async (database) => Number((await database.query("SELECT count(*) AS n FROM app.patient")).rows[0].n));
  const before = await patients();
  await cora.goto("/patients?new=1");
  await cora.getByRole("button", { name: /^Add to site/ }).dblclick();
  await cora.waitForURL(/\/patients\/\d/);
  expect(await patients()).toBe(before + 1);
});
