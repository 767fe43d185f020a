import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(() => study.close());

test("how far a cut is can be read while it is made: it only grows, passes through the copying, and is gone with the act", async () => {
  const [{ perform }, { makeCut }, { readProgress }] = await Promise.all([import("@/lib/server/act"), import("./make-cut"), import("@/lib/server/progress")]);
  const requestId = randomUUID();
  const look = () => study.rolledBack(study.tokens.data_manager, (tx) => readProgress(tx, requestId));
  let isMade = false;
  const made = perform(makeCut, study.tokens.data_manager, { requestId, reason: null, name: "watched" }).finally(() => { isMade = true; });
  const seen: number[] = [];
  while (!isMade) {
    const percent = await look();
    if (percent !== null) seen.push(percent);
  }
  expect(await made).toMatchObject({ ok: true });
  expect(seen.length).toBeGreaterThan(0);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  expect(seen.some((percent) => percent > 0 && percent < 100)).toBe(true);
  expect(await look()).toBe(null);
});
