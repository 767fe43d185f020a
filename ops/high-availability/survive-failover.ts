import "server-only";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accountOf, violationsOf, type Account } from "@/ops/faults/account";
import { openWriter, type Writer } from "@/ops/faults/writer";
import type { Instance } from "@/ops/testing/running-study";
import { backUpAndRestore, openStudy, type PairedStudy } from "./paired-study";
import { missingPackages } from "./place.mjs";
import { failover, rejoin } from "./setup.mjs";
import { frontAt, signIn, type Front } from "./signed-in";

const PEOPLE = 6;
const BREATH = 100; // ms between two saves of one person: below what one session may ask for

/** `counts` is empty where it was not run, and `notRun` says why. */
interface Survived { readonly counts: Counts | Record<string, never>; readonly violations: readonly string[]; readonly notRun?: string }
export interface Counts extends Account { readonly killed: number; readonly underWay: number; readonly askedAgain: number; readonly signedInStill: number; readonly newSessions: number; readonly silentSeconds: readonly number[] }
interface Person { readonly cookie: string; readonly writer: Writer; readonly acknowledgedAt: number[]; readonly doubted: Set<string>; isSaving: boolean }

async function arrive(front: Front, study: PairedStudy): Promise<Person> {
  const cookie = await signIn(front, "coordinator");
  const { value } = await front.act("createPatientAction", { requestId: randomUUID(), reason: null, siteId: study.siteId }, cookie);
  if (!value?.ok) throw new Error(`No patient: ${JSON.stringify(value)}`);
  const { rows: [form] } = await study.admin.query<{ id: string }>("SELECT e.id FROM app.entry e JOIN app.patient p ON p.id = e.patient_id WHERE p.number = $1 AND e.form_id = 'haematology'", [value.value.number]);
  return { cookie, writer: openWriter({ entryId: form?.id ?? "", token: cookie }), acknowledgedAt: [], doubted: new Set(), isSaving: false };
}

/** Everybody saves until `saves` more are acknowledged, while `strike` does what it does. */
async function saveMeanwhile(front: Front, people: readonly Person[], saves: number, strike: () => Promise<void>): Promise<void> {
  const count = () => people.reduce((sum, { acknowledgedAt }) => sum + acknowledgedAt.length, 0);
  const target = count() + saves;
  let isStruck = false;
  const working = people.map(async (person) => {
    const { writer, acknowledgedAt, doubted } = person;
    while (count() < target || !isStruck) {
      const before = writer.history.filter(({ outcome }) => outcome === "acknowledged").length;
      person.isSaving = true;
      await writer.save(front as Instance);
      person.isSaving = false;
      if (writer.history.filter(({ outcome }) => outcome === "acknowledged").length > before) acknowledgedAt.push(performance.now());
      for (const { outcome, requestId } of writer.history) if (outcome === "unknown") doubted.add(requestId);
      await sleep(BREATH);
    }
  });
  await Promise.all([Promise.all(working), strike().finally(() => { isStruck = true; })]);
}

/** The longest time, in seconds, in which nobody's save was acknowledged. */
function longestSilence(people: readonly Person[], since: number): number {
  const times = people.flatMap(({ acknowledgedAt }) => acknowledgedAt).filter((at) => at >= since).sort((a, b) => a - b);
  return Math.round(Math.max(0, ...times.slice(1).map((at, nth) => at - (times[nth] ?? at)))) / 1000;
}

const stillIn = async (front: Front, people: readonly Person[]): Promise<number> =>
  (await Promise.all(people.map(({ cookie }) => front.get("/patients", cookie)))).filter(({ status }) => status === 200).length;

/**
 * Kills the primary `rounds` times while six people save until `saves` more are acknowledged each time. Takes `base` and the six ports after it.
 * Everything is gone afterwards. `violations`: what did not hold; `notRun`: what is not installed.
 */
export async function surviveFailover({ random, saves, rounds, base = 16_430 }: { random: () => number; saves: number; rounds: number; base?: number }): Promise<Survived> {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-ha-"));
  chmodSync(folder, 0o755);
  let study: PairedStudy | null = null;
  try {
    const missing = missingPackages();
    if (missing) return { counts: {}, violations: [], notRun: missing };
    study = await openStudy({ folder, base });
    return await killThePrimary(study, { random, saves, rounds });
  } finally {
    await study?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killThePrimary(study: PairedStudy, { random, saves, rounds }: { random: () => number; saves: number; rounds: number }): Promise<Survived> {
  const front = frontAt(`http://localhost:${study.place.ports.web}`);
  const people: Person[] = [];
  for (let nth = 0; nth < PEOPLE; nth++) people.push(await arrive(front, study));
  const sessions = async () => Number((await study.admin.query("SELECT count(*) FROM auth.session")).rows[0].count);
  const sessionsBefore = await sessions();
  const silentSeconds: number[] = [];
  let underWay = 0;
  for (let round = 0; round < rounds; round++) {
    if (round > 0) await rejoin(study);
    const since = performance.now();
    await saveMeanwhile(front, people, saves, async () => {
      await sleep(1_500 + 1_500 * random());
      underWay += people.filter(({ isSaving }) => isSaving).length;
      await failover(study);
    });
    silentSeconds.push(longestSilence(people, since));
  }
  await Promise.all(people.map(({ writer }) => writer.resolve(front as Instance)));
  const account = await accountOf(study.admin, people.flatMap(({ writer }) => [...writer.history]));
  const counts: Counts = { ...account, killed: rounds, underWay, askedAgain: people.reduce((sum, { doubted }) => sum + doubted.size, 0), signedInStill: await stillIn(front, people), newSessions: await sessions() - sessionsBefore, silentSeconds };
  const wrong = [...await study.checkAnchors(), ...await backUpAndRestore(study)];
  return { counts, violations: [...violationsOf(account), ...(counts.signedInStill === PEOPLE && counts.newSessions === 0 ? [] : ["somebody had to sign in again"]), ...wrong] };
}
