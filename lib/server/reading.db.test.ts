import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
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

test("what one page reads is read in one transaction, one after the other, each confined to where the person may do that [R27]", async () => {
  const read = readerFor("coordinator");
  const steps: string[] = [];
  const step = (name: string) => async (tx: Tx) => { steps.push(`${name} begins`); const found = [await within(tx), await tx.patient.count(), await act(tx)]; steps.push(`${name} ends`); return found; };
  const [page, frame, refused] = await Promise.all([read("patient.read", step("page")), read("session.read", step("frame"), { first: true }), read("person.read", step("another's"))]);
  expect(steps).toEqual(["frame begins", "frame ends", "page begins", "page ends"]);
  expect([page?.[0], page?.[1]]).toEqual([`${study.sites["101"]},${NOWHERE}`, 1]);
  expect(frame?.[2]).toBe(page?.[2]);
  expect(refused).toBeNull(); // a verb that the role has not is not read at all
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
