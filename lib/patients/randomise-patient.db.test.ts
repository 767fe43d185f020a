import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, fill, inSql, newEligiblePatient, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./randomise-patient")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const randomise = (patient: TestPatient, who: Person = "coordinator") => acts.perform(acts.randomisePatient, study.tokens[who], sent({ patientId: patient.id }));
/** The same past every check of the application. */
const drawInSql = (patient: TestPatient, who: Person = "coordinator") => inSql(study.tokens[who], "SELECT * FROM ctx.randomise($1)", [patient.id]);
const stored = async (patient: TestPatient) => (await study.admin.query<{ status: string; arm: string | null; stratum: string | null }>("SELECT status, arm, stratum, randomised_at FROM app.patient WHERE id = $1", [patient.id])).rows[0];
const allocated = async (stratum: string, upTo: number) => (await study.admin.query<{ arm: string }>("SELECT ctx.allocation(r.seed, $1, n) AS arm FROM auth.randomisation_seed r, generate_series(1, $2) n ORDER BY n", [stratum, upTo])).rows.map(({ arm }) => arm);

describe("randomisation is refused, by the act and by the database to a direct call,", () => {
  let patient: TestPatient;
  beforeEach(async () => { patient = await newEligiblePatient(study); });
  const refusedWith = async (sentence: RegExp) => {
    expect(said(await randomise(patient))).toBe("not_eligible");
    await expect(drawInSql(patient)).rejects.toThrow(sentence);
    expect(await stored(patient)).toEqual({ status: "screening", arm: null, stratum: null, randomised_at: null });
  };

  test("while a criterion is unknown", async () => {
    patient = await newPatient(study);
    await refusedWith(/not eligible/);
  });
  test("while nobody confirmed it", async () => { await refusedWith(/not confirmed by an investigator/); });
  test("when a criterion fails after it was confirmed", async () => {
    done(await confirm(study, patient));
    done(await save(study, patient.entries["demography"], { age: [61, 17] }, { reason: "misread" }));
    await refusedWith(/not eligible/);
  });
  test("when a confirmed value changed, although the patient is eligible still", async () => {
    done(await confirm(study, patient));
    done(await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "misread" }));
    await refusedWith(/not confirmed by an investigator/);
    done(await confirm(study, patient));
    expect(said(await randomise(patient))).toBe("done");
  });
  test("to everybody but the site's own people", async () => {
    done(await confirm(study, patient));
    for (const who of ["monitor", "data_manager", "statistician", "administrator", "inspector", "elsewhere"] as const) {
      expect(said(await randomise(patient, who))).toBe(who === "elsewhere" ? "not_found" : "not_permitted");
      await expect(drawInSql(patient, who)).rejects.toThrow(/no such patient/);
    }
  });
  test("under a freeze", async () => {
    done(await confirm(study, patient));
    const freeze = "INSERT INTO app.lock (kind, scope, site_id, patient_id, reason) VALUES ('freeze', 'patient', $1, $2, 'x')".replace("$1", `'${patient.siteId}'`).replace("$2", `'${patient.id}'`);
    const enter = (who: Person) => `SELECT ctx.enter('${study.tokens[who]}', 'r', 'test', 'x', false)`;
    await expect(inSql(null, [enter("data_manager"), freeze, enter("coordinator"), `SELECT * FROM ctx.randomise('${patient.id}')`].join("; "))).rejects.toThrow(/record is locked/);
  });
});

describe("an arm", () => {
  test("is drawn once, however many ask at once, and the visits of treatment follow", async () => {
    const patient = await newEligiblePatient(study);
    done(await confirm(study, patient));
    const asked = await Promise.all([randomise(patient), randomise(patient, "investigator"), randomise(patient)]);
    expect(asked.map(said).toSorted()).toEqual(["already_randomised", "already_randomised", "done"]);
    await expect(drawInSql(patient)).rejects.toThrow(/not in screening/);
    const drawn = asked.flatMap((result) => (result.ok ? [result.value.arm] : []));
    expect(await stored(patient)).toMatchObject({ status: "randomised", arm: drawn[0], stratum: "refractory" });
    expect((await study.admin.query("SELECT code FROM app.visit WHERE patient_id = $1 ORDER BY code", [patient.id])).rows.map(({ code }) => code)).toEqual(["C1", "D14", "D28", "FU12", "FU15", "FU18", "FU21", "FU24", "FU3", "FU6", "FU9", "REC", "SCR"]);
  });
  test("is the next one of the patient's stratum, also when several are drawn at once", async () => {
    const before = Number((await study.admin.query("SELECT count(*) FROM app.patient WHERE stratum = 'refractory'")).rows[0]?.count);
    const refractory = [await newEligiblePatient(study), await newEligiblePatient(study), await newEligiblePatient(study)];
    const relapsed = await newEligiblePatient(study);
    done(await save(study, relapsed.entries["aml_history"], { diseaseStatus: ["refractory", "relapsed"] }, { reason: "misread" }));
    await fill(study, relapsed, "aml_history", { firstCrDate: "2023-10-01", firstRelapseDate: "2024-06-01" });
    for (const patient of [...refractory, relapsed]) done(await confirm(study, patient));
    (await Promise.all([...refractory, relapsed].map((patient) => randomise(patient)))).forEach(done);
    const { rows } = await study.admin.query<{ arm: string }>("SELECT arm FROM app.patient WHERE stratum = 'refractory' ORDER BY randomised_at");
    expect(rows.map(({ arm }) => arm)).toEqual(await allocated("refractory", before + 3));
    expect(await stored(relapsed)).toMatchObject({ stratum: "relapsed", arm: (await allocated("relapsed", 1))[0] });
  });
  test("is never changed, by anybody's update of that column, and the patient is not taken back into screening", async () => {
    for (const change of ["arm = 'A'", "stratum = 'relapsed'", "randomised_at = now()"]) await expect(inSql(study.tokens.coordinator, `UPDATE app.patient SET ${change}`)).rejects.toThrow(/permission denied/);
    await expect(inSql(study.tokens.coordinator, "UPDATE app.patient SET status = 'screening' WHERE status = 'randomised'")).rejects.toThrow(/patient_check/);
  });
  test("stands in the trail with who drew it and when", async () => {
    const { rows } = await study.admin.query("SELECT e.action, e.full_name, p.changes -> 'arm' ->> 'new' AS arm FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.table_name = 'app.patient' AND 'arm' = ANY (e.fields) AND e.op = 'U'");
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(rows.every(({ action, arm }) => action === "patient.randomise" && "ABC".includes(arm as string))).toBe(true);
  });
});

/** Where a block may end, read from the arms alone: from every end, the next 3 or 6 places hold each arm equally. */
function blockEnds(arms: readonly string[]): ReadonlySet<number> {
  const balanced = (slots: readonly string[]) => slots.length > 0 && ["A", "B", "C"].every((arm) => slots.filter((slot) => slot === arm).length * 3 === slots.length);
  const ends = new Set([0]);
  for (const end of ends) for (const size of [3, 6]) if (end + size <= arms.length && balanced(arms.slice(end, end + size))) ends.add(end + size);
  return ends;
}

describe("the list", () => {
  test.each(["refractory", "relapsed"])("of the %s is made of blocks of 3 or 6 that hold each arm equally", async (stratum) => {
    const arms = await allocated(stratum, 60);
    const ends = blockEnds(arms);
    expect(Math.max(...ends)).toBeGreaterThan(54); // what is left is a block that goes on after the sixtieth place
    expect([3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54].some((place) => !ends.has(place))).toBe(true); // and not all of 3
  });
  test("differs between strata and between seeds, and is the same each time", async () => {
    const of = async (seed: string, stratum: string) => (await study.admin.query<{ list: string }>("SELECT string_agg(ctx.allocation($1, $2, n), '' ORDER BY n) AS list FROM generate_series(1, 60) n", [seed, stratum])).rows[0]?.list;
    expect(new Set([await of("one seed of sixteen", "refractory"), await of("one seed of sixteen", "relapsed"), await of("another seed of 16", "refractory")]).size).toBe(3);
    expect(await of("one seed of sixteen", "refractory")).toBe(await of("one seed of sixteen", "refractory"));
  });
  test("is concealed: no session reads the seed, asks for a place, or finds the seed in the trail", async () => {
    for (const who of Object.keys(study.tokens) as Person[]) {
      for (const question of ["SELECT seed FROM auth.randomisation_seed", "SELECT ctx.allocation('x', 'relapsed', 1)", "SELECT ctx.draw('x', 'relapsed', 1, 'size')"]) {
        await expect(inSql(study.tokens[who], question), `${who}: ${question}`).rejects.toThrow(/permission denied/);
      }
    }
    const { rows: [seed] } = await study.admin.query<{ seed: string }>("SELECT seed FROM auth.randomisation_seed");
    expect((await study.admin.query("SELECT FROM audit.payload WHERE changes::text LIKE '%' || $1 || '%'", [seed?.seed])).rows).toEqual([]);
  });
});
