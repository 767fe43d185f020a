import { setTimeout as sleep } from "node:timers/promises";
import type { Instance } from "@/ops/testing/running-study";
import { accountOf, type Account } from "./account";
import type { Stage } from "./stage";
import type { Writer } from "./writer";

export interface Killing { readonly rounds: number; readonly saves: number; readonly writers: number; readonly random: () => number }
export type Killed = Account & {
  readonly kills: number;
  /** The longest time from the start of what was killed to its being ready. */
  readonly recoveredInMs: number;
  /** Requests whose outcome was open at the end, and was then asked for. */
  readonly asked: number;
};

/**
 * Saves until so many are acknowledged, or until it is enough, all writers at once, while `strike` does what it does as often as it
 * wants. Told of trouble, a writer takes a breath, as a person would. Then asks for what is still open; returns how many that were.
 */
export async function saveMeanwhile(writers: readonly Writer[], enough: number | (() => boolean), instance: () => Instance, strike: (isOver: () => boolean) => Promise<void>): Promise<number> {
  const acknowledged = () => writers.reduce((sum, { history }) => sum + history.filter(({ outcome }) => outcome === "acknowledged").length, 0);
  const isEnough = typeof enough === "number" ? () => acknowledged() >= enough : enough;
  let isOver = false;
  const working = writers.map(async (writer) => {
    while (!isEnough()) {
      await writer.save(instance());
      if (writer.history.at(-1)?.outcome !== "acknowledged") await sleep(100);
    }
  });
  await Promise.all([Promise.all(working).finally(() => { isOver = true; }), strike(() => isOver)]);
  const asked = await Promise.all(writers.map((writer) => writer.resolve(instance())));
  return asked.reduce((sum, n) => sum + n, 0);
}

/** kill -9 of the whole server while people save; each time it is started again. */
export async function killTheDatabase(stage: Stage, { rounds, saves, writers: count, random }: Killing): Promise<Killed> {
  const writers = await stage.writers(count);
  const recovered: number[] = [];
  const asked = await saveMeanwhile(writers, saves, () => stage.study.first, async (isOver) => {
    while (recovered.length < rounds && !isOver()) {
      await sleep(200 + 800 * random());
      await stage.cluster.kill();
      await sleep(300 * random());
      recovered.push(await stage.cluster.start());
    }
  });
  return { ...await accountOf(stage.admin, writers.flatMap(({ history }) => [...history])), kills: recovered.length, recoveredInMs: Math.round(Math.max(0, ...recovered)), asked };
}

/** kill -9 of the application while people save; another process takes its place. */
export async function killTheApplication(stage: Stage, { rounds, saves, writers: count, random }: Killing): Promise<Killed> {
  const writers = await stage.writers(count);
  const recovered: number[] = [];
  let instance = await stage.study.startInstance();
  const asked = await saveMeanwhile(writers, saves, () => instance, async (isOver) => {
    while (recovered.length < rounds && !isOver()) {
      await sleep(200 + 800 * random());
      await instance.stop("kill");
      const began = performance.now();
      instance = await stage.study.startInstance();
      recovered.push(performance.now() - began);
    }
  });
  await instance.stop("kill");
  return { ...await accountOf(stage.admin, writers.flatMap(({ history }) => [...history])), kills: recovered.length, recoveredInMs: Math.round(Math.max(0, ...recovered)), asked };
}
