import { setTimeout as sleep } from "node:timers/promises";
import { accountOf, type Account } from "./account";
import type { Stage } from "./stage";
import type { Writer } from "./writer";

/** Saves until `saves` are acknowledged, all writers at once, while `strike` does what it does. Refused for trouble, a writer takes a breath, as a person would. */
export async function saveMeanwhile(stage: Stage, writers: readonly Writer[], saves: number, strike: (isOver: () => boolean) => Promise<void>): Promise<void> {
  const acknowledged = () => writers.reduce((sum, { history }) => sum + history.filter(({ outcome }) => outcome === "acknowledged").length, 0);
  const target = acknowledged() + saves;
  let isOver = false;
  const working = writers.map(async (writer) => {
    while (acknowledged() < target) {
      await writer.save(stage.study.first);
      if (writer.history.at(-1)?.outcome !== "acknowledged") await sleep(100);
    }
  });
  await Promise.all([Promise.all(working).finally(() => { isOver = true; }), strike(() => isOver)]);
}

/** kill -9 of the whole server `rounds` times while `writers` people save, and started again each time. */
export async function killTheDatabase(stage: Stage, { rounds, saves, writers: count, random }: { rounds: number; saves: number; writers: number; random: () => number }): Promise<Account & { recoveredInMs: number; openedRequests: number }> {
  const writers = await stage.writers(count);
  const recovered: number[] = [];
  await saveMeanwhile(stage, writers, saves, async (isOver) => {
    for (let round = 0; round < rounds && !isOver(); round++) {
      await sleep(200 + 800 * random());
      await stage.cluster.kill();
      await sleep(300 * random());
      recovered.push(await stage.cluster.start());
    }
  });
  const openedRequests = (await Promise.all(writers.map((writer) => writer.resolve(stage.study.first)))).reduce((sum, n) => sum + n, 0);
  return { ...await accountOf(stage.admin, writers.flatMap(({ history }) => [...history])), recoveredInMs: Math.round(Math.max(0, ...recovered)), openedRequests };
}
