import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sayFault } from "@/lib/kernel/action-result";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient, said, save, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("./act")), ...(await import("./transaction")), ...(await import("@/lib/entries/entry-store")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
const logged = vi.spyOn(console, "error");
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patient = await newPatient(study);
});
beforeEach(() => { logged.mockReset().mockReturnValue(undefined); });
afterEach(() => study.admin.query("DROP TRIGGER IF EXISTS fail ON app.entry; DROP SEQUENCE IF EXISTS public.tries"));
afterAll(() => study.close());

/** A fault in the database itself at every change of an entry, at once or only at COMMIT. A sequence counts tries, because nothing else outlives a rollback. */
async function plant(when: "at once" | "at commit", condition: string, state: string): Promise<void> {
  await study.admin.query(`CREATE SEQUENCE public.tries; GRANT USAGE ON SCHEMA public TO ecrf_app; GRANT USAGE ON SEQUENCE public.tries TO ecrf_app;
    CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ${condition} THEN RAISE EXCEPTION 'planted' USING ERRCODE = '${state}'; END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER fail AFTER UPDATE ON app.entry ${when === "at commit" ? "DEFERRABLE INITIALLY DEFERRED" : ""} FOR EACH ROW EXECUTE FUNCTION public.fail()`);
}
const vitals = () => patient.entries["vital_signs"] ?? "";
const state = async () => (await study.admin.query(`SELECT (SELECT jsonb_build_array(e.answers, e.version) FROM app.entry e WHERE e.id = $1) AS entry, (SELECT count(*) FROM audit.event) AS events, (SELECT count(*) FROM app.request) AS requests,
  (SELECT count(*) FROM app.discrepancy) AS queries, (SELECT jsonb_agg(f.value ORDER BY f.kind, f.subject) FROM app.finding f) AS findings`, [vitals()])).rows[0] as Record<string, unknown>;
const tries = async () => Number((await study.admin.query("SELECT last_value FROM public.tries")).rows[0]?.last_value);
const pulse = async () => ((await state())["entry"] as [{ pulse?: number }])[0].pulse ?? null;
const saveNext = async (requestId: string = randomUUID()) => { const now = await pulse(); return save(study, vitals(), { pulse: [now, (now ?? 70) + 1] }, { reason: "again", requestId }); };

describe("a fault that comes only at COMMIT", () => {
  test("is a fault: nothing is called saved that is not, nothing stays, and the same request works afterwards [R50 F03]", async () => {
    await plant("at commit", "true", "23514");
    const [before, requestId] = [await state(), randomUUID()];
    expect(said(await saveNext(requestId))).toBe("unexpected");
    expect(await state()).toEqual(before);
    await study.admin.query("DROP TRIGGER fail ON app.entry");
    expect(said(await saveNext(requestId))).toBe("done");
  });
});

describe("a serialization failure or a deadlock runs again by itself [F11]", () => {
  test.each([["at once", "40001"], ["at commit", "40001"], ["at once", "40P01"], ["at commit", "40P01"]] as const)("%s, %s: done once, after three tries", async (when, code) => {
    await plant(when, "nextval('public.tries') < 3", code);
    const before = await pulse();
    expect(said(await saveNext())).toBe("done");
    expect([await pulse(), await tries()]).toEqual([(before ?? 70) + 1, 3]);
  });
  test("but not for ever: after four tries the system is too busy, and nothing was changed", async () => {
    await plant("at commit", "nextval('public.tries') > 0", "40001");
    const before = await state();
    expect(said(await saveNext())).toBe("busy");
    expect([await state(), await tries()]).toEqual([before, 4]);
  });
  test("any other fault is not tried again", async () => {
    await plant("at once", "nextval('public.tries') > 0", "23514");
    expect(said(await saveNext())).toBe("unexpected");
    expect(await tries()).toBe(1);
  });
});

describe("trouble of the database is said in words, changes nothing, and is one line in the log", () => {
  test.each([
    ["at once", "55P03", "record_held"], ["at once", "57014", "busy"], ["at once", "53300", "busy"], ["at once", "25006", "database_away"],
    ["at once", "53100", "storage_full"], ["at commit", "53100", "storage_full"], ["at commit", "53200", "storage_full"],
  ] as const)("%s, %s: %s [R73 F04 F10]", async (when, code, expected) => {
    await plant(when, "true", code);
    const before = await state();
    expect(said(await saveNext())).toBe(expected);
    expect(await state()).toEqual(before);
    expect(logged.mock.calls.flat()).toEqual([expect.objectContaining({ event: "database", told: expected, code })]);
  });
});

describe("an unknown error", () => {
  const broken = (fault: () => unknown) => acts.defineAct({
    verb: "entry.save", input: acts.actInput({}), load: (tx) => acts.lockEntry(tx, vitals()),
    run: async ({ tx }, entry) => { await acts.writeAnswers(tx, entry, { zubrod: "4" }, "in_progress"); throw fault(); },
  });
  const faults: [string, () => unknown][] = [["of a programmer", () => new TypeError("secret detail of patient 101-001")], ["thrown as a text", () => "secret detail"], ["without anything", () => undefined]];
  test.each(faults)("%s gives a reference that the log has too, shows no detail, and changes nothing [R73]", async (_, fault) => {
    const before = await state();
    const result = await acts.perform(broken(fault), study.tokens.coordinator, { requestId: randomUUID(), reason: "x" });
    if (result.ok || result.fault.kind !== "unexpected") throw new Error(`expected an unexpected fault, got ${said(result)}`);
    expect(JSON.stringify(result)).not.toContain("secret");
    expect(sayFault(result.fault)).toContain(result.fault.reference);
    expect(logged.mock.calls.flat()).toContainEqual(expect.objectContaining({ reference: result.fault.reference }));
    expect(await state()).toEqual(before);
  });
  test("a refusal is expected, and not in the log", async () => {
    expect(said(await save(study, vitals(), { pulse: [1, 71] }))).toBe("stale_edit");
    expect(logged).not.toHaveBeenCalled();
  });
});

test("a snapshot reads one state of the study while others save", async () => {
  const read = await acts.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID(), snapshot: true }, async (tx) => {
    const one = await tx.entry.findUniqueOrThrow({ where: { id: vitals() } });
    expect(said(await saveNext())).toBe("done");
    return [one, await tx.entry.findUniqueOrThrow({ where: { id: vitals() } })];
  });
  expect(read[1]).toEqual(read[0]);
  expect((read[0]?.answers as { pulse: number }).pulse).not.toBe(await pulse());
});
