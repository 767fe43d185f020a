import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { openForm, save, sign, type } from "../cast";
import { addressOfForm, company, cookieOf, newPatient } from "../company";
import { actionId, callAction } from "@/ops/testing/raw-action";

const people = company("cora", "mona", "ines", "dana", "ingo");

/** An inspector follows one value, and takes the proof home. */
test("one value from its entry over correction, query, verification and a signature that fell to the lock; verified elsewhere [R13 R14 R17 R18]", async ({ baseURL }, testInfo) => {
  test.setTimeout(240_000);
  const { cora, mona, ines, dana, ingo } = people;
  const origin = baseURL ?? "";
  const patient = await newPatient(cora);
  const entryId = (await addressOfForm(cora, patient, "SCR", "Haematology")).split("/").pop() ?? "";
  const act = async (page: typeof dana, action: string, input: object) => {
    const { value } = await callAction(`${origin}/sign-in`, actionId(action), [{ requestId: randomUUID(), reason: null, ...input }], { origin, cookie: await cookieOf(page) });
    expect(value, action).toMatchObject({ ok: true });
  };

  await test.step("typed, corrected with a reason, asked about, compared with the source, signed, changed again, frozen", async () => {
    await openForm(cora, patient, "SCR", "Haematology");
    await type(cora, { sampleDate: "2jun25", platelets: "41 ×10⁹/L", haemoglobin: "9.2 g/dL" });
    await save(cora);
    await type(cora, { platelets: "44 ×10⁹/L" });
    await save(cora, "misread on the printout");
    await act(mona, "raiseDiscrepancyAction", { entryId, field: "platelets", question: "Is this the sample of the second of June?" });
    await act(mona, "verifyFieldsAction", { entryId, seen: { platelets: { value: "44", unit: "10^9/L" } } });
    await ines.goto(`/patients/${patient}`);
    await ines.getByRole("button", { name: /Sign casebook/ }).click();
    await sign(ines, "ines", "Sign casebook");
    await expect(ines.getByRole("dialog")).toBeHidden();
    await cora.reload();
    await type(cora, { platelets: "45 ×10⁹/L" });
    await save(cora, "the laboratory corrected its report");
    await act(dana, "placeLockAction", { kind: "freeze", over: { scope: "entry", entryId }, reason: "under review" });
  });

  await test.step("from the field's own history to its story: every step in order, and nothing of another field", async () => {
    await ingo.goto(`/entries/${entryId}`);
    await ingo.getByRole("button", { name: /^History of Platelets/ }).click();
    await ingo.getByRole("link", { name: "The whole story, with queries, signatures and locks" }).click();
    await ingo.waitForURL(/\/trail\?/);
    const told = await ingo.locator(".trail-act").allTextContents();
    const steps = [/Froze .*under review/i, /Changed Platelets 44 → 45 ×10⁹\/L.*the laboratory corrected its report.*Ended the verification of Platelets/, /Signed for/, /Verified Platelets in Haematology, Screening against the source/,
      /Raised a query at Platelets.*second of June/, /Changed Platelets 41 → 44 ×10⁹\/L.*misread on the printout/, /Entered Platelets 41 ×10⁹\/L/];
    const places = steps.map((step) => told.findIndex((one) => step.test(one)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places.includes(-1), told.join("\n")).toBe(false);
    expect(told.join("\n")).not.toContain("Haemoglobin");
    expect(told.join("\n")).toMatch(/Ended the signature on Platelets/);
  });

  await test.step("filters narrow by person, kind and day; a day without events says so", async () => {
    await ingo.goto(`/trail?patient=${patient}`);
    await ingo.getByRole("combobox", { name: /^Kind/ }).selectOption({ label: "Signatures" });
    await ingo.getByRole("button", { name: "Show" }).click();
    await ingo.waitForURL(/kind=signatures/);
    await expect(ingo.locator(".trail-act")).not.toHaveCount(0);
    await expect(ingo.getByRole("main")).not.toContainText("Entered Platelets");
    await ingo.getByLabel("To, included").fill("2001-01-01");
    await ingo.getByRole("button", { name: "Show" }).click();
    await expect(ingo.getByRole("main")).toContainText("No event fits this choice");
  });

  await test.step("verified on demand, with a sign of life, and the outcome stands on the page", async () => {
    await ingo.goto("/trail");
    await ingo.getByRole("button", { name: "Verify now" }).click();
    await expect(ingo.getByRole("region", { name: "Verification" })).toContainText("Asked by Ingo Petersen", { timeout: 60_000 });
    await expect(ingo.getByRole("region", { name: "Verification" })).toContainText(/Verified .* links in .* chains intact/);
  });

  await test.step("the site's own download is checked by one file, without the database; an altered one is found", async () => {
    const [lines, verifier] = await Promise.all([cora.request.get(`/trail/trail.jsonl?patient=${patient}`), cora.request.get("/trail/verify-export.mjs")]);
    const [file, script, altered] = ["trail.jsonl", "verify-export.mjs", "altered.jsonl"].map((name) => testInfo.outputPath(name));
    writeFileSync(file!, await lines.body());
    writeFileSync(script!, await verifier.body());
    writeFileSync(altered!, (await lines.text()).replace(/\\"value\\": \\"44\\"/, '\\"value\\": \\"54\\"'));
    expect(execFileSync(process.execPath, [script!, file!], { encoding: "utf8", cwd: testInfo.outputDir })).toMatch(new RegExp(`whole +patient ${patient}: [^]*Intact`));
    expect(() => execFileSync(process.execPath, [script!, altered!], { encoding: "utf8", stdio: "pipe" })).toThrow(/Command failed/);
  });
});
