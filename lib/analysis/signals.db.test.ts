import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import type { Signal } from "./signals";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/server/within")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("./read-signals")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const ours: TestPatient[] = [], theirs: TestPatient[] = [];
const today = dayIn(new Date().toISOString(), "America/Chicago");

/** Numbers without a last digit in common, different for each patient. */
const vitals = (nth: number) => ({ measuredOn: addDays(today, -3), pulse: 61 + nth, systolic: 121 + nth, diastolic: 71 + nth, weightKg: String(70 + nth), temperatureC: "36.6" });

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  for (let nth = 0; nth < 3; nth++) {
    ours.push(await newPatient(study));
    theirs.push(await newPatient(study, "elsewhere", "102"));
  }
});
afterAll(() => study.close());

const reading = <Value>(who: Person, read: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, read);
const gather = (who: Person, asked: Parameters<typeof acts.readFormSignals>[1]) => reading(who, async (tx) => [await acts.readFormSignals(tx, asked), await acts.readMeasuredSignals(tx, asked)]);
const viewOf = async (signal: Signal, who: Person) => acts.arrangeSignals(await gather(who, null)).find((one) => one.signal === signal);
const counts = async (signal: Signal, who: Person = "data_manager") => {
  const view = await viewOf(signal, who);
  return Object.fromEntries((view?.funnel.sites ?? []).map(({ site, hits, total }) => [site, `${hits} of ${total}`]));
};
const records = async (signal: Signal, site = "101", who: Person = "data_manager") => (await gather(who, { signal, site })).flatMap((one) => one.records ?? []);

describe("what is planted is counted at its site, and leads to its record", () => {
  test("values that end in 0 or 5, and the same values in two patients", async () => {
    await fill(study, ours[0]!, "vital_signs", { ...vitals(0), pulse: 80, systolic: 125, diastolic: 75 });
    await fill(study, ours[1]!, "vital_signs", { ...vitals(0), pulse: 80, systolic: 125, diastolic: 75 });
    await fill(study, ours[2]!, "vital_signs", vitals(2));
    for (const [nth, patient] of theirs.entries()) await fill(study, patient, "vital_signs", vitals(nth), { who: "elsewhere" });
    expect(await counts("digits")).toEqual({ 101: "6 of 9", 102: "0 of 9" });
    expect(await counts("duplicates")).toEqual({ 101: "2 of 3", 102: "0 of 3" });
    expect((await records("duplicates")).map(({ patient }) => patient)).toEqual([ours[0]!.number, ours[1]!.number]);
    expect((await records("digits"))[0]).toMatchObject({ patient: ours[0]!.number, place: expect.stringContaining("Vital signs") as string, href: expect.stringMatching(/^\/entries\/.+#(pulse|systolic|diastolic)$/) as string });
  });
  test("the same values as the time before, and the same count again", async () => {
    const haematology = (day: string, wbc: string) => ({ sampleDate: day, wbc: { value: wbc, unit: "10^9/L" }, anc: { value: "1.1", unit: "10^9/L" }, platelets: { value: "87", unit: "10^9/L" }, haemoglobin: { value: "9.4", unit: "g/dL" } });
    const before = await counts("repeated");
    await fill(study, ours[0]!, "haematology", haematology(addDays(today, -9), "3.41"));
    await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true); SET LOCAL session_replication_role = replica");
    await study.admin.query("INSERT INTO app.entry (site_id, patient_id, visit_id, form_id, form_version, row_no, answers, progress) SELECT site_id, patient_id, visit_id, form_id, form_version, 2, answers || jsonb_build_object('sampleDate', $2::text), 'complete' FROM app.entry WHERE id = $1", [ours[0]!.entries["haematology"], addDays(today, -5)]);
    await study.admin.query("COMMIT");
    expect([await counts("carried"), before]).toEqual([{ 101: "1 of 1" }, {}]);
    expect(await counts("repeated")).toEqual({ 101: "2 of 2" });
    expect((await records("repeated")).map(({ says }) => says).toSorted()).toEqual(["3.41 10^9/L", "87 10^9/L"]);
  });
  test("a form entered late, by the day of its site, one asked about, one not done, a value missing with its reason", async () => {
    await fill(study, ours[1]!, "chemistry", { sampleDate: addDays(today, -8), alt: { missing: "not_done" } });
    await fill(study, ours[2]!, "cardiac", { examinedOn: addDays(today, -7) });
    done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId: ours[0]!.entries["cardiac"] }), reason: "Machine broken" }));
    done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: ours[2]!.entries["cardiac"], field: "lvefPercent", question: "Source?" })));
    expect((await records("delay")).map(({ patient, says }) => `${patient} ${says}`)).toEqual([`${ours[0]!.number} 9 days`, `${ours[1]!.number} 8 days`]);
    expect((await records("queries")).map(({ patient }) => patient)).toContain(ours[2]!.number);
    expect((await records("not_done")).map(({ says }) => says)).toEqual(["Machine broken"]);
    expect((await records("missing")).map(({ field }) => field)).toEqual(["ALT (SGPT)"]);
    expect((await counts("missing"))["102"]).toBe("0 of 15");
  });
});

test("a value far out is found beside enough of its kind, and 20 ordinary ones are not", async () => {
  const more: TestPatient[] = [];
  for (let nth = 0; nth < 16; nth++) more.push(await newPatient(study));
  for (const [nth, patient] of more.entries()) await fill(study, patient, "vital_signs", { weightKg: String(60 + nth) });
  expect((await records("outliers")).filter(({ field }) => field === "Weight")).toEqual([]);
  done(await save(study, more[0]!.entries["vital_signs"], { weightKg: ["60", "240"] }, { reason: "misread" }));
  expect((await records("outliers")).map(({ patient, says }) => `${patient} ${says}`)).toContain(`${more[0]!.number} 240`);
});

test("whoever reads one site is shown that site alone, without a judgement; sites themselves are shown none of it", async () => {
  expect((await viewOf("digits", "monitor_elsewhere"))?.funnel.sites).toMatchObject([{ site: "102", standing: "alone" }]);
  expect(await records("digits", "101", "monitor_elsewhere")).toEqual([]);
  const { can } = await import("@/lib/access/permissions");
  expect(await reading("coordinator", (_, actor) => Promise.resolve(can(actor, "monitoring.read")))).toBe(false);
});

test("behind each figure lie as many records", async () => {
  for (const { signal, funnel } of acts.arrangeSignals(await gather("data_manager", null))) {
    for (const { site, hits } of funnel.sites) expect(await records(signal, site), `${signal} of ${site}`).toHaveLength(hits);
  }
});
