// npm start: from a bare checkout to a running study. Uses nothing but Node until the packages are there.
// Options: --empty (a real trial instead of the demonstration), --demo (load the demonstration also into DATABASE_URL).
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { began, fail, nodeIsOldEnough, prepareBuild, prepareClient, prepareNext, preparePackages, say } from "./prepare.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" });
const options = process.argv.slice(2);
const unknown = options.find((option) => !["--empty", "--demo"].includes(option));
if (unknown) fail(`There is no option ${unknown}. Use --empty for a real trial, or --demo to load the demonstration into DATABASE_URL.`);
nodeIsOldEnough();
preparePackages();

const { openDatabase } = await import("./database.mjs");
const database = await openDatabase({ root, say }).catch((error) => fail(error.message));
process.env.PORT ??= "3000";
const address = process.env.NEXTAUTH_URL ?? `http://localhost:${process.env.PORT}`;
Object.assign(process.env, database.env, { NODE_ENV: "production", NEXTAUTH_URL: address });

try {
  if (database.embedded) {
    const holder = await database.claim(address);
    if (holder) {
      await database.close({ stop: false }); // the database belongs to the start that runs
      fail(`Already running at ${holder.url} (process ${holder.pid}). Stop that one first (Ctrl-C there), or just use it.`);
    }
  }
  await portIsFree();
  const applied = await database.migrate();
  if (applied.length > 0) say(`Applied migrations: ${applied.join(", ")}`);
  prepareClient();
  const { fillIfEmpty } = await import("./first-study.mjs");
  const [accounts] = await Promise.all([fillIfEmpty({ database, options, address }), prepareBuild()]);
  await serve(accounts);
} catch (error) {
  await database.close();
  fail(error.message);
}

function portIsFree() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", (error) => failed(new Error(sayListening(error))));
    probe.listen(Number(process.env.PORT), process.env.HOST, () => probe.close(done));
  });
}
const sayListening = (error) => error.code === "EADDRINUSE" ? `Port ${process.env.PORT} is taken. Choose another: PORT=3001 npm start` : `Cannot listen on port ${process.env.PORT}: ${error.message}`;

/** In this process, so that nothing of the web server outlives it, whatever kills it. */
async function serve(accounts) {
  const web = await prepareNext(root);
  const server = createServer(web.getRequestHandler());
  server.on("error", (error) => end(sayListening(error)));
  server.listen(Number(process.env.PORT), process.env.HOST, () => {
    say(`Ready at ${address} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    if (accounts) console.log(accounts);
  });
  const checkpoints = setInterval(() => database.admin.query("SELECT audit.take_checkpoint()").catch((error) => say(`No checkpoint: ${error.message}`)), 5 * 60_000);

  let ending = false;
  async function end(problem) {
    if (ending) return;
    ending = true;
    if (problem) console.error(`\n${problem}\n`); else say("Stopping");
    clearInterval(checkpoints);
    server.close(); server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
    await new Promise((done) => (server.listening ? server.once("close", done) : done()));
    await database.close();
    say("Stopped");
    process.exit(problem ? 1 : 0);
  }
  process.on("SIGINT", () => end());
  process.on("SIGTERM", () => end());
}
