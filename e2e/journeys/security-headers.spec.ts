import { expect, test, type Page } from "@playwright/test";
import { arrive } from "../cast";
import { addressOfForm, company } from "../company";
import { MAIN_PAGES, READERS } from "../main-pages";

const people = company(...READERS);

/** Everything a browser complains of: what the content policy refused, scripts that failed, files that are not there. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") complaints.push(`${page.url()}: ${message.text()}`); });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("response", (response) => { if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`); });
  return complaints;
}

function expectHeaders(headers: Readonly<Record<string, string>>, address: string): string {
  const policy = headers["content-security-policy"] ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  expect(nonce.length, `nonce of ${address}`).toBeGreaterThan(20);
  for (const part of ["default-src 'none'", `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`, "script-src-attr 'none'", "connect-src 'self'", "frame-src 'none'", `style-src-elem 'self' 'nonce-${nonce}'`, "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) {
    expect(policy.split("; "), address).toContain(part);
  }
  expect(policy, address).not.toContain("unsafe-eval");
  expect(policy.split("; ").filter((part) => part.includes("unsafe")), address).toEqual(["style-src-attr 'unsafe-inline'"]);
  expect(headers, address).toMatchObject({
    "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin", "permissions-policy": expect.stringContaining("camera=()"), "cache-control": expect.stringContaining("no-store"),
  });
  expect(headers["x-powered-by"], address).toBeUndefined();
  return nonce;
}

for (const [who, addresses] of Object.entries(MAIN_PAGES)) {
  test(`every page of ${who} has its headers and a nonce of its own, and nothing on it breaks the policy [R67 R71]`, async () => {
    const page = people[who as keyof typeof people];
    const complaints = complaintsOf(page);
    const nonces = new Set<string>();
    for (const address of addresses) {
      const answer = await page.goto(address, { waitUntil: "networkidle" });
      nonces.add(expectHeaders(answer?.headers() ?? {}, address));
    }
    expect(nonces.size).toBe(addresses.length);
    expect(complaints).toEqual([]);
  });
}

test("dialogs, popovers and tooltips open without breaking the policy, and the page below does not scroll [R67]", async () => {
  const { cora } = people;
  const complaints = complaintsOf(cora);
  await cora.goto("/patients");
  await cora.getByRole("button", { name: "New patient" }).click();
  await expect(cora.getByRole("dialog")).toBeVisible();
  expect(await cora.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe("hidden");
  await cora.keyboard.press("Escape");
  await expect(cora.getByRole("dialog")).toBeHidden();
  expect(await cora.evaluate(() => getComputedStyle(document.documentElement).overflowY)).not.toBe("hidden");
  await cora.keyboard.press("Control+k");
  await expect(cora.getByRole("combobox", { name: "Patient number, form or page" })).toBeFocused();
  await cora.keyboard.press("Escape");
  await cora.getByRole("button", { name: /Account of/ }).click();
  await expect(cora.getByRole("button", { name: "Sign out" })).toBeVisible();
  await cora.goto(await addressOfForm(cora, "101-001", "SCR", "Haematology"));
  await cora.getByRole("button", { name: /History of Platelets/ }).click();
  await expect(cora.getByRole("dialog", { name: /History of Platelets/ })).toBeVisible();
  await cora.keyboard.press("Escape");
  await cora.getByRole("button", { name: "Switch between light and dark" }).click();
  expect(complaints).toEqual([]);
});

test("the first page of somebody who signs in asks for nothing that is not there", async ({ page }) => {
  const complaints = complaintsOf(page);
  const answer = await page.goto("/sign-in", { waitUntil: "networkidle" });
  expectHeaders(answer?.headers() ?? {}, "/sign-in");
  const icon = await page.locator("link[rel='icon']").getAttribute("href");
  expect((await page.request.get(icon ?? "/favicon.ico")).status()).toBe(200);
  await page.getByLabel("Name").fill("cora");
  await page.getByLabel("Password", { exact: true }).fill("demonstration only");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(complaints).toEqual([]);
});

test("what is not there has the same headers, and what scripts fetch is not guessed at [R71]", async () => {
  const answer = await people.cora.request.get("/no-such-page");
  expect(answer.status()).toBe(404);
  expectHeaders(answer.headers(), "/no-such-page");
  const health = await people.cora.request.get("/api/health");
  expect(health.headers()).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
  expect(health.headers()["x-powered-by"]).toBeUndefined();
});

test("the cookie of a session is out of reach for scripts and is not sent along by other sites [R79j]", async () => {
  const session = (await people.cora.context().cookies()).filter(({ name }) => name.includes("session-token"));
  expect(session.length).toBeGreaterThan(0);
  for (const { httpOnly, sameSite } of session) expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: "Lax" });
});

test("nothing is fetched from anywhere else, and after signing out neither the back button nor the browser's store shows anything [R85 R79i]", async ({ browser }) => {
  const page = await arrive(browser, "carl");
  const own = new URL(page.url()).origin;
  const elsewhere: string[] = [];
  page.on("request", (request) => { if (/^https?:/.test(request.url()) && !request.url().startsWith(own)) elsewhere.push(request.url()); });
  await page.goto("/patients");
  const number = await page.getByRole("link", { name: /^102-\d{3}$/ }).first().innerText();
  await page.goto(`/patients/${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await page.evaluate(() => localStorage.setItem("left behind", "x"));
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  await page.goBack().catch(() => null);
  await page.waitForURL(/sign-in/);
  await expect(page.getByText(number)).toHaveCount(0);
  expect(elsewhere).toEqual([]);
  await page.context().close();
});
