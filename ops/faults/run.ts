// npm run faults: the long form of every fault, on an instance and a database of its own. Options: --seed N, --only NAME, --minutes M (of everything at once).
// Exit 0 when every invariant held, 1 when one broke, 2 when it was asked for something that does not exist.
import { parseArgs } from "node:util";
import { FAULTS, type Played } from "./faults";
import { seeded } from "./seeded";
import { openStage, type Stage } from "./stage";

function asked() {
  try {
    const { values } = parseArgs({ options: { seed: { type: "string" }, only: { type: "string", multiple: true }, minutes: { type: "string" } } });
    const [seed, minutes] = [Number(values.seed ?? Date.now() % 1_000_000), Number(values.minutes ?? 3)];
    if (!Number.isInteger(seed)) throw new Error(`--seed is ${values.seed}, which is no whole number.`);
    if (!(minutes > 0)) throw new Error(`--minutes is ${values.minutes}. Use a number above 0.`);
    const unknown = values.only?.find((name) => !FAULTS.some((fault) => fault.name === name));
    if (unknown) throw new Error(`There is no fault "${unknown}". There are: ${FAULTS.map(({ name }) => name).join(", ")}.`);
    return { seed, minutes, faults: FAULTS.filter(({ name }) => !values.only || values.only.includes(name)) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const { seed, minutes, faults } = asked();
const { prepareBuild, prepareClient } = await import("@/ops/prepare.mjs");
prepareClient();
await prepareBuild();
console.log(`Seed ${seed}. The same seed plays the same misfortunes; what they meet differs with the machine.`);

const say = ({ counts }: Played) => Object.entries(counts).map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : value}`).join(", ");
const tally = { held: 0, broken: 0, notRun: 0 };
for (const { name, play, standsAlone } of faults) {
  const began = performance.now();
  let stage: Stage | null = null;
  try {
    if (!standsAlone) stage = await openStage();
    const played = await play({ stage: stage as Stage, random: seeded(seed), minutes });
    const seconds = Math.round((performance.now() - began) / 1_000);
    if (played.notRun) { tally.notRun += 1; console.log(`NOT RUN  ${name}: ${played.notRun}`); continue; }
    tally[played.violations.length === 0 ? "held" : "broken"] += 1;
    console.log(`${played.violations.length === 0 ? "held    " : "BROKEN  "} ${name} (${seconds} s): ${say(played)}${played.violations.length > 0 ? `\n         ${played.violations.join("; ")}` : ""}`);
  } catch (error) {
    tally.broken += 1;
    console.log(`BROKEN   ${name}: ${error instanceof Error ? error.stack : error}`);
  } finally {
    await stage?.close();
  }
}
console.log(`\n${tally.held} held, ${tally.broken} broken, ${tally.notRun} not run`);
process.exit(tally.broken === 0 && tally.held > 0 ? 0 : 1);
