import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { arrive, rowOf, save, sign } from "../cast";

/** Of site 102, whose casebooks no other journey signs. */
const THREE = ["102-003", "102-005", "102-006"] as const;
const CORRECTED = THREE[0];

const choose = (page: Page, patient: string) => page.getByRole("checkbox", { name: new RegExp(`^Choose ${patient}, Casebook`) });

test("three casebooks with one password, a correction, its signature, and the records on paper", async ({ browser }) => {
  test.setTimeout(300_000);
  const ivan = await arrive(browser, "ivan");
  const carl = await arrive(browser, "carl");

  await test.step("the dialog says what is signed, and one act signs all three [R40 R42]", async () => {
    await ivan.goto("/signatures");
    for (const patient of THREE) await choose(ivan, patient).check();
    await ivan.getByRole("button", { name: "Sign 3 chosen…" }).click();
    const dialog = ivan.getByRole("dialog");
    for (const patient of THREE) await expect(dialog).toContainText(new RegExp(`${patient} Casebook: \\d+ values in \\d+ forms`));
    await sign(ivan, "ivan", "Sign 3 chosen");
    await expect(dialog).toBeHidden();
    for (const patient of THREE) await expect(choose(ivan, patient)).toHaveCount(0);
  });

  await test.step("a value that changes while the signer reads refuses the signature and is shown [R42]", async () => {
    await ivan.goto(`/patients/${CORRECTED}`);
    await correct(carl, CORRECTED, "Looked at the printed report again.");
    await ivan.reload();
    const card = ivan.getByRole("region", { name: "Signature" });
    await expect(card).toContainText("1 value is not signed");
    await expect(card).toContainText("Looked at the printed report again.");
    await ivan.getByRole("button", { name: "Sign the changed value…" }).click();
    await expect(ivan.getByRole("dialog").getByLabel("Your password")).toBeVisible();
    await correct(carl, CORRECTED, "And once more.");
    await sign(ivan, "ivan", "Sign the changed value");
    await expect(ivan.getByRole("dialog")).toContainText("changed while you were reading");
    await expect(ivan.getByRole("dialog")).toContainText("And once more.");
  });

  await test.step("what was read again is signed, by itself, with the password alone [R40 R41]", async () => {
    await expect(ivan.getByRole("dialog").getByLabel("Your user name")).toHaveCount(0);
    await sign(ivan, "ivan", "Sign the changed value");
    await expect(ivan.getByRole("dialog")).toBeHidden();
    await expect(ivan.getByRole("region", { name: "Signature" })).toContainText("Everything recorded is signed.");
    await ivan.locator("#D14").getByRole("link", { name: "Haematology" }).click();
    await expect(ivan.getByRole("region", { name: "Signatures" })).toContainText(/values changed or added since.*Dr Ivan Horvat, investigator, .* \(.*\d\d:\d\d UTC\)/);
  });

  await test.step("the casebook on paper, and the site's own copy with its manifest [R32 R59]", async () => {
    const pdf = await fileOf(ivan, `/patients/${CORRECTED}`, "Casebook as PDF");
    expect([pdf.subarray(0, 5).toString(), pdf.length > 50_000]).toEqual(["%PDF-", true]);
    const files = unzipSync(await fileOf(ivan, "/copies", "Take a copy of site 102"));
    expect(Object.keys(files)).toEqual(expect.arrayContaining([`casebooks/${CORRECTED}.pdf`, `trail/${CORRECTED}.jsonl`, "manifest.json", "SHA256SUMS"]));
    await ivan.reload();
    await expect(ivan.getByRole("row").filter({ hasText: "Dr Ivan Horvat" }).first()).toContainText(/[0-9a-f]{64}/);
  });
});

async function correct(page: Page, patient: string, reason: string): Promise<void> {
  await page.goto(`/patients/${patient}`);
  await page.locator("#D14").getByRole("link", { name: "Haematology" }).click();
  const field = rowOf(page, "haemoglobin").locator("input").first();
  await field.fill(((Number(await field.inputValue()) * 10 + 1) / 10).toFixed(1));
  await save(page, reason);
}

async function fileOf(page: Page, address: string, link: string): Promise<Buffer> {
  await page.goto(address);
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 240_000 }), page.getByRole("link", { name: link }).click()]);
  return readFileSync(await download.path());
}
