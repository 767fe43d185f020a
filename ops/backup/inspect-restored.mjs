// Looks at a restored database: rows, chains, cuts, anchors, one casebook. A backup counts only when this holds.
import pg from "pg";
import { newerAnchors } from "./anchors.mjs";
import { compareFacts } from "./facts.mjs";
import { applicationOf } from "./make-backup.mjs";

/** `anchors`: a folder with those that were kept outside. */
export async function inspectRestored({ root, database, manifest, anchors }) {
  const url = manifest.kind === "dump" ? database.adminUrl : Object.assign(new URL(database.adminUrl), { pathname: `/${manifest.server.database}` }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try { return await inspect({ root, client, url, manifest, anchors }); } finally { await client.end(); }
}

async function inspect({ root, client, url, manifest, anchors }) {
  const here = applicationOf(root);
  const sameApplication = here.commit === manifest.application.commit && here.version === manifest.application.version;
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  {
    const { rows: broken } = await client.query("SELECT chain, at_seq AS seq, problem FROM audit.verify()");
    const { rows: altered } = await client.query("SELECT name FROM app.data_cut WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id) ORDER BY id");
    const { rows: [found] } = await client.query(`SELECT (SELECT count(*) FROM audit.link)::int AS links, (SELECT count(*) FROM audit.chain_head)::int AS chains, (SELECT max(occurred_at) FROM audit.event) AS last,
      (SELECT count(*) FROM app.data_cut)::int AS cuts, (SELECT max(seq) FROM audit.checkpoint)::int AS checkpoint`);
    const compared = await compareFacts({ root, client, url, facts: manifest.facts, exact: manifest.kind === "dump", sameApplication });
    const lost = await newerAnchors({ client, folder: anchors });
    return {
      ...found, counts: compared.counts, casebook: compared.casebook, lost: lost.newer,
      notes: [...compared.notes, ...(sameApplication ? [] : [`The backup was made by version ${manifest.application.version}, ${manifest.application.commit ?? "no commit"}; this is ${here.version}, ${here.commit ?? "no commit"}.`])],
      problems: [...broken.map(({ chain, seq, problem }) => `${problem} (chain ${chain ?? "of checkpoints"}, link ${seq ?? "none"})`), ...altered.map(({ name }) => `data cut ${name} is not what was cut`), ...compared.problems, ...lost.problems],
    };
  }
}
