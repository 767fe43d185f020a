// What looks after the trail while the application runs: anchors, the verification of each night, and those that somebody asked for.
import { anchorFile, anchorTrail } from "./anchors.mjs";
import { anchorKey } from "./anchor-key.mjs";
import { repeated } from "../repeated.mjs";
import { askNightly, runVerification } from "./run-verification.mjs";

const LOOK = 5_000;         // milliseconds between two looks for something asked for
const ANCHOR_LOOK = 20_000; // and for something to anchor: a lock, a cut or a signature is anchored within the minute, all else within five

/** `open(purpose)`: a new administrator's connection. `folder`: the data folder. Begins at once; `end()` anchors what is left. */
export async function keepTrail({ open, folder, version, say }) {
  const key = anchorKey(folder);
  const file = anchorFile(folder);
  const anchors = repeated(open, "anchors", ANCHOR_LOOK, (client) => anchorTrail(client, { file, key, version }), (error) => say(`No anchor: ${error.message}`));
  const verifications = repeated(open, "verification", LOOK, async (client) => {
    await askNightly(client);
    const outcome = await runVerification(client, { file, trusted: key.trusted });
    if (outcome?.findings.length > 0) say(`The trail does not verify: ${outcome.findings[0]}. ${outcome.findings.length} in all; npm run verify lists them.`);
  }, (error) => say(`No verification: ${error.message}`));
  await anchors.now();
  return {
    async end() {
      await verifications.end();
      await anchors.end((client) => anchorTrail(client, { file, key, version, every: "0" }));
    },
  };
}
