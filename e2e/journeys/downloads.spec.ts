import { expect, test } from "@playwright/test";
import { company } from "../company";

const people = company("dana", "stan", "cora", "ada", "mona");

/** The address of a file of the newest cut; makes one when there is none yet. */
async function aFileOfACut(): Promise<string> {
  const { dana } = people;
  await dana.goto("/cuts");
  const file = dana.locator("a[download][href$='haematology.csv']").first();
  if ((await file.count()) === 0) await dana.getByRole("button", { name: "Make a cut" }).click();
  await expect(file).toBeAttached({ timeout: 60_000 });
  return (await file.getAttribute("href")) ?? "";
}

test("a cut's files go to who may read cuts, are not kept by browsers, and do not exist for anybody else [A03 R69]", async ({ playwright, baseURL }) => {
  const file = await aFileOfACut();
  const nobody = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  for (const address of [file, file.replace("haematology.csv", "all-files.tar"), file.replace("haematology.csv", "manifest.json")]) {
    for (const page of [people.dana, people.stan]) {
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe(200);
      expect(answer.headers()).toMatchObject({ "cache-control": expect.stringContaining("no-store"), "x-content-type-options": "nosniff", "content-disposition": expect.stringContaining("attachment") });
    }
    for (const page of [people.cora, people.ada, people.mona]) expect((await page.request.get(address)).status(), address).toBe(404);
    const answer = await nobody.get(address);
    expect(answer.status(), address).toBe(401);
    expect(await answer.text()).toBe("Sign in first.\n");
  }
  for (const [address, status] of [[file.replace("haematology.csv", "../../../package.json"), 404], [file.replace("haematology.csv", "..%2f..%2fpackage.json"), 400], ["/cuts/1/haematology.csv", 404]] as const) {
    expect((await people.dana.request.get(address)).status(), address).toBe(status);
  }
});

test("the trail, results, safety and deviations as files: for who may read the page, and for nobody else [A03]", async ({ playwright, baseURL }) => {
  const nobody = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  for (const [address, may, mayNot] of [["/trail/trail.csv?patient=101-001", people.mona, people.stan], ["/efficacy/table.csv", people.stan, people.ada], ["/safety/table.csv", people.mona, people.stan], ["/deviations/deviations.csv", people.mona, people.ada]] as const) {
    const answer = await may.request.get(address);
    expect(answer.status(), address).toBe(200);
    expect(answer.headers()).toMatchObject({ "cache-control": expect.stringContaining("no-store"), "x-content-type-options": "nosniff", "content-disposition": expect.stringContaining("attachment"), "content-type": expect.stringContaining("text/csv") });
    expect((await mayNot.request.get(address)).status(), address).toBe(404);
    expect((await nobody.get(address)).status(), address).toBe(401);
  }
});

test("the case report form of a version to print, blank and annotated; no other version or kind exists [R82]", async ({ playwright, baseURL }) => {
  const address = (kind: string, version: string) => `/protocol/crf.pdf?kind=${kind}&version=${version}`;
  for (const kind of ["blank", "annotated"]) {
    const answer = await people.ada.request.get(address(kind, "2007"), { timeout: 120_000 });
    expect([answer.status(), answer.headers()["content-type"]], kind).toEqual([200, "application/pdf"]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
  for (const wrong of [address("blank", "1999"), address("both", "2007")]) expect((await people.ada.request.get(wrong)).status(), wrong).toBe(404);
  expect((await (await playwright.request.newContext({ baseURL: baseURL ?? "" })).get(address("blank", "2007"))).status()).toBe(401);
});

test("what next-auth hands to scripts names nobody [A34]", async () => {
  const session = await (await people.dana.request.get("/api/auth/session")).text();
  expect(session).not.toMatch(/dana|Okafor|token|data_manager/i);
});
