import { connect, createServer, type Socket } from "node:net";

/** What the line between application and database does with the COMMITs that pass. */
export type Cut = "none" | "before COMMIT" | "after COMMIT" | "silent at COMMIT";

/** A line to the database that can be cut, as a network does it. It passes bytes on and looks at nothing but the word COMMIT. */
export interface DatabaseLine {
  /** The address through the line. */
  readonly through: (url: string) => string;
  /** From now on: the next COMMIT is held back and the connection reset ("before"), or passed on and its answer never given ("after"), or nothing said at all ("silent"). One COMMIT each. */
  cut: Cut;
  readonly cuts: () => number;
  /** Resets every connection, whatever it does. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

const COMMIT = Buffer.from("COMMIT\0"); // the end of a query's text as it travels

export async function openDatabaseLine(url: string): Promise<DatabaseLine> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    const both = [near, far];
    for (const socket of both) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {}).on("close", () => { sockets.delete(socket); for (const other of both) other.destroy(); });
    }
    let isSilenced = false;
    near.on("data", (sent: Buffer) => {
      const cut = line.cut;
      if (cut === "none" || !sent.includes(COMMIT)) { far.write(sent); return; }
      line.cut = "none";
      cuts += 1;
      if (cut === "before COMMIT") { near.resetAndDestroy(); far.resetAndDestroy(); return; }
      isSilenced = true;
      far.write(sent);
      if (cut === "after COMMIT") far.once("data", () => { near.resetAndDestroy(); far.resetAndDestroy(); });
    });
    far.on("data", (answer: Buffer) => { if (!isSilenced) near.write(answer); });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const line: DatabaseLine = {
    through: (to) => Object.assign(new URL(to), { hostname: "127.0.0.1", port: String((server.address() as { port: number }).port) }).href,
    cut: "none",
    cuts: () => cuts,
    reset: () => { for (const socket of sockets) socket.resetAndDestroy(); },
    close: async () => { for (const socket of sockets) socket.destroy(); await new Promise((done) => server.close(done)); },
  };
  return line;
}
