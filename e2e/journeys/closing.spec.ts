import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { company } from "../company";

const people = company("dana", "cora", "carl");

test("the data manager rehearses a lock and a version of the protocol, and takes the certificate of a lock: the same bytes each time, for those of its site", async () => {
  const { dana, cora, carl } = people;

  await test.step("a rehearsed lock says all that would refuse it", async () => {
    await dana.goto("/lock?patient=101-001&rehearse=yes");
    const rehearsal = dana.getByRole("region", { name: /^Rehearsal/ }).or(dana.locator(".rehearsal"));
    await expect(rehearsal.first()).toContainText(/It would be refused\..*blocker.*not frozen/s);
  });

  const certificate = await test.step("a locked patient has a certificate, which is a PDF", async () => {
    await dana.goto("/lock?patient=101-004");
    const link = dana.getByRole("link", { name: "Certificate, PDF: lock of patient 101-004" });
    await expect(link).toBeVisible();
    return (await link.getAttribute("href")) ?? "";
  });

  await test.step("the coordinator of the site gets the same bytes; the one of another site gets nothing", async () => {
    const [first, second] = [await dana.request.get(certificate, { timeout: 60_000 }), await cora.request.get(certificate, { timeout: 60_000 })];
    const [one, other] = [await first.body(), await second.body()];
    expect(one.subarray(0, 5).toString()).toBe("%PDF-");
    expect(createHash("sha256").update(other).digest("hex")).toBe(createHash("sha256").update(one).digest("hex"));
    expect((await carl.request.get(certificate)).status()).toBe(404);
  });

  await test.step("a version is rehearsed on the patients of today", async () => {
    await dana.goto("/versions");
    await dana.getByRole("link", { name: "Rehearse version review" }).click();
    const report = dana.getByRole("status", { name: "Report" });
    await expect(report).toContainText(/patients who are under another version consent/, { timeout: 60_000 });
    for (const part of ["To go ahead", "Forms", "New questions of begun forms", "Planned doses", "Visits"]) await expect(report.getByRole("heading", { name: part, exact: true })).toBeVisible();
    await expect(report.getByRole("table", { name: /Patients for whom/ }).getByRole("row")).not.toHaveCount(1);
  });
});
