// Looks at a restored database: rows, chains, cuts, anchors, one casebook. A backup counts only when this holds.
import pg from "pg";
import { walkTrail } from "../verify/walk-trail.mjs";
import { settleAnchors } from "./anchors.mjs";
import { compareFacts } from "./facts.mjs";
import { applicationOf } from "./make-backup.mjs";

/** `home`: where the anchors were placed. Returns what was found, with problems and notes in sentences. */
export async function inspectRestored({ root, database, manifest, home, isFromOutside, reason }) {
  const url = manifest.kind === "dump" ? database.adminUrl : Object.assign(new URL(database.adminUrl), { pathname: `/${manifest.server.database}` }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { lost, problems, anchors } = await settleAnchors({ client, home, isFromOutside, reason });
    const found = await inspect({ root, client, url, manifest });
    return { ...found, anchors, lost, problems: [...problems, ...found.problems] };
  } finally { await client.end(); }
}

async function inspect({ root, client, url, manifest }) {
  const here = applicationOf(root);
  const { application: then } = manifest;
  const sameApplication = here.commit === then.commit && here.version === then.version;
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { links, chains, checkpoints, findings } = await walkTrail(client, { onStep: async () => {} });
  const { rows: altered } = await client.query("SELECT name FROM app.data_cut WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id) ORDER BY id");
  const { rows: [{ last, cuts }] } = await client.query("SELECT (SELECT max(occurred_at) FROM audit.event) AS last, (SELECT count(*)::int FROM app.data_cut) AS cuts");
  const { problems, notes, counts, casebook } = await compareFacts({ root, client, url, facts: manifest.facts, exact: manifest.kind === "dump", sameApplication });
  await client.query("COMMIT");
  return {
    links, chains, checkpoints, cuts, last, counts, casebook,
    notes: [...notes, ...(sameApplication ? [] : [`The backup was made by version ${then.version}, commit ${then.commit ?? "unknown"}; this is ${here.version}, ${here.commit ?? "unknown"}.`])],
    problems: [...findings, ...altered.map(({ name }) => `data cut ${name} is not what was cut`), ...problems],
  };
}
