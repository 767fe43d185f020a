// Two instances on one database against one: pages for sixteen people, all at the one, then half of them at each.
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { freePort } from "../cluster.mjs";
import { tethered } from "../prepare.mjs";
import { rate, row } from "./figures.mjs";
import { editableForms } from "./scene.mjs";
import { arrive } from "./visitor.mjs";

const CLIENTS = 16;
const EACH = 6;
/** Cores that two instances and the database can use beside who asks; with fewer there is nothing to share out. */
const ENOUGH = 4;

export async function measureInstances(app) {
  const forms = await editableForms(app, CLIENTS);
  const second = await startAnother(app);
  try {
    const throughput = async (addresses) => {
      const opening = await signedIn(addresses, forms);
      const open = (client) => opening[client](`/entries/${forms[client].id}`);
      await rate(CLIENTS, 1, open);
      return rate(CLIENTS, EACH, open);
    };
    const one = await throughput([app.address]);
    const two = await throughput([app.address, second.address]);
    const cores = availableParallelism();
    const target = cores >= ENOUGH ? { atLeast: 1.6 } : {};
    return [row({ name: `Form pages by two instances on one database, ${CLIENTS} people${cores >= ENOUGH ? "" : ` (only ${cores} cores: no target)`}`, value: two, unit: "pages/s", floor: one, floorIs: "one instance, same people, same pages", better: "more", ...target })];
  } finally {
    await second.stop();
  }
}

/** For each form a connection of its coordinator, to the addresses in turn. */
async function signedIn(addresses, forms) {
  const people = new Map();
  const opening = [];
  for (const [at, { coordinator }] of forms.entries()) {
    const address = addresses[at % addresses.length];
    const key = `${address} ${coordinator}`;
    if (!people.has(key)) people.set(key, await arrive(address, coordinator));
    opening.push(people.get(key).oneConnection());
  }
  return opening;
}

/** On the database of the first, with its secret; it ends with the benchmark, whatever ends that. */
async function startAnother(app) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const child = tethered([process.execPath, "ops/start.mjs", "--demo"], { cwd: app.root, stdio: ["pipe", "pipe", "ignore"], env: { ...app.env, PORT: String(port), NEXTAUTH_URL: address, DATA_FOLDER: app.folder, DATABASE_URL: app.adminUrl } });
  const gone = once(child, "exit");
  const isReady = new Promise((done) => createInterface({ input: child.stdout }).on("line", (line) => { if (line.includes("Ready at")) done(true); }));
  if (!(await Promise.race([isReady, gone.then(() => false)]))) throw new Error("the second instance did not start");
  return { address, async stop() { child.stdin.destroy(); await gone; } };
}
