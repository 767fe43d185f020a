// Walks the whole trail in steps of bounded memory and says in sentences what is wrong, and where.
import { readFileSync } from "node:fs";

const STEP = 10_000; // links in memory of the server at once
const MOST = 200;    // findings that are kept one by one
const STUDY = "00000000-0000-0000-0000-000000000000";

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

/** `onStep` is told how many links were walked. One connection; each step is a statement of its own unless the caller opened a transaction. */
export async function walkTrail(client, { onStep = () => {} } = {}) {
  const problems = [];
  const add = (more) => problems.push(...more.slice(0, Math.max(0, MOST - problems.length)));
  let links = 0, found = 0;
  for (let chain = STUDY, seq = "0"; ; ) {
    const { rows: [step] } = await client.query("SELECT walked, chain, seq, problems FROM audit.verify_links($1, $2, $3)", [chain, seq, STEP]);
    links += step.walked; found += step.problems.length;
    add(step.problems);
    await onStep(links);
    if (step.walked < STEP) break;
    ({ chain, seq } = step);
  }
  for (let after = "0"; ; ) {
    const { rows: [step] } = await client.query("SELECT walked, last, problems FROM audit.verify_events($1, $2)", [after, STEP]);
    found += step.problems.length;
    add(step.problems);
    if (step.walked < STEP) break;
    after = step.last;
  }
  const { rows: heads } = await client.query("SELECT chain, at_seq AS seq, problem FROM audit.verify_heads()");
  const { rows: guards } = await client.query("SELECT problem FROM audit.guards_missing($1)", [untrailed()]);
  const { rows: [counted] } = await client.query("SELECT (SELECT count(*) FROM audit.chain_head) AS chains, (SELECT count(*) FROM audit.checkpoint) AS checkpoints");
  add(heads);
  const rest = found + heads.length - problems.length;
  return {
    links, chains: Number(counted.chains), checkpoints: Number(counted.checkpoints),
    findings: [...guards.map(({ problem }) => problem), ...(await inSentences(client, problems)), ...(rest > 0 ? [`${rest} more findings of the same kind`] : [])],
  };
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
