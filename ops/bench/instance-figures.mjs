// Two instances on one database against one: pages for sixteen people, all at the one, then half of them at each.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { freePort } from "../cluster.mjs";
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
      const visitors = await Promise.all(forms.map(({ coordinator }, at) => arrive(addresses[at % addresses.length], coordinator)));
      const open = (client) => visitors[client].get(`/entries/${forms[client].id}`);
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

/** On the database of the first, with its secret. */
async function startAnother(app) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["ops/start.mjs", "--demo"], { cwd: app.root, stdio: ["ignore", "pipe", "ignore"], env: { ...app.env, PORT: String(port), NEXTAUTH_URL: address, DATA_FOLDER: app.folder, DATABASE_URL: app.adminUrl } });
  const gone = once(child, "exit");
  const isReady = new Promise((done) => createInterface({ input: child.stdout }).on("line", (line) => { if (line.includes("Ready at")) done(true); }));
  if (!(await Promise.race([isReady, gone.then(() => false)]))) throw new Error("the second instance did not start");
  return { address, async stop() { child.kill("SIGINT"); await gone; } };
}
