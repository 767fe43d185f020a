import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(() => study.close());

test("how far a transaction is can be read beside it while it runs, by its request alone, and is gone with it when it ends", async () => {
  const { openProgress, readProgress } = await import("./progress");
  const requestId = randomUUID();
  const seen = (id = requestId) => study.rolledBack(study.tokens.coordinator, (tx) => readProgress(tx, id));
  expect(await seen()).toBe(null);
  await study.rolledBack(study.tokens.investigator, async (tx) => {
    const progress = openProgress(tx, requestId, 300);
    await progress.step(1);
    expect(await seen()).toBe(null);
    await progress.step(149);
    expect([await seen(), await seen(randomUUID())]).toEqual([50, null]);
    await progress.step(150);
    expect(await seen()).toBe(100);
  });
  expect(await seen()).toBe(null);
});
