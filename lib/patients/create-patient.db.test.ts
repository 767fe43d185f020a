import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, inSql, newPatient, said, sent, type Person } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./create-patient")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const create = (who: Person = "coordinator", site: "101" | "102" = "101") => acts.perform(acts.createPatient, study.tokens[who], sent({ siteId: study.sites[site] }));
const numbers = async (site: string) => (await study.admin.query<{ number: string }>("SELECT number FROM app.patient WHERE number LIKE $1 || '-%' ORDER BY number", [site])).rows.map(({ number }) => number);
const upTo = (site: string, last: number) => Array.from({ length: last }, (_, index) => `${site}-${String(index + 1).padStart(3, "0")}`);

describe("numbers of a site", () => {
  test("have no gap and no double when people of both sites add patients at once", async () => {
    const added = await Promise.all([...Array.from({ length: 8 }, (_, at) => create(at % 2 ? "coordinator" : "investigator")), ...Array.from({ length: 4 }, () => create("elsewhere", "102"))]);
    expect(new Set(added.map((result) => done(result).number)).size).toBe(12);
    expect([await numbers("101"), await numbers("102")]).toEqual([upTo("101", 8), upTo("102", 4)]);
  });
  test("have no gap after an act that failed", async () => {
    vi.spyOn(console, "error").mockReturnValueOnce(undefined);
    await study.admin.query("CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$; CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON app.patient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fail()");
    const failed = await create();
    await study.admin.query("DROP FUNCTION public.fail CASCADE");
    expect(said(failed)).toBe("unexpected");
    expect(done(await create()).number).toBe("101-009");
  });
  test("are given by the site's own people, at their own site", async () => {
    expect([said(await create("coordinator", "102")), said(await create("elsewhere")), said(await create("monitor")), said(await create("data_manager")), said(await create("administrator"))]).toEqual(["not_found", "not_found", "not_permitted", "not_permitted", "not_permitted"]);
    expect(await numbers("101")).toEqual(upTo("101", 9));
  });
  test("begin with the site's own code, and are unique, in the database itself", async () => {
    const insert = (number: string) => inSql(study.tokens.coordinator, "INSERT INTO app.patient (site_id, number, protocol_version) VALUES ($1, $2, '2007')", [study.sites["101"], number]);
    await expect(insert("102-900")).rejects.toThrow(/code of its site/);
    await expect(insert("101-001")).rejects.toThrow(/duplicate key/);
    await expect(insert("101-900")).resolves.toBeDefined();
  });
});

describe("a new patient", () => {
  test("has the open protocol version, the empty screening forms, what is derived of them, and one line each in the trail", async () => {
    const { id, entries } = await newPatient(study);
    expect(Object.keys(entries).toSorted()).toEqual(["aml_history", "cardiac", "chemistry", "consent", "demography", "eligibility", "extramedullary", "haematology", "marrow", "vital_signs"]);
    const { rows: [patient] } = await study.admin.query("SELECT protocol_version, status, stratum, arm, randomised_at, (SELECT value FROM app.finding f WHERE f.patient_id = p.id AND kind = 'eligibility') AS eligibility FROM app.patient p WHERE id = $1", [id]);
    expect(patient).toEqual({ protocol_version: "2007", status: "screening", stratum: null, arm: null, randomised_at: null, eligibility: "unknown" });
    const { rows } = await study.admin.query("SELECT table_name, count(*)::int AS lines FROM audit.event WHERE patient_id = $1 AND op = 'I' AND table_name <> 'app.finding' GROUP BY 1 ORDER BY 1", [id]);
    expect(rows).toEqual([{ table_name: "app.entry", lines: 10 }, { table_name: "app.patient", lines: 1 }, { table_name: "app.visit", lines: 1 }]);
  });
  test("brings no arm, stratum, randomisation or date along: the database gives or refuses them", async () => {
    const insert = (columns: string, values: string) => inSql(study.tokens.coordinator, `INSERT INTO app.patient (site_id, number, protocol_version, ${columns}) VALUES ('${study.sites["101"]}', '101-900', '2007', ${values}) RETURNING created_at > now() - interval '1 minute' AS today`);
    for (const [columns, values] of [["status, arm", "'randomised', 'A'"], ["stratum", "'relapsed'"], ["randomised_at", "now()"], ["status", "'screen_failed'"]] as const) {
      await expect(insert(columns, values), columns).rejects.toThrow(/begins in screening/);
    }
    expect((await insert("created_at", "'1999-01-01'")).rows).toEqual([{ today: true }]);
  });
});
