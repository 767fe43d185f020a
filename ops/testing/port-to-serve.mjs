// A port for a server of a test that listens a moment later.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

const BELOW = { from: 20_000, to: 32_000 }; // what systems hand out by themselves begins above: 32768 (Linux), 49152 (others)

/** Free now, on every address, and none that a database or a connection that begins meanwhile is given. */
export async function portToServe() {
  for (;;) {
    const port = randomInt(BELOW.from, BELOW.to);
    if (await isFree(port)) return port;
  }
}

const isFree = (port) => new Promise((done) => {
  const probe = createServer().once("error", () => done(false)).listen(port, () => probe.close(() => done(true)));
});
