// Any PostgreSQL: one snapshot of one database by the system's own pg_dump, in pieces, so that nothing lies unsealed beside the backup while it is made.
import { pipeline } from "node:stream/promises";
import { megabytes } from "./copy-cluster.mjs";
import { clientProgram, connectionOf, started } from "./run-program.mjs";

const PIECE = 16 * 2 ** 20;

/** `dump/000001`, …: put together again, the file of `pg_dump -Fc`. `snapshot` was exported by a transaction that stays open meanwhile. */
export async function* dumpEntries({ url, serverVersion, snapshot, say }) {
  const program = clientProgram("pg_dump", serverVersion);
  const { child, ended } = started(program, ["--format=custom", "--compress=0", `--snapshot=${snapshot}`, "--no-password"], connectionOf(url), ["ignore", "pipe"]);
  let held = [];
  let size = 0;
  let nth = 0;
  const piece = () => ({ name: `dump/${String(++nth).padStart(6, "0")}`, size, content: held });
  try {
    for await (const chunk of child.stdout) {
      held.push(chunk);
      size += chunk.length;
      if (size < PIECE) continue;
      yield piece();
      if (nth % 8 === 0) say(`Dumped ${megabytes(nth * PIECE)}`);
      [held, size] = [[], 0];
    }
    await ended;
    if (size > 0) yield piece();
  } finally {
    child.kill();
  }
}

/** Puts a dump into an empty database in one transaction. Returns where its pieces go, in their order, and how to end. */
export function openRestore({ url, serverVersion }) {
  const program = clientProgram("pg_restore", serverVersion);
  const { PGDATABASE: name, ...env } = connectionOf(url);
  const { child, ended } = started(program, ["--exit-on-error", "--single-transaction", "--no-password", `--dbname=${name}`], env, ["pipe", "ignore"]);
  child.stdin.on("error", () => {}); // it ended: `ended` says why
  return {
    write: (content) => pipeline(content, child.stdin, { end: false }),
    end: async () => { child.stdin.end(); await ended; },
    abandon: async () => { child.kill("SIGKILL"); await ended.catch(() => {}); },
  };
}
