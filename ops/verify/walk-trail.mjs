// Walks the whole trail in steps of bounded memory and says in sentences what is wrong, and where.
import { readFileSync } from "node:fs";

const STEP = 10_000; // links in memory of the server at once
const MOST = 200;    // findings that are kept one by one
const STRETCHES = 4; // for each connection, so that none waits long for another in the end
const STUDY = "00000000-0000-0000-0000-000000000000";
const LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const BEYOND = "9223372036854775807"; // after every link of a chain

const SAYS = {
  gap: "a link before it is gone",
  "previous hash does not match": "it does not follow from the link before it",
  "content altered": "what it says of who, what, when or why was altered",
  "values altered": "its values were altered",
  "values taken away": "its values are gone, and no redaction says so",
  "head does not match the last link": "its newest links are gone, or were added past the database's own way",
};

/** The tables of app that have their reason to write no trail. */
export const untrailed = () => Object.keys(JSON.parse(readFileSync(new URL("../../lib/audit/untrailed.json", import.meta.url), "utf8")));

/**
 * `onStep` is told how many links were walked. Each step is a statement of its own unless the caller opened a transaction.
 * `beside`: further connections that see the same state; each takes its share, since chains do not hang on each other.
 * @param {import("pg").Client} client
 * @param {{ onStep?: (links: number) => unknown, beside?: readonly import("pg").Client[] }} [how]
 */
export async function walkTrail(client, { onStep = () => {}, beside = [] } = {}) {
  const problems = [];
  let links = 0, found = 0;
  const add = (more) => { found += more.length; problems.push(...more.slice(0, Math.max(0, MOST - problems.length))); };
  const work = (await stretchesOf(client, beside.length > 0 ? STRETCHES * (beside.length + 1) : 1)).map((stretch) => (lane) => walkLinks(lane, stretch, async (step) => { add(step.problems); await onStep(links += step.walked); }));
  work.push((lane) => walkEvents(lane, (step) => add(step.problems)));
  await Promise.all([client, ...beside].map(async (lane) => { for (let next = work.shift(); next; next = work.shift()) await next(lane); }));
  const { rows: heads } = await client.query("SELECT chain, at_seq AS seq, problem FROM audit.verify_heads()");
  const { rows: guards } = await client.query("SELECT problem FROM audit.guards_missing($1)", [untrailed()]);
  const { rows: [counted] } = await client.query("SELECT (SELECT count(*) FROM audit.chain_head) AS chains, (SELECT count(*) FROM audit.checkpoint) AS checkpoints");
  problems.sort((one, other) => one.chain?.localeCompare(other.chain) || one.seq - other.seq);
  add(heads);
  return {
    links, chains: Number(counted.chains), checkpoints: Number(counted.checkpoints),
    findings: [...guards.map(({ problem }) => problem), ...(await inSentences(client, problems)), ...(found > problems.length ? [`${found - problems.length} more findings of the same kind`] : [])],
  };
}

/** All chains there can be, in so many stretches with about as many links each by what their heads say. A head that lies makes a stretch longer, and lets no chain out. */
async function stretchesOf(client, count) {
  const { rows } = await client.query(`SELECT max(h.chain_id::text) AS until FROM (SELECT chain_id, least($1::int - 1, floor($1::int * (sum(last_seq) OVER (ORDER BY chain_id)) / (1 + sum(last_seq) OVER ()))) AS part FROM audit.chain_head) h
    GROUP BY h.part HAVING h.part < $1::int - 1 ORDER BY h.part`, [count]);
  const ends = [...rows.map(({ until }) => until), LAST];
  return ends.map((until, at) => (at === 0 ? { chain: STUDY, seq: "0", until } : { chain: ends[at - 1], seq: BEYOND, until }));
}

async function walkLinks(client, { chain, seq, until }, tell) {
  for (let step; !step || step.walked === STEP; { chain, seq } = step) {
    ({ rows: [step] } = await client.query("SELECT walked, chain, seq, problems FROM audit.verify_links($1, $2, $3, $4)", [chain, seq, STEP, until]));
    await tell(step);
  }
}

async function walkEvents(client, tell) {
  for (let after = "0", step; !step || step.walked === STEP; after = step.last) {
    ({ rows: [step] } = await client.query("SELECT walked, last, problems FROM audit.verify_events($1, $2)", [after, STEP]));
    tell(step);
  }
}

/** A chain is named by its patient, as far as there still is one. */
async function inSentences(client, problems) {
  const { rows } = await client.query("SELECT id, number FROM app.patient WHERE id = ANY ($1::uuid[])", [[...new Set(problems.flatMap(({ chain }) => chain ?? []))]]);
  const numbers = new Map(rows.map(({ id, number }) => [id, `patient ${number}`]));
  const nameOf = (chain) => (chain === STUDY ? "the study's own chain" : `the chain of ${numbers.get(chain) ?? `${chain}, a patient who is not there any more`}`);
  return problems.map(({ chain, seq, problem }) => (chain === null ? problem : `${nameOf(chain)}${seq === null ? "" : `, link ${seq}`}: ${SAYS[problem] ?? problem}`));
}

/** Who changed the database's structure, as sentences, the newest first; those that switched a guard off are the ones to look at. */
export async function sayStructure(client, most = 5) {
  const { rows } = await client.query("SELECT at, db_user, application, tag, object, switched_off FROM audit.ddl WHERE switched_off <> '{}' ORDER BY id DESC LIMIT $1", [most]);
  return rows.map(({ at, db_user: user, application, object, switched_off: off }) =>
    `On ${at.toISOString()} ${user}${application ? ` (${application})` : ""} switched off ${off.join(", ")} of ${object}: what was written until it stood again has no trail.`);
}
