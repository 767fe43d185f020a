import { expect, test } from "@playwright/test";
import { PASSWORD } from "../cast";
import { company } from "../company";

const people = company("ada", "ines", "ingo");

test("an administrator looks through everybody's access and signs; an inspector reads who did, and the list as it was [R34]", async () => {
  const { ada, ingo } = people;
  const remark = `Nothing to take away, ${Date.now()}`;
  await ada.goto("/people");
  await ada.getByRole("link", { name: "Review of access" }).click();
  await ada.getByRole("button", { name: "Attest…" }).click();
  const dialog = ada.getByRole("dialog");
  await expect(dialog).toContainText("I have looked through every account and every role");
  await dialog.getByLabel("Remark").fill(remark);
  await dialog.getByLabel("Your password").fill("not this one");
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("That is not your password");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(ada.getByText("The next one is due on")).toBeVisible();

  await ingo.goto("/people/review");
  await expect(ingo.getByRole("table", { name: "Reviews of access" }).getByRole("row", { name: remark })).toContainText("Ada Brennan");
  await expect(ingo.getByRole("button", { name: "Attest…" })).toHaveCount(0);
  const [file] = await Promise.all([ingo.waitForEvent("download"), ingo.getByRole("link", { name: /^As it was, as CSV/ }).first().click()]);
  expect(file.suggestedFilename()).toBe("access.csv");
});

test("an investigator signs what a person of the site does; who enters data without that is asked about", async () => {
  const { ines, ada } = people;
  await ines.goto("/delegation");
  const row = ines.getByRole("row", { name: /Cora Whitfield/ });
  await row.getByRole("button", { name: /Cora Whitfield/ }).click();
  const dialog = ines.getByRole("dialog");
  for (const task of ["Enter data", "Answer queries"]) await dialog.getByRole("checkbox", { name: task }).check();
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(row).toContainText("Enter data");
  await expect(row).toContainText("signed by Dr Ines Carvalho");
  await expect(row).not.toContainText("no investigator has delegated it");
  await ada.goto("/people");
  await ada.getByRole("link", { name: "Cora Whitfield" }).click();
  await expect(ada.getByRole("table", { name: "Acts" })).toContainText("Save answers");
});
