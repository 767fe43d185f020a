// COPY over node-postgres, which knows the protocol's messages but offers no way to use them.
import { once } from "node:events";

/** The lines of `COPY (select) TO STDOUT`, in PostgreSQL's text format, without their ends. */
export async function copyOut(client, select) {
  const chunks = [];
  await copied(client, select, (chunk) => chunks.push(Buffer.from(chunk)));
  return Buffer.concat(chunks).toString("utf8").split("\n").slice(0, -1);
}

/** How many bytes they are; none of them is kept. */
export async function copiedBytes(client, select) {
  let bytes = 0;
  await copied(client, select, (chunk) => { bytes += chunk.length; });
  return bytes;
}

async function copied(client, select, take) {
  const each = ({ chunk }) => take(chunk);
  client.connection.on("copyData", each);
  try { await client.query(`COPY (${select}) TO STDOUT`); } finally { client.connection.off("copyData", each); }
}

/** Sends the texts of `lines` (each whole lines with their ends) to `COPY table FROM STDIN`; waits whenever the server is slower. */
export function copyIn(client, table, lines) {
  return new Promise((done, failed) => client.query(new CopyFrom(`COPY ${table} FROM STDIN`, lines, done, failed)));
}

/** What node-postgres calls on whatever is handed to its queue. */
class CopyFrom {
  constructor(text, lines, done, failed) { Object.assign(this, { text, lines, done, failed, error: null }); }
  submit(connection) { connection.query(this.text); return null; }
  async handleCopyInResponse(connection) {
    try {
      for await (const text of this.lines) {
        connection.sendCopyFromChunk(Buffer.from(text));
        if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
      }
      connection.endCopyFrom();
    } catch (error) {
      this.error = error;
      connection.sendCopyFail(error.message);
    }
  }
  handleCommandComplete() { /* the end is ReadyForQuery */ }
  handleRowDescription() { /* a COPY describes no rows */ }
  handleDataRow() { /* and gives none */ }
  handleError(error) { this.error ??= error; this.failed(this.error); }
  handleReadyForQuery() { this.done(); }
}

/** A value as COPY's text format has it. */
export const field = (value) => (value === null ? "\\N" : value.replace(/[\\\t\n\r]/g, (sign) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[sign]));
