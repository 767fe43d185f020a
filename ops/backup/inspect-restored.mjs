// Looks at a restored database: rows, chains, cuts, anchors, one casebook. A backup counts only when this holds.
import { newerAnchors } from "./anchors.mjs";
import { compareFacts } from "./facts.mjs";
import { applicationOf } from "./make-backup.mjs";

/** `anchors`: a folder with those that were kept outside; null: those the backup brought. `moved`: the log was replayed past the end of the backup. */
export async function inspectRestored({ root, database, manifest, anchors }) {
  const { admin: client, adminUrl: url } = database;
  const here = applicationOf(root);
  const sameApplication = here.commit === manifest.application.commit && here.version === manifest.application.version;
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
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
  } finally {
    await client.query("ROLLBACK");
  }
}
