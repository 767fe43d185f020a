import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRunningStudy, type RunningStudy } from "./running-study";

let study: RunningStudy;
beforeAll(async () => { study = await openRunningStudy(); });
afterAll(async () => { await study.close(); });

test("the built application answers a session with its pages and acts, and nobody with the way to sign in", async () => {
  const { first, tokens, sites } = study;
  expect((await first.get("/patients", tokens.coordinator)).status).toBe(200);
  expect((await first.get("/patients", null)).headers.get("location")).toBe("/sign-in");
  const { value } = await first.act("createPatientAction", { requestId: randomUUID(), reason: null, siteId: sites["101"] }, tokens.coordinator);
  expect(value).toMatchObject({ ok: true, value: { number: "101-001" } });
});

test("two instances on one database see the same sessions and the same data at once", async () => {
  const second = await study.startInstance();
  expect(await (await second.get("/patients", study.tokens.coordinator)).text()).toContain("101-001");
  await second.stop();
});
