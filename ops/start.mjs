// npm start: from a bare checkout to a running study. Uses nothing but Node until the packages are there.
// Options: --empty (a real trial instead of the demonstration), --demo (load the demonstration also into DATABASE_URL), --training (a deployment of its own with practice data).
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { began, endTethered, fail, nodeIsOldEnough, prepareBuild, prepareClient, preparePackages, readSettings, say } from "./prepare.mjs";
import { addressBeside, keepPractice, startBeside, trainingSettings } from "./training.mjs";
import { clashOfKinds, kindOf } from "./trial-kind.mjs";
import { appVersion, namingItself } from "./verify/app-version.mjs";

nodeIsOldEnough();
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
readSettings();
const options = process.argv.slice(2);
const unknown = options.find((option) => !["--empty", "--demo", "--training"].includes(option));
if (unknown) fail(`There is no option ${unknown}. Use --empty for a real trial, --demo to load the demonstration into DATABASE_URL, or --training for training.`);
if (options.length > 1) fail("--empty begins a real trial, --demo loads the demonstration, --training begins training. Choose one.");
const isTraining = options.includes("--training");
if (isTraining) Object.assign(process.env, trainingSettings(process.env));
const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 1 || port > 65535) fail(`PORT is ${process.env.PORT}, which is no port. Use a number from 1 to 65535: PORT=3001 npm start`);
const address = process.env.NEXTAUTH_URL || `http://localhost:${port}`;
const beside = isTraining ? undefined : addressBeside(process.env);
Object.assign(process.env, { ...(beside && { TRAINING_URL: beside }), NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", PORT: String(port), NEXTAUTH_URL: address });
await preparePackages();
prepareClient();

const STOPPED = "The database has stopped, so this stops too. Start again; what was saved is there.";
const DEATHS = { atMost: 5, within: 10 * 60_000 }; // ms
const running = { ending: false };
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end());
if (process.env.TRAINING_BESIDE) process.stdin.resume().on("close", () => void end()); // whoever started this training has ended
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the terminal was closed: there is nobody left to tell
try {
  const { openDatabase } = await import("./database.mjs");
  running.opening = openDatabase({ root, say, purpose: address });
  await start(await running.opening);
} catch (error) {
  await end(error.message);
}

async function start(database) {
  Object.assign(process.env, database.env, { NODE_ENV: "production" });
  if (database.embedded) {
    const holder = await database.claim();
    running.isGuest = holder !== null; // then the database belongs to the start that runs
    if (holder) throw new Error(`Already running, or just starting, at ${holder.url} (process ${holder.pid}). Stop that one first (Ctrl-C there), or just use it.`);
    watch(database);
  }
  const clash = clashOfKinds(await kindOf(database.admin), options);
  if (clash) throw new Error(clash);
  await portIsFree();
  const { fillIfEmpty } = await import("./first-study.mjs");
  const filling = database.alone(async () => {
    const applied = await database.migrate();
    if (applied.length > 0) say(`Applied migrations: ${applied.join(", ")}`);
    return fillIfEmpty({ database, options, address });
  });
  const [message] = await Promise.all([filling, prepareBuild()]);
  if (!running.ending) await serve(database, message);
}

/** A server that died while people work is started again where it was; they are told to try again meanwhile. One that somebody stopped takes this with it. */
function watch(database) {
  database.admin.once("end", async () => {
    if (running.ending) return;
    const now = performance.now();
    running.deaths = [...(running.deaths ?? []).filter((at) => now - at < DEATHS.within), now];
    if (!running.server || database.wasStopped()) return end(STOPPED);
    if (running.deaths.length > DEATHS.atMost) return end("The database has died again and again. What was saved is there; its log, postgres/server.log in the data folder, says why.");
    say("The database has died; starting it again");
    try {
      await database.revive();
      if (await database.claim()) return end("Another start has taken the database over, so this stops.");
      watch(database);
      say("The database is back");
    } catch (error) {
      await end(`The database died and does not start again: ${error.message}`);
    }
  });
}

function portIsFree() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", (error) => failed(new Error(sayListening(error))));
    probe.listen(port, process.env.HOST, () => probe.close(done));
  });
}
function sayListening(error) {
  return error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another: PORT=${port === 65535 ? 3000 : port + 1} npm start` : `Cannot listen on port ${port}: ${error.message}`;
}

/** In this process, so that nothing of the web server outlives it, whatever kills it. */
async function serve(database, message) {
  process.env.TRIAL_KIND = await kindOf(database.admin);
  process.env.APP_DATABASE_URL = namingItself(process.env.APP_DATABASE_URL, appVersion(root));
  const { openWebServer } = await import("./web-server.mjs"); // after the packages are there
  running.server = await openWebServer({ root, port, host: process.env.HOST }).catch((error) => { throw new Error(sayListening(error)); });
  running.server.on("error", (error) => void end(sayListening(error)));
  say(`Ready at ${address} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (message) console.log(message);
  const { sayClocks } = await import("./clock.mjs");
  const look = () => sayClocks(database.admin).then((sentence) => sentence && say(sentence), () => {}); // a database that is away is told of elsewhere
  running.clocks = setInterval(look, 60_000);
  await look();
  const { keepTrail } = await import("./verify/trail-keeper.mjs");
  const { keepMail } = await import("./mail.mjs");
  running.mail = keepMail({ open: database.open, settings: process.env, say });
  const { keepDigests } = await import("./digest-plan.mjs");
  running.digests = keepDigests({ open: database.open, adminUrl: database.adminUrl, settings: process.env, say });
  const { keepExports } = await import("./export-plan.mjs");
  running.exports = keepExports({ open: database.open, adminUrl: database.adminUrl, settings: process.env, say });
  if (isTraining) running.practice = keepPractice({ open: database.open, renew: () => renewed(database), say });
  else if (process.env.TRAINING === "on") running.beside = startBeside({ root, say });
  running.trail = await keepTrail({ open: database.open, folder: database.home, version: appVersion(root), say });
}

/** Anchors were written of what is given up: they are told, or the trail would be called cut off. */
async function renewed(database) {
  const { renewPractice } = await import("./first-study.mjs");
  const { anchorFile, recordRestore } = await import("./verify/anchors.mjs");
  const { anchorKey } = await import("./verify/anchor-key.mjs");
  await renewPractice(database);
  await recordRestore(database.admin, { file: anchorFile(database.home), key: anchorKey(database.home), reason: "The practice data were renewed", time: new Date().toISOString() });
}

/** Everything in the reverse order of its beginning, however far that had come; then this process. Exit 0, or 1 with the problem's sentence. */
async function end(problem) {
  if (running.ending) return;
  running.ending = true;
  if (problem) process.stderr.write(`\n${problem}\n\n`); else say("Stopping");
  clearInterval(running.clocks);
  await Promise.all([endTethered(), closed(running.server)]);
  await Promise.all([running.digests?.end(), running.exports?.end(), running.mail?.end(), running.practice?.end(), running.beside?.end()]);
  if (!problem) await running.trail?.end(); // what was saved since the last anchor is anchored too
  const database = await running.opening?.catch(() => null);
  await database?.close({ stop: !running.isGuest });
  if (!problem) say("Stopped");
  process.exit(problem ? 1 : 0);
}

async function closed(server) {
  if (!server?.listening) return;
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
  await new Promise((done) => { server.close(done); server.closeIdleConnections(); });
}
