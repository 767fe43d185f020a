import { afterAll, beforeAll, expect, test } from "vitest";
import { openRunningStudy, type RunningStudy } from "./running-study";
import type { Person } from "./test-patient";

let study: RunningStudy;
beforeAll(async () => { study = await openRunningStudy(); });
afterAll(async () => { await study.close(); });

/** What each role sees first when there is no patient: every page says what will stand there. */
const EMPTY = {
  coordinator: ["/", "/patients", "/exposure", "/queries", "/safety", "/deviations", "/efficacy", "/imports", "/copies"],
  investigator: ["/signatures"],
  monitor: ["/"],
  data_manager: ["/lock", "/cuts", "/redactions"],
  statistician: ["/", "/cuts", "/efficacy"],
  inspector: ["/queries"],
} as const satisfies Partial<Record<Person, readonly string[]>>;

test("in a trial without patients every main page answers with what will stand there, and none with a hole", async () => {
  const bare: string[] = [];
  for (const [who, pages] of Object.entries(EMPTY)) for (const page of pages) {
    const answer = await study.first.get(page, study.tokens[who as Person]);
    const [, , says = ""] = /class="empty"(.*?)<h2>(.*?)<\/p>/s.exec(await answer.text()) ?? [];
    if (answer.status !== 200 || says.replace(/<[^>]*>/g, "").length < 40) bare.push(`${who} ${page}: ${answer.status} ${says}`);
  }
  expect(bare).toEqual([]);
});
