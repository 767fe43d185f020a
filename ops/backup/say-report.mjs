// The report of a restore, for the file of the drill.

/** Plain text; the problems, if any, stand first. */
export function sayReport({ file, into, manifest, until, secret, seconds, links, chains, cuts, checkpoints, anchors, beside, last, counts, casebook, lost, notes, problems }) {
  const round = (seconds) => Math.round(seconds * 1000) / 1000;
  const rows = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const lines = [
    problems.length === 0 ? "RESTORED, and everything that was checked holds." : `RESTORED, BUT NOT TO BE USED: ${problems.length} problem${problems.length === 1 ? "" : "s"}.`,
    ...problems.slice(0, 20).map((each) => `  - ${each}`),
    "",
    `Backup             ${file}`,
    `                   made ${manifest.startedAt} to ${manifest.finishedAt}, PostgreSQL ${Math.floor(manifest.server.version / 10_000)}, application ${manifest.application.version} ${manifest.application.commit ?? ""}, migrations to ${manifest.server.migration}`,
    `Into               ${into}`,
    `Holds              everything committed until ${until ? until.toISOString() : manifest.holdsUntil}; the last change is of ${last?.toISOString() ?? "never"}`,
    `Rows               ${rows} in ${Object.keys(counts).length} tables${manifest.kind === "dump" ? ", each table as many as the backup counted" : "; the backup counted them a moment before its end"}`,
    `Trail              ${links} links in ${chains} chains; ${checkpoints} checkpoints, ${anchors} anchors agree; ${cuts} data cut${cuts === 1 ? "" : "s"}`,
    `Casebook           ${casebook === null ? "none compared" : `${casebook}, read by the application: as at the backup`}`,
    `Secret             ${secret}`,
    ...(anchors === 0 ? [] : [`Anchors            ${beside}/anchors/anchors.jsonl, in which the restore was written down: when this goes live, it takes the place of the old file`]),
    `Took               ${seconds.verified} s (RTO): ${seconds.read} s to read and prove the file, ${round(seconds.restored - seconds.read)} s to restore it, ${round(seconds.verified - seconds.restored)} s to check it`,
    `Lost (RPO)         ${sayLost(lost, until?.toISOString() ?? manifest.holdsUntil)}`,
    "People             accounts, passwords, roles and sessions are as they were then: what was closed or taken away since is open again",
    ...notes.map((each) => `Note               ${each}`),
    "",
    "Rows per table",
    ...Object.entries(counts).map(([name, count]) => `  ${name.padEnd(34)} ${count}`),
  ];
  return `${lines.join("\n")}\n`;
}

function sayLost(lost, until) {
  if (lost === null) return "not known: no anchors from outside were given (--anchors FILE)";
  if (lost.length === 0) return "nothing that an anchor knows of";
  return `${lost.length} anchor${lost.length === 1 ? " is" : "s are"} newer than this database: what was saved between ${until} and ${lost.at(-1).at} has to be entered again\n${lost.map(({ seq, at }) => `                     checkpoint ${seq} of ${at}`).join("\n")}`;
}
