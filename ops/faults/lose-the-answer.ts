import { accountOf, type Account } from "./account";
import { openDatabaseLine, type Cut } from "./database-line";
import type { Stage } from "./stage";

/** The line to the database breaks at COMMIT, once per save: before it was sent, after it was carried out, or it goes silent. */
export async function loseTheAnswer(stage: Stage, { rounds, cuts }: { rounds: number; cuts: readonly Cut[] }): Promise<Account & { cuts: number; slowestMs: number; told: Record<string, number> }> {
  const url = process.env["APP_DATABASE_URL"] ?? "";
  const line = await openDatabaseLine(url);
  const instance = await stage.study.startInstance({ APP_DATABASE_URL: line.through(url) });
  const [writer] = await stage.writers(1);
  if (!writer) throw new Error("no writer");
  const times: number[] = [];
  await writer.save(instance);
  for (let round = 0; round < rounds; round++) {
    for (const cut of cuts) {
      line.cut = cut;
      const began = performance.now();
      await writer.save(instance);
      times.push(performance.now() - began);
    }
  }
  await writer.resolve(instance);
  await instance.stop("kill");
  await line.close();
  const told: Record<string, number> = {};
  for (const { said } of writer.history) told[said] = (told[said] ?? 0) + 1;
  return { ...await accountOf(stage.admin, [...writer.history]), cuts: line.cuts(), slowestMs: Math.round(Math.max(...times)), told };
}
