import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toStored } from "@/lib/crf/dictionary";
import { wallTimeIn } from "@/lib/kernel/instant";
import { ctcae5 } from "@/lib/study/adverse-events/ctcae-5";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/entries/add-row")),
  ...(await import("@/lib/entries/remove-row")), ...(await import("./read-safety")), ...(await import("./read-worklist")),
});

type Person = keyof TestStudy["tokens"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const ids = { overdue: randomUUID(), elsewhere: randomUUID(), removed: randomUUID(), mild: randomUUID() };

const HOUR_MS = 3_600_000;
const now = new Date();
const hoursAgo = (hours: number, timeZone: string) => wallTimeIn(new Date(now.getTime() - hours * HOUR_MS).toISOString(), timeZone);
const sent = <Input extends object>(input: Input, reason: string | null = null) => ({ requestId: randomUUID(), reason, ...input });
const read = <Value>(who: Person, run: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, run);

async function addEvent(who: "coordinator" | "elsewhere", site: "101" | "102", entryId: string, answers: Readonly<Record<string, unknown>>) {
  const { rows: [patient] } = await study.admin.query<{ id: string; zone: string }>("SELECT p.id, s.time_zone AS zone FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.number = $1", [`${site}-001`]);
  if (!patient) throw new Error(`no patient at ${site}`);
  const awareAt = typeof answers["awareAt"] === "number" ? { awareAt: hoursAgo(answers["awareAt"], patient.zone) } : {};
  const result = await acts.perform(acts.addRow, study.tokens[who], sent({ entryId, patientId: patient.id, visitId: null, formId: "adverse_event", answers: { ...answers, ...awareAt }, explanations: [] }));
  if (!result.ok) throw new Error(JSON.stringify(result));
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  for (const [who, site] of [["coordinator", "101"], ["elsewhere", "102"]] as const) {
    const made = await acts.perform(acts.createPatient, study.tokens[who], sent({ siteId: study.sites[site] }));
    if (!made.ok) throw new Error(JSON.stringify(made));
  }
  const sepsis = ctcae5.find("Sepsis");
  if (!sepsis) throw new Error("no Sepsis");
  await addEvent("coordinator", "101", ids.overdue, { term: "septic shock", ctcaeTerm: toStored(sepsis), grade: "4", serious: "Y", awareAt: 30 });
  await addEvent("coordinator", "101", ids.mild, { term: "Nausea", grade: "1", serious: "N" });
  await addEvent("coordinator", "101", ids.removed, { term: "Fall", grade: "3", serious: "Y", awareAt: 50 });
  await addEvent("elsewhere", "102", ids.elsewhere, { term: "Seizure", grade: "3", serious: "Y", awareAt: 2 });
  const removed = await acts.perform(acts.removeRow, study.tokens.coordinator, sent({ entryId: ids.removed }, "entered twice"));
  if (!removed.ok) throw new Error(JSON.stringify(removed));
});
afterAll(() => study.close());

const seen = async (who: Person) => (await read(who, (tx) => acts.readSafety(tx, {}, now))).serious.map(({ event, reporting }) => [event.entryId, event.term, reporting.state]);
const overdue = [ids.overdue, "Sepsis", "overdue"];
const due = [ids.elsewhere, "Seizure", "due"];

test.each<readonly [Person, readonly (readonly string[])[]]>([
  ["coordinator", [overdue]], ["monitor", [overdue]], ["elsewhere", [due]], ["monitor_elsewhere", [due]], ["data_manager", [overdue, due]], ["inspector", [overdue, due]],
])("%s sees the serious events of their sites, the longest known first, and no removed one", async (who, events) => {
  expect(await seen(who)).toEqual(events);
});

test("events of patients who were never treated are listed and not counted", async () => {
  const view = await read("data_manager", (tx) => acts.readSafety(tx, { period: "all" }, now));
  expect([view.table.treated.all, view.table.all.all.any, view.eventCount, view.overdue, view.notCoded]).toEqual([0, 0, 3, 1, 0]);
});

test.each<readonly [Person, readonly (readonly [string, RegExp])[]]>([
  ["coordinator", [[ids.overdue, /^overdue, 30 h$/]]], ["monitor", [[ids.overdue, /^overdue/]]], ["data_manager", [[ids.overdue, /^overdue/], [ids.elsewhere, /^due, 2 h/]]], ["statistician", []], ["administrator", []],
])("on the day of the %s stand the serious events that are not reported, with the time since awareness", async (who, tasks) => {
  const serious = (await read(who, (tx, actor) => acts.readWorklist(tx, actor))).tasks.filter(({ kind }) => kind === "serious");
  expect(serious.map(({ href }) => href)).toEqual(tasks.map(([entryId]) => `/entries/${entryId}#reportedAt`));
  tasks.forEach(([, when], at) => expect(serious[at]?.when).toMatch(when));
});
