// How long until somebody can work: from nothing, and again.
import path from "node:path";
import { startCluster } from "../cluster.mjs";
import { median, row, timed } from "./figures.mjs";
import { startBareNext } from "./bare-next.mjs";
import { get } from "./visitor.mjs";

const WARM_STARTS = 3;

/** The first start, build and packages present. It is also what every other part stands on. */
export async function measureColdStart(app) {
  const said = await app.start();
  const at = (word) => said.find(({ text }) => text.startsWith(word))?.ms ?? 0;
  const floor = await bareDatabase(app);
  return [
    row({ name: "Cold start: database made and migrated", value: at("Applied migrations"), unit: "ms", floor: floor.created, floorIs: "the database's own creation and first start, without roles and migrations" }),
    row({ name: "Cold start: demonstration loaded, then ready", value: (at("Ready at") - at("Loading the demonstration")) / 1000, unit: "s" }),
    row({ name: "Cold start: everything", value: at("Ready at") / 1000, unit: "s" }),
  ];
}

/** Stopped and started again on the same folder, until the first page has arrived. */
export async function measureWarmStart(app) {
  const [taken, bare] = [[], []];
  for (let nth = 0; nth < WARM_STARTS; nth++) {
    await app.stop();
    taken.push(await timed(async () => { await app.start(); await get(`${app.address}/sign-in`); }));
    const { ms, stop } = await startBareNext(app);
    bare.push(ms);
    stop();
  }
  const { started } = await bareDatabase(app);
  return [
    row({ name: "Warm start, embedded database included, to the sign-in page received", value: median(taken) / 1000, unit: "s", target: 3 }),
    row({ name: "Warm start, against the parts alone", value: median(taken), unit: "ms", floor: median(bare) + started, floorIs: "the database started alone, then the web server of the same build started alone, to its sign-in page received" }),
  ];
}

/** The server that the application embeds, with nothing of the application in it. Times in ms. */
async function bareDatabase(app) {
  const open = () => startCluster({ root: app.root, folder: path.join(app.folder, "floor"), password: "floor", say: () => {} });
  let cluster;
  const created = await timed(async () => { cluster = await open(); });
  await cluster.stop();
  const started = await timed(async () => { cluster = await open(); });
  await cluster.stop();
  return { created, started };
}
