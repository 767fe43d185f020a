// The primary is killed while people save through HAProxy and PgBouncer; the standby takes over. See failover.mjs.
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { accountOf, violationsOf, type Account } from "@/ops/faults/account";
import { seeded } from "@/ops/faults/seeded";
import { openWriter, type Writer } from "@/ops/faults/writer";
import type { Instance } from "@/ops/testing/running-study";
import { backUpAndRestore, openStudy, type PairedStudy } from "./paired-study";
import { failover, rejoin } from "./setup.mjs";
import { frontAt, signIn, type Front } from "./signed-in";

const PEOPLE = 6;
const BREATH = 100; // ms between two saves of one person: below what one session may ask for

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

async function surviveFailover({ seed, saves, rounds, base }: { seed: number; saves: number; rounds: number; base: number }): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-ha-"));
  chmodSync(folder, 0o755);
  const random = seeded(seed);
  const study = await openStudy({ folder, base });
  try {
    const front = frontAt(`http://localhost:${study.place.ports.web}`);
    const people: Person[] = [];
    for (let nth = 0; nth < PEOPLE; nth++) people.push(await arrive(front, study));
    const sessions = async () => Number((await study.admin.query("SELECT count(*) FROM auth.session")).rows[0].count);
    const sessionsBefore = await sessions();
    const silences: number[] = [];
    let underWay = 0;
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await rejoin(study);
      const since = performance.now();
      await saveMeanwhile(front, people, saves, async () => { await sleep(1_500 + 1_500 * random()); underWay += people.filter(({ isSaving }) => isSaving).length; await failover(study); });
      silences.push(longestSilence(people, since));
    }
    await Promise.all(people.map(({ writer }) => writer.resolve(front as Instance)));
    const doubted = people.reduce((sum, each) => sum + each.doubted.size, 0);
    const signedIn = await stillIn(front, people);
    const account = await accountOf(study.admin, people.flatMap(({ writer }) => [...writer.history]));
    const anchors = await study.checkAnchors();
    const restored = await backUpAndRestore(study);
    return sayOutcome({ seed, account, underWay, doubted, silences, signedIn, sessions: (await sessions()) - sessionsBefore, anchors, restored });
  } finally {
    await study.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sayOutcome({ seed, account, underWay, doubted, silences, signedIn, sessions, anchors, restored }: { seed: number; account: Account; underWay: number; doubted: number; silences: number[]; signedIn: number; sessions: number; anchors: string[]; restored: string[] }): boolean {
  const wrong = [...violationsOf(account), ...(signedIn === PEOPLE ? [] : [`${PEOPLE - signedIn} of ${PEOPLE} had to sign in again`]), ...(sessions === 0 ? [] : [`${sessions} sessions more or fewer than before`]), ...anchors, ...restored];
  console.log(`failover, seed ${seed}: the primary killed ${silences.length} time${silences.length === 1 ? "" : "s"} while ${PEOPLE} people saved`);
  console.log(`  ${account.sent} saves sent, ${account.acknowledged} acknowledged, ${account.lost} lost, ${account.half} half, ${account.doubled} doubled; ${account.denied} refused and there all the same`);
  console.log(`  ${underWay} saves under way when the server died; ${doubted} of them left unknown to their sender and asked again by their request id, ${account.open} still unknown`);
  console.log(`  nothing acknowledged for ${silences.join(" s, ")} s; ${signedIn} of ${PEOPLE} sessions go on, nobody signed in again; chain ${account.chain}; a backup of the new primary restores`);
  for (const each of wrong) console.log(`  WRONG: ${each}`);
  return wrong.length === 0;
}

const { values } = parseArgs({ options: { seed: { type: "string" }, saves: { type: "string" }, rounds: { type: "string" }, base: { type: "string" } } });
const number = (text: string | undefined, otherwise: number): number => (text === undefined ? otherwise : Number(text));
process.exitCode = await surviveFailover({ seed: number(values.seed, 1), saves: number(values.saves, 200), rounds: number(values.rounds, 2), base: number(values.base, 16_430) }) ? 0 : 1;
process.exit();
