import { afterAll, beforeAll, expect, test } from "vitest";
import { CookieJar } from "@/ops/testing/cookie-jar";
import { openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";
import { TEST_PASSWORD } from "@/ops/testing/test-database";

const ORIGIN = "https://ecrf.example"; // as a proxy in front would answer for it

let study: RunningStudy;
beforeAll(async () => { study = await openRunningStudy({ NEXTAUTH_URL: ORIGIN }); });
afterAll(() => study.close());

test("behind HTTPS every cookie is bound to the host and the safe line, and the browser is told to stay on it [R71 R79j]", async () => {
  const { address } = study.first;
  const page = await fetch(`${address}/sign-in`);
  expect(page.headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
  expect(page.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");

  const jar = new CookieJar();
  const { csrfToken } = (await (await jar.fetch(`${address}/api/auth/csrf`)).json()) as { csrfToken: string };
  const body = new URLSearchParams({ username: "coordinator", password: TEST_PASSWORD, csrfToken, json: "true" });
  const entered = await jar.fetch(`${address}/api/auth/callback/credentials`, { method: "POST", headers: { origin: ORIGIN }, body });
  expect(entered.status).toBe(200);
  const set = entered.headers.getSetCookie();
  expect(set.map((line) => line.split("=")[0]).toSorted()).toEqual(expect.arrayContaining(["__Host-ecrf-device", "__Host-next-auth.session-token"]));
  for (const line of set) expect(line, line.split("=")[0]).toMatch(/^__(Host|Secure)-.*; Path=\/;.*HttpOnly/i);
  for (const line of set) expect(line, line.split("=")[0]).toMatch(/; Secure/i);
  for (const line of set) expect(line, line.split("=")[0]).toMatch(/; SameSite=(Lax|Strict)/i);
  expect((await jar.fetch(`${address}/patients`)).status).toBe(200);
});

test("and a page that was opened at another address is not believed [R68 A15]", async () => {
  const { address } = study.first;
  for (const origin of [address, "http://ecrf.example", "https://ecrf.example:444"]) {
    const answer = await fetch(`${address}/api/auth/signout`, { method: "POST", headers: { origin } });
    expect([origin, answer.status]).toEqual([origin, 403]);
  }
});
