// What a state of the study is known by: rows per table, the head of every chain, the last checkpoint, some casebooks as the application reads them.
import { spawn } from "node:child_process";

const CASEBOOKS = 5;

/** Reads them in the transaction `client` is in. `snapshot` is its exported name: the application's reader sees the same state. */
export async function readFacts({ root, client, url, snapshot }) {
  const { rows: heads } = await client.query("SELECT chain_id AS chain, last_seq::text AS seq, encode(last_hash, 'hex') AS hash FROM audit.chain_head ORDER BY chain_id");
  const { rows: [checkpoint = null] } = await client.query("SELECT seq::text, at, encode(hash, 'hex') AS hash FROM audit.checkpoint ORDER BY seq DESC LIMIT 1");
  const { rows: [{ at }] } = await client.query("SELECT max(occurred_at) AS at FROM audit.event");
  const { rows: quiet } = await client.query(`SELECT p.number, p.id AS chain FROM app.patient p JOIN audit.chain_head h ON h.chain_id = p.id
    JOIN audit.link l ON l.chain_id = h.chain_id AND l.seq = h.last_seq ORDER BY l.event_id, p.number LIMIT $1`, [CASEBOOKS]); // those untouched the longest
  const hashes = await readCasebooks({ root, url, snapshot, numbers: quiet.map(({ number }) => number) });
  return { counts: await countsOf(client), heads, checkpoint, lastChangeAt: at?.toISOString() ?? null, casebooks: quiet.map(({ number, chain }) => ({ number, chain, sha256: hashes[number] })) };
}

/** Rows per table of the study, as the administrator counts them. */
async function countsOf(client) {
  const { rows: tables } = await client.query(`SELECT n.nspname || '.' || c.relname AS name, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname IN ('z_audit', 'no_change')) AS kept
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'auth', 'audit') AND c.relkind = 'r' ORDER BY 1`);
  const counts = {};
  for (const { name, kept } of tables) {
    const { rows: [{ count }] } = await client.query(`SELECT count(*) FROM ${name.split(".").map((part) => client.escapeIdentifier(part)).join(".")}`);
    counts[name] = { rows: Number(count), kept }; // kept: nothing is ever deleted from it
  }
  return counts;
}

/** SHA-256 of each casebook as the application's reader gives it to an inspector. No session is opened for it, and nothing is written. */
export async function readCasebooks({ root, url, snapshot = "", numbers }) {
  if (numbers.length === 0) return {};
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "ops/backup/read-casebooks.ts", snapshot, ...numbers], { cwd: root, env: { ...process.env, READ_URL: url }, stdio: ["ignore", "pipe", "pipe"] });
  let [printed, complained] = ["", ""];
  child.stdout.on("data", (chunk) => { printed += chunk; });
  child.stderr.on("data", (chunk) => { complained += chunk; });
  const status = await new Promise((done) => { child.on("close", done); });
  if (status !== 0) throw new Error(`The casebooks could not be read: ${complained.trim().split("\n").slice(0, 6).join(" ")}`);
  return JSON.parse(printed);
}

/**
 * What of the facts does not hold in a restored database: sentences, none when all of it holds. `exact`: the facts are of the very state that was restored;
 * otherwise of one a little before it, and rows and links may have been added since.
 */
export async function compareFacts({ root, client, url, facts, exact, sameApplication }) {
  const counts = await countsOf(client);
  const fewer = Object.entries(facts.counts).flatMap(([name, { rows, kept }]) => {
    const here = counts[name]?.rows ?? 0;
    return (exact ? here !== rows : kept && here < rows) ? [`${name} has ${here} rows; the backup said ${rows}`] : [];
  });
  const { rows: lost } = await client.query(
    `SELECT h.chain FROM jsonb_to_recordset($1::jsonb) AS h(chain uuid, seq bigint, hash text)
     WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.chain_id = h.chain AND l.seq = h.seq AND encode(l.hash, 'hex') = h.hash)`, [JSON.stringify(facts.heads)]);
  const casebook = await compareCasebook({ root, client, url, facts, sameApplication });
  return {
    problems: [...fewer, ...lost.map(({ chain }) => `chain ${chain} does not hold the link that was its last`), ...casebook.problems],
    notes: casebook.notes, counts: Object.fromEntries(Object.entries(counts).map(([name, { rows }]) => [name, rows])), casebook: casebook.number,
  };
}

/** The first that was not written to between the facts and the end of the backup. */
async function compareCasebook({ root, client, url, facts, sameApplication }) {
  const { rows } = await client.query("SELECT chain_id AS chain, last_seq::text AS seq FROM audit.chain_head");
  const seqs = new Map(rows.map(({ chain, seq }) => [chain, seq]));
  const still = facts.casebooks.find(({ chain }) => seqs.get(chain) === facts.heads.find((head) => head.chain === chain)?.seq);
  if (!still) return { number: null, problems: [], notes: [facts.casebooks.length === 0 ? "There was no casebook to compare." : "Every casebook that could be compared was changed while the backup ran."] };
  const { [still.number]: sha256 } = await readCasebooks({ root, url, numbers: [still.number] });
  if (sha256 === still.sha256) return { number: still.number, problems: [], notes: [] };
  const says = `casebook ${still.number} does not read as it did at the backup`;
  return sameApplication ? { number: still.number, problems: [says], notes: [] } : { number: still.number, problems: [], notes: [`${says}; but the backup was made by another version of the application, so that proves nothing.`] };
}
