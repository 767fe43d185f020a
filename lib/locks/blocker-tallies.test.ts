import { expect, test } from "vitest";
import { byAge, groupBlockers, inOrder, LINES_A_GROUP, patientsOfFirst, talliesOf, type BlockerChoice } from "./blocker-tallies";
import { BLOCKER_KINDS, OWNERS } from "./blocker-words";

/** As many lines as a study may have, in the order of the ledger; the same every time. */
const LINES = Array.from({ length: 4_000 }, (_, at) => {
  const lot = (at * 7_919) % 10_007;
  return { patient: `101-${String(100 + (lot % 331))}`, owner: OWNERS[lot % 3]!, kind: BLOCKER_KINDS[lot % 7]!, ageDays: lot % 11 === 0 ? null : (lot % 40), what: `${at}` };
}).toSorted((one, other) => OWNERS.indexOf(one.owner) - OWNERS.indexOf(other.owner) || byAge(one.ageDays, other.ageDays) || inOrder(one.patient, other.patient) || inOrder(one.what, other.what));
const CHOICES: readonly BlockerChoice[] = [{}, { by: "patient" }, { owner: "monitor" }, { kind: "unsigned" }, { kind: "query_open", by: "patient" }];

test.each(CHOICES)("the patients that are read have every line that a page of all would show: %o", (choice) => {
  const tallies = talliesOf(LINES);
  const read = new Set(patientsOfFirst(tallies, choice));
  expect(groupBlockers(tallies, LINES.filter(({ patient }) => read.has(patient)), choice, false)).toEqual(groupBlockers(tallies, LINES, choice, false));
  expect(read.size).toBeLessThan(331);
});

test("counts are of everything, lines of the first; of one patient's ledger nothing is left out", () => {
  const tallies = talliesOf(LINES);
  const groups = groupBlockers(tallies, LINES, {}, false);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(LINES.length);
  expect(groups.map(({ lines }) => lines.length)).toEqual(groups.map(() => LINES_A_GROUP));
  expect(groupBlockers(tallies, LINES, {}, true).flatMap(({ lines }) => lines)).toEqual(LINES);
});
