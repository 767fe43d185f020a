import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { refuse } from "@/lib/kernel/refusal";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient } from "@/ops/testing/test-patient";
import type { Tx } from "./db";

let study: TestStudy;
let readingOf: (typeof import("./reading"))["readingOf"];
const logged = vi.spyOn(console, "error");
beforeAll(async () => {
  study = await openTestStudy();
  ({ readingOf } = await import("./reading"));
  await newPatient(study);
});
beforeEach(() => { logged.mockReset().mockReturnValue(undefined); });
afterEach(() => study.admin.query("DROP TRIGGER IF EXISTS fail ON auth.session"));
afterAll(() => study.close());

const readerFor = (who: keyof TestStudy["tokens"] | null) => readingOf(() => Promise.resolve(who === null ? null : study.tokens[who]));
const act = (tx: Tx) => tx.$queryRaw<[{ act: string }]>`SELECT pg_backend_pid() || ' ' || extract(epoch FROM transaction_timestamp()) AS act`.then(([{ act: id }]) => id);
const within = (tx: Tx) => tx.$queryRaw<[{ within: string }]>`SELECT current_setting('app.within') AS within`.then(([{ within: sites }]) => sites);
const state = async (read: Promise<unknown>) => read.then((value) => ["given", value], (error: unknown) => ["failed", (error as { code?: string }).code]);
const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** Says when it begins and ends, and where it may look at its beginning and at its end. */
const stepsOf = () => {
  const steps: string[] = [];
  const step = (name: string) => async (tx: Tx) => { steps.push(`${name} begins`); const found = [await within(tx), await tx.patient.count(), await act(tx), await within(tx)]; steps.push(`${name} ends`); return found; };
  return { steps, step };
};

test("what one page reads is read in one transaction, side by side where it is confined to the same places [R27]", async () => {
  const read = readerFor("coordinator");
  const { steps, step } = stepsOf();
  const [page, frame, refused] = await Promise.all([read("patient.read", step("page")), read("session.read", step("frame"), { first: true }), read("person.read", step("another's"))]);
  expect(steps.slice(0, 2)).toEqual(["frame begins", "page begins"]);
  expect(steps.toSorted()).toEqual(["frame begins", "frame ends", "page begins", "page ends"]);
  expect(page).toEqual([`${study.sites["101"]},${NOWHERE}`, 1, frame?.[2], `${study.sites["101"]},${NOWHERE}`]);
  expect(refused).toBeNull(); // a verb that the role has not is not read at all
  await new Promise(setImmediate);
  expect(await read("patient.read", act)).not.toBe(page?.[2]); // what comes when all is done has a transaction of its own
});

test("what is read apart has a connection of its own, at the same time", async () => {
  const read = readerFor("coordinator");
  const process = (tx: Tx) => tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid, pg_sleep(0.1)::text`.then(([{ pid }]) => pid);
  const [one, other] = await Promise.all([read("patient.read", process, { apart: true }), read("patient.read", process, { apart: true })]);
  expect(one).not.toBe(other);
});

test("one that fails, fails alone: the others are read, in a transaction that is whole", async () => {
  const read = readerFor("coordinator");
  const given = await Promise.all([state(read("session.read", () => Promise.resolve("frame"))), state(read("patient.read", (tx) => tx.$queryRaw`SELECT 1 / 0`)), state(read("patient.read", (tx) => tx.patient.count())), state(read("patient.read", () => Promise.resolve(null)))]);
  expect(given).toEqual([["given", "frame"], ["failed", "P2010"], ["given", 1], ["given", null]]);
});

test("of several that fail, each is told its own", async () => {
  const read = readerFor("coordinator");
  const given = await Promise.all([state(read("patient.read", (tx) => tx.$queryRaw`SELECT 1 / 0`)), state(read("patient.read", (tx) => tx.$queryRaw`SELECT nothing`)), state(read("patient.read", () => Promise.reject(refuse("not_found", { what: "This" })))), state(read("patient.read", act))]);
  expect(given.map(([is]) => is)).toEqual(["failed", "failed", "failed", "given"]);
  expect(given[2]?.[1]).toBe("not_found");
});

test("who is not signed in, or no longer, is told so in every place", async () => {
  for (const token of [null, "no such token"]) {
    const read = readingOf(() => Promise.resolve(token));
    expect(await Promise.all([state(read("session.read", () => Promise.resolve(1))), state(read("patient.read", () => Promise.resolve(2)))])).toEqual([["failed", "not_signed_in"], ["failed", "not_signed_in"]]);
  }
});

test("a statement that failed unseen fails whatever is read after it", async () => {
  const read = readerFor("coordinator");
  const unseen = (tx: Tx) => { void tx.$queryRaw`SELECT 1 / 0`.catch(() => null); return tx.patient.count(); };
  expect(await state(read("patient.read", unseen))).toEqual(["failed", expect.stringMatching(/^P20/)]);
});

test("a conflict is tried again from where it came, and what had been given stays given [F11]", async () => {
  const read = readerFor("coordinator");
  const tries = { frame: 0, page: 0 };
  const conflict = async (tx: Tx) => { tries.page += 1; if (tries.page < 3) await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '40001'; END $$`; return tx.patient.count(); };
  const [frame, page] = await Promise.all([read("session.read", () => { tries.frame += 1; return Promise.resolve("frame"); }), read("patient.read", conflict)]);
  expect([frame, page, tries]).toEqual(["frame", 1, { frame: 1, page: 3 }]);
});

test("a COMMIT that fails after everything was read is told to whoever watches the server", async () => {
  await study.admin.query(`CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '53100'; END $$;
    UPDATE auth.session SET idle_expires_at = now() + interval '5 minutes';
    CREATE CONSTRAINT TRIGGER fail AFTER UPDATE ON auth.session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fail()`);
  expect(await readerFor("coordinator")("patient.read", (tx) => tx.patient.count())).toBe(1);
  await vi.waitFor(() => expect(logged.mock.calls.flat()).toMatchObject([{ event: "database", told: "storage_full", code: "53100" }]));
});

test("what is confined to other places is read when the rest is done, and nowhere else [R27]", async () => {
  const { rows: [{ account_id: account }] } = await study.admin.query("SELECT account_id FROM app.membership WHERE role = 'coordinator' AND site_id = $1", [study.sites["101"]]);
  await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-administrator', true), set_config('app.action', 'test.fill', true)");
  await study.admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES ($1, $2, 'inspector', current_date)", [account, study.sites["102"]]);
  await study.admin.query("COMMIT");
  const read = readerFor("coordinator");
  const { steps, step } = stepsOf();
  const both = `${study.sites["101"]},${study.sites["102"]},${NOWHERE}`.split(",").toSorted();
  const given = await Promise.all([read("patient.read", step("both")), read("entry.save", step("own")), read("trail.read", step("both as well"))]);
  expect(steps.slice(-2)).toEqual(["own begins", "own ends"]);
  expect(given.map((found) => [found?.[0], found?.[3]].map((places) => String(places).split(",").toSorted()))).toEqual([[both, both], [[study.sites["101"], NOWHERE].toSorted(), [study.sites["101"], NOWHERE].toSorted()], [both, both]]);
  expect(new Set(given.map((found) => found?.[2])).size).toBe(1);
});
