// Whether this machine's clock and the database's agree. The trail goes by the database's; people look at their own.
const TOLERATED = 2_000; // ms

/** A sentence when they differ by more than two seconds, else null. `client`: any connection to the database. */
export async function sayClocks(client) {
  const before = Date.now();
  const { rows: [{ now }] } = await client.query("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now");
  const after = Date.now();
  if (Math.max(before - now, now - after) <= TOLERATED) return null;
  const seconds = ((before + after) / 2 - now) / 1_000;
  return `The clock of this machine is ${Math.abs(seconds).toFixed(1)} s ${seconds > 0 ? "ahead of" : "behind"} the database's. Have it set.`;
}
