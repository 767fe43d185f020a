import { surviveFailover } from "@/ops/high-availability/survive-failover";
import { violationsOf } from "./account";
import { crowd } from "./crowd";
import { cutIsCutShort, downloadIsCutShort, fillTrail } from "./cut-short";
import { everything } from "./everything";
import { fullDisk } from "./full-disk";
import { killTheApplication, killTheDatabase } from "./kill-while-saving";
import { littleMemory } from "./little-memory";
import { loseTheAnswer } from "./lose-the-answer";
import { migrationsCutShort } from "./migration-cut-short";
import { raceOfLocks } from "./race";
import { skewedClock } from "./skewed-clock";
import type { Stage } from "./stage";
import { rollingRestart, sameRequestTwice, whatTheOtherKnows } from "./two-instances";

/** What a fault came to: a line of counts, and every invariant that broke. */
export interface Played {
  readonly counts: object;
  readonly violations: readonly string[];
  /** Why it could not be played here; then nothing was shown. */
  readonly notRun?: string;
}
interface Fault {
  readonly name: string;
  /** Makes its own stage: `stage` is none. */
  readonly standsAlone?: boolean;
  readonly play: (how: { readonly stage: Stage; readonly random: () => number; readonly minutes: number }) => Promise<Played>;
}

/** What is not as it has to be, by name. */
const differing = (found: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(wanted).filter(([name, value]) => JSON.stringify(found[name]) !== JSON.stringify(value)).map(([name, value]) => `${name} is ${JSON.stringify(found[name])} and has to be ${JSON.stringify(value)}`);
const NO_DISK = "a small disk can be made only by root on Linux (mount -t tmpfs)";

async function disk(which: "data" | "log"): Promise<Played> {
  const full = await fullDisk(which);
  if (full === null) return { counts: {}, violations: [], notRun: NO_DISK };
  const inWords = which === "data" ? ["storage_full"] : ["storage_full", "database_away", "outcome_unknown", "HTTP 503"];
  const odd = full.told.filter((said) => !inWords.includes(said));
  return {
    counts: { ...full },
    violations: [...full.violations, ...(full.told.length > 0 ? [] : ["nothing was refused, so nothing was shown"]), ...odd.map((said) => `told as ${said}`),
      ...differing({ ...full }, { ...(which === "data" ? { reading: 200 } : {}), afterwards: "saved" })],
  };
}

export const FAULTS: readonly Fault[] = [
  { name: "kill-database", play: async ({ stage, random }) => { const counts = await killTheDatabase(stage, { rounds: 10, saves: 1_000, writers: 8, random }); return { counts, violations: violationsOf(counts) }; } },
  { name: "kill-application", play: async ({ stage, random }) => { const counts = await killTheApplication(stage, { rounds: 10, saves: 1_000, writers: 8, random }); return { counts, violations: violationsOf(counts) }; } },
  { name: "cut-at-commit", play: async ({ stage }) => {
    const counts = await loseTheAnswer(stage, { rounds: 20, cuts: ["before COMMIT", "after COMMIT", "after COMMIT"] });
    const silent = await loseTheAnswer(stage, { rounds: 5, cuts: ["silent at COMMIT"] });
    return { counts: { ...counts, slowestAfterSilenceMs: silent.slowestMs }, violations: [...violationsOf(counts), ...violationsOf(silent), ...differing({ ...counts }, { cuts: 60 }), ...(silent.slowestMs > 15_000 ? [`${silent.slowestMs} ms after a silent COMMIT`] : [])] };
  } },
  { name: "full-disk", standsAlone: true, play: async () => disk("data") },
  { name: "full-log", standsAlone: true, play: async () => disk("log") },
  { name: "crowd", play: async ({ stage }) => {
    const counts = await crowd(stage, { people: 200, connections: 4 });
    return { counts, violations: differing({ ...counts, inWords: Object.keys(counts.told).filter((said) => !["own page", "busy", "record_held", "HTTP 500"].includes(said)), quick: counts.slowestMs < 20_000, well: counts.recoveredInMs < 2_000 }, { mixed: 0, chain: "intact", inWords: [], quick: true, well: true }) };
  } },
  { name: "lock-race", play: async ({ stage }) => {
    const counts = await raceOfLocks(stage, { savers: 6, lockers: 2, seconds: 30 });
    return { counts, violations: [...differing({ ...counts }, { violations: 0, deadlocks: 0, unexpected: 0, chain: "intact" }), ...(counts.writes > 5 && counts.locks > 5 ? [] : ["too few writes or locks to show anything"])] };
  } },
  { name: "two-instances", play: async ({ stage }) => {
    const both = [stage.study.first, await stage.study.startInstance()] as const;
    const twice = await sameRequestTwice(stage, both, 25);
    const known = await whatTheOtherKnows(stage, both);
    const rolled = await rollingRestart(stage, [both[1], await stage.study.startInstance()], { writers: 6, rounds: 8, startAnew: () => stage.study.startInstance() });
    return { counts: { ...twice, ...known, ...rolled }, violations: [...differing({ ...twice, ...known }, { changes: 25, differing: 0, frozen: "record_locked", released: "ok", ended: "/sign-in", draftKeys: 1 }), ...violationsOf(rolled)] };
  } },
  ...[1, -1].map((hours): Fault => ({ name: `clock${hours > 0 ? "+" : ""}${hours}h`, play: async ({ stage }) => {
    const counts = await skewedClock(stage, hours);
    return { counts, violations: [...counts.violations, ...differing({ ...counts, alarmed: counts.alarms > 0 }, { misdated: 0, living: 200, over: "/sign-in", health: { ok: true, attention: true }, alarmed: true, shown: true })] };
  } })),
  { name: "export-cut-short", play: async ({ stage }) => {
    const nothing = { cuts: 0, records: 0, broken: 0, chain: "intact" };
    const byApplication = await cutIsCutShort(stage, "application", "cut by the application");
    const byDatabase = await cutIsCutShort(stage, "database", "cut by the database");
    await fillTrail(stage.admin, 20_000);
    const downloads = [await downloadIsCutShort(stage, "application"), await downloadIsCutShort(stage, "database")];
    return {
      counts: { byApplication, byDatabase, downloads },
      violations: [...differing({ after: byApplication.after, afterDatabase: byDatabase.after.cuts, one: byApplication.again.cuts, two: byDatabase.again.cuts, broken: byDatabase.again.broken, chain: byDatabase.again.chain, downloads },
        { after: nothing, afterDatabase: 1, one: 1, two: 2, broken: 0, chain: "intact", downloads: ["told of the failure", "told of the failure"] })],
    };
  } },
  { name: "migration-cut-short", play: async ({ stage, random }) => { const counts = await migrationsCutShort(stage, { kills: 8, random }); return { counts, violations: differing({ ...counts, killed: counts.kills > 0 }, { same: true, killed: true }) }; } },
  { name: "failover", standsAlone: true, play: async ({ random }) => surviveFailover({ random, saves: 300, rounds: 2 }) },
  { name: "little-memory", play: async ({ stage }) => {
    const counts = await littleMemory(stage, { events: 40_000, name: "with little memory" });
    return { counts, violations: [...differing({ ...counts }, { broken: 0, chain: "intact" }), ...(counts.download === "short and said nothing" ? [counts.download] : []), ...(counts.cut === "made" && counts.cuts !== 1 ? ["a cut that was made is not there"] : [])] };
  } },
  { name: "everything", play: async ({ stage, random, minutes }) => { const counts = await everything(stage, { minutes, writers: 6, random }); return { counts, violations: violationsOf(counts) }; } },
];
