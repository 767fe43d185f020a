import { expect, test, type Page } from "@playwright/test";
import { asAdministrator } from "../administrator";
import { openForm, PASSWORD, rowOf, save, sign, type } from "../cast";
import { addressOfForm, company, newPatient } from "../company";

const people = company("cora", "ines", "dana", "ingo");

/** Invented, and in nothing else that the demonstration says. */
const NAME = "Zdislava Quettingen";

/** Freezes or locks from the button that names it, with a reason. */
async function close(page: Page, button: string | RegExp, how: "Freeze" | "Lock", what: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  const choice = dialog.getByRole("radio", { name: how });
  if (await choice.count()) await choice.check();
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: `${how} ${what}` }).click();
}

/** Said on the form, and nothing can be typed in it. */
async function expectClosed(page: Page, form: string, field: string, says: readonly (string | RegExp)[]): Promise<void> {
  await page.goto(form);
  for (const words of says) await expect(page.getByRole("main")).toContainText(words);
  await expect(rowOf(page, field)).toBeVisible();
  await expect(rowOf(page, field).locator("input:not([disabled]), textarea:not([disabled]), select:not([disabled])")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Save/ })).toHaveCount(0);
}

test("a form and a visit are frozen and locked, a lock is refused while something is left, unlocking names who approved it; what was typed by mistake goes from everywhere [R18 R21 R46 R47]", async () => {
  test.setTimeout(180_000);
  const { cora, ines, dana, ingo } = people;
  const patient = await newPatient(cora);
  const [demography, vitalSigns, eligibility] = [await addressOfForm(cora, patient, "SCR", "Demography"), await addressOfForm(cora, patient, "SCR", "Vital signs"), await addressOfForm(cora, patient, "SCR", "Eligibility")];

  await test.step("entered by the coordinator, signed by the investigator", async () => {
    await openForm(cora, patient, "SCR", "Demography");
    await type(cora, { age: "61", sex: "Male" });
    await save(cora);
    await cora.goto(vitalSigns);
    await type(cora, { pulse: "72" });
    await save(cora);
    await cora.goto(eligibility);
    await type(cora, { comment: `Seen with ${NAME}, who agreed` });
    await save(cora);
    await ines.goto(`/patients/${patient}`);
    await ines.getByRole("button", { name: /Sign casebook/ }).click();
    await sign(ines, "ines", "Sign casebook");
    await expect(ines.getByRole("dialog")).toBeHidden();
  });

  await test.step("a frozen form and a frozen visit say by whom, when and why; the coordinator cannot type", async () => {
    await dana.goto(vitalSigns);
    await close(dana, "Freeze or lock…", "Freeze", "this form", "the pulse is being looked at");
    await expect(dana.getByRole("dialog")).toBeHidden();
    await expectClosed(cora, vitalSigns, "pulse", ["This record is frozen.", /Frozen by Dana Okafor, \d\d-\w{3}-\d{4} \d\d:\d\d.*: the pulse is being looked at/]);
    await dana.goto(`/patients/${patient}`);
    await close(dana, /^Freeze or lock…: Screening/, "Freeze", "this visit", "screening is over");
    await expect(dana.locator("#SCR")).toContainText("Frozen by Dana Okafor");
    await expectClosed(cora, eligibility, "comment", [/Frozen with .*Screening.* by Dana Okafor, .*: screening is over/]);
  });

  await test.step("a lock of the patient is refused, with what is left to do and the way to each", async () => {
    await dana.goto(`/lock?patient=${patient}`);
    await expect(dana.getByRole("main")).toContainText(/A lock is refused: [\d,]+ blockers remain/);
    await close(dana, `Lock patient ${patient}…`, "Lock", `patient ${patient}`, "end of screening");
    await expect(dana.getByRole("dialog")).toContainText(/Not locked: \d+ blockers remain\. Nothing was changed\./);
    await dana.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const left = dana.getByRole("group", { name: "Blockers" }).getByRole("row");
    await left.filter({ hasText: "Vital signs" }).getByRole("link").first().click();
    await dana.waitForURL(new RegExp(vitalSigns));
    await expect(dana.getByRole("heading", { level: 1 })).toContainText("Vital signs");
  });

  await test.step("where nothing is left it locks", async () => {
    await dana.goto(demography);
    await close(dana, "Freeze or lock…", "Lock", "this form", "compared with the source, final");
    await expect(dana.getByRole("dialog")).toBeHidden();
    await expectClosed(cora, demography, "age", ["This record is locked.", /Locked by Dana Okafor, .*: compared with the source, final/, "Nothing here can be changed."]);
    await expect(cora.getByRole("button", { name: /^Unlock/ })).toHaveCount(0);
  });

  await test.step("unlocking asks for a reason and for who approved it, never oneself; the history says all of it", async () => {
    await dana.goto(demography);
    await dana.getByRole("button", { name: /^Unlock…/ }).click();
    const dialog = dana.getByRole("dialog");
    const unlock = dialog.getByRole("button", { name: "Unlock" });
    await dialog.getByLabel("Who asked for it, and why").fill("site 101 found a wrong age");
    await expect(unlock).toBeDisabled();
    await dialog.getByLabel("Approved by").fill("Dana Okafor, data manager");
    await unlock.click();
    await expect(dialog).toContainText("Whoever unlocks cannot be the one who approved it.");
    await dialog.getByLabel("Approved by").fill("Vera Lindqvist, sponsor's physician");
    await unlock.click();
    await expect(dialog).toBeHidden();
    await dana.goto(`/lock?entry=${demography.split("/").pop() ?? ""}`);
    await expect(dana.getByRole("main")).toContainText(/was locked\s*Dana Okafor, .*: compared with the source, final\s*Released by Dana Okafor, .*, approved by Vera Lindqvist, sponsor's physician: site 101 found a wrong age/);
    await ingo.goto(`/trail?patient=${patient}&kind=locks`);
    for (const words of ["compared with the source, final", "site 101 found a wrong age", "Vera Lindqvist", "screening is over"]) await expect(ingo.getByRole("main")).toContainText(words);
  });

  await test.step("what was typed by mistake: asked for at the field, looked at and taken away by somebody else, also under the freeze", async () => {
    await cora.goto(eligibility);
    await rowOf(cora, "comment").getByRole("button", { name: "Help for Comment" }).click();
    await cora.getByRole("link", { name: "Typed by mistake?" }).click();
    await cora.getByRole("radio", { name: NAME }).check();
    await cora.getByRole("radio", { name: /name/i }).last().check();
    await cora.getByLabel("How did it come about?").fill("Copied from the letter of referral.");
    await cora.getByRole("button", { name: "Ask for the redaction" }).click();
    await cora.waitForURL("**/redactions");
    const asked = (page: Page) => page.getByRole("listitem").filter({ hasText: `${patient} · ` });
    await expect(asked(cora)).toContainText("Somebody else decides on what you asked for.");
    await dana.goto("/redactions");
    await asked(dana).getByRole("button", { name: /^Look and redact…/ }).click();
    const dialog = dana.getByRole("dialog");
    await expect(dialog).toContainText(NAME);
    await dialog.getByLabel("What you saw, without repeating it").fill("A full name.");
    await dialog.getByLabel("Your password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Redact" }).click();
    await expect(dialog).toBeHidden();
    await expect(asked(dana)).toContainText(/Redacted by Dana Okafor, .*: A full name\. Taken out of \d+ lines? of the trail/);
  });

  await test.step("form, trail and the field's history say that it was redacted, and nobody finds the words again", async () => {
    for (const page of [cora, ingo]) {
      await page.goto(eligibility);
      await expect(rowOf(page, "comment")).toContainText(/redacted/i);
      await rowOf(page, "comment").getByRole("button", { name: /^History of Comment/ }).click();
      await expect(page.getByRole("dialog", { name: "History of Comment" })).toContainText(/redacted/i);
      await expect(page.locator("body")).not.toContainText(NAME);
    }
    await ingo.goto(`/trail?patient=${patient}`);
    await expect(ingo.getByRole("main")).toContainText(/redacted/i);
    await expect(ingo.locator("body")).not.toContainText(NAME);
    expect(await (await ingo.request.get(`/trail/trail.jsonl?patient=${patient}`)).text()).not.toContain(NAME);
    expect(await rowsThatSay(NAME)).toBe(0);
  });
});

/** Rows of the record and of the trail, whatever the table, that still hold the words. */
const rowsThatSay = (words: string): Promise<number> => asAdministrator(async (database) => {
  const { rows: tables } = await database.query("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('app', 'audit', 'ctx')");
  let found = 0;
  for (const { name } of tables) found += Number((await database.query(`SELECT count(*) AS n FROM ${String(name)} t WHERE t::text LIKE '%' || $1 || '%'`, [words])).rows[0].n);
  return found;
});
