import { expect, test } from "vitest";
import { arrangeDay } from "./arrange-day";
import type { Task } from "./task";

const task = (kind: Task["kind"], siteCode: string, patient: string): Task => ({ key: `${kind} ${patient}`, kind, siteCode, patient, what: "", detail: "", when: "", minutes: 1, href: "/" });
const tasks = [task("overdue", "101", "101-001"), task("answered", "101", "101-001"), task("answered", "102", "102-001"), task("verify", "101", "101-001")];
const beyond = [{ kind: "answered", siteCode: "102", count: 40 }, { kind: "verify", siteCode: "102", count: null }] as const;

test("what was not read is in every count, and a count that may be more says so", () => {
  const day = arrangeDay(tasks, {}, beyond);
  expect(day).toMatchObject({ count: 44, atLeast: true, minutes: null, partial: false });
  expect(day.kinds).toEqual([{ kind: "overdue", count: 1, atLeast: false }, { kind: "answered", count: 42, atLeast: false }, { kind: "verify", count: 1, atLeast: true }]);
  expect(day.sites).toEqual([{ code: "101", count: 3, atLeast: false }, { code: "102", count: 41, atLeast: true }]);
  expect(day.groups.map(({ id, count, atLeast }) => [id, count, atLeast])).toEqual([["overdue", 1, false], ["answered", 42, false], ["verify", 1, true]]);
});

test("a site of which all was read has whole counts, and by patient it is said that there is more", () => {
  expect(arrangeDay(tasks, { site: "101" }, beyond)).toMatchObject({ count: 3, atLeast: false, minutes: 3 });
  expect(arrangeDay(tasks, { site: "101", by: "patient" }, beyond)).toMatchObject({ partial: false });
  expect(arrangeDay(tasks, { by: "patient" }, beyond)).toMatchObject({ partial: true });
});
