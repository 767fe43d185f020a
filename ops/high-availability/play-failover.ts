// The proof in words: node ops/run.mjs ops/high-availability/play-failover.ts [--seed N] [--saves N] [--rounds N] [--base PORT]. See failover.mjs.
import { parseArgs } from "node:util";
import { seeded } from "@/ops/faults/seeded";
import { surviveFailover, type Counts } from "./survive-failover";

const { values } = parseArgs({ options: { seed: { type: "string" }, saves: { type: "string" }, rounds: { type: "string" }, base: { type: "string" } } });
const [seed, saves, rounds, base] = [Number(values.seed ?? 1), Number(values.saves ?? 200), Number(values.rounds ?? 2), Number(values.base ?? 16_430)];
const { counts, violations, notRun } = await surviveFailover({ random: seeded(seed), saves, rounds, base });
if (notRun) console.log(`NOT RUN: ${notRun}`);
else {
  const { killed, sent, acknowledged, lost, half, doubled, denied, underWay, askedAgain, open, silentSeconds, signedInStill, newSessions, chain } = counts as Counts;
  console.log(`Seed ${seed}: the primary killed ${killed} time${killed === 1 ? "" : "s"} while six people saved through HAProxy and PgBouncer`);
  console.log(`  ${sent} saves sent, ${acknowledged} acknowledged, ${lost} lost, ${half} half, ${doubled} twice; ${denied} refused and there all the same`);
  console.log(`  ${underWay} under way when the server died; ${askedAgain} left unknown to their sender and asked again by their request id, ${open} still unknown`);
  console.log(`  nothing acknowledged for ${silentSeconds.join(" s, ")} s; ${signedInStill} of 6 sessions go on, ${newSessions} new ones; chain ${chain}; anchors agree, and a backup of the new primary restores, unless it says so here`);
}
for (const each of violations) console.log(`  BROKEN: ${each}`);
process.exit(notRun ? 2 : violations.length === 0 ? 0 : 1);
