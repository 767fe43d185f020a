import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, newPatient, said, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient, locked: TestPatient;

const RANGE = { analyte: "platelets", sex: null, ageFrom: null, ageTo: null, lower: "150", upper: "400", unit: "10^9/L", validFrom: "2024-01-01", reason: "Notice of the laboratory" };
async function state(who: Person, change: object = {}): Promise<string> {
  const { perform } = await import("@/lib/server/act");
  const { setLabRange } = await import("./set-lab-range");
  return said(await perform(setLabRange, study.tokens[who], sent({ siteId: study.sites["101"], ...RANGE, ...change })));
}
const stored = async ({ id }: TestPatient) => (await study.admin.query<{ value: string; flag: string }>(
  "SELECT value, trace #>> '{results,0,flag}' AS flag FROM app.finding WHERE patient_id = $1 AND kind = 'lab'", [id])).rows[0];

beforeAll(async () => {
  study = await openTestStudy();
  [patient, locked] = [await newPatient(study), await newPatient(study)];
  for (const one of [patient, locked]) {
    await fill(study, one, "demography", { age: 61, sex: "F" });
    await fill(study, one, "haematology", { sampleDate: "2024-09-02", platelets: { value: "120", unit: "10^9/L" } });
  }
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', $1, true), set_config('app.action', 'test.fill', true)", [study.tokens.data_manager]);
  await study.admin.query("ALTER TABLE app.lock DISABLE TRIGGER c_guard");
  await study.admin.query("INSERT INTO app.lock (kind, scope, site_id, patient_id, reason) VALUES ('lock', 'patient', $1, $2, 'x')", [locked.siteId, locked.id]);
  await study.admin.query("ALTER TABLE app.lock ENABLE TRIGGER c_guard");
  await study.admin.query("COMMIT");
});
afterAll(() => study.close());

test("a value is held against the usual range until the site states its own", async () => {
  expect(await stored(patient)).toEqual({ value: "grade 1", flag: "low" });
});

test("a site's range moves flags and grades of its patients at once; a locked patient keeps the results of the lock", async () => {
  expect(await state("data_manager", { lower: "100" })).toBe("done");
  expect([await stored(patient), await stored(locked)]).toEqual([{ value: "grade 0", flag: "normal" }, { value: "grade 1", flag: "low" }]);
});

test("the range stated last counts, and the one before stays on record", async () => {
  expect(await state("data_manager", { lower: "130" })).toBe("done");
  expect((await stored(patient))?.flag).toBe("low");
  expect((await study.admin.query("SELECT lower::text FROM app.lab_range ORDER BY at")).rows).toEqual([{ lower: "100" }, { lower: "130" }]);
});

test.each<[string, Person, object, string]>([
  ["a coordinator", "coordinator", {}, "not_permitted"], ["a monitor", "monitor", {}, "not_permitted"], ["an administrator", "administrator", {}, "not_permitted"],
  ["a unit of something else", "data_manager", { unit: "mg/dL" }, "invalid"], ["limits the wrong way round", "data_manager", { lower: "400", upper: "150" }, "invalid"],
  ["no limit at all", "data_manager", { lower: null, upper: null }, "invalid"], ["limits that betray another unit", "data_manager", { unit: "/uL" }, "invalid"],
  ["an unknown analyte", "data_manager", { analyte: "toString" }, "invalid"], ["no reason", "data_manager", { reason: null }, "reason_required"],
  ["a day that is none", "data_manager", { validFrom: "2024-02-30" }, "invalid"],
])("%s is refused and changes nothing", async (_, who, change, code) => {
  const before = (await study.admin.query("SELECT count(*) FROM app.lab_range")).rows;
  expect(await state(who, change)).toBe(code);
  expect((await study.admin.query("SELECT count(*) FROM app.lab_range")).rows).toEqual(before);
});
