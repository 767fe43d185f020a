import { Callout } from "@/app/_ui/callout";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { StructureChange, TrailState as State, Verification } from "@/lib/analysis/read-verification";
import { sayInstant } from "@/lib/kernel/instant";
import { sayNumber } from "@/lib/kernel/say-number";
import { VerifyNow } from "./verify-now.client";

const count = (number: number, word: string): string => `${sayNumber(number)} ${word}${number === 1 ? "" : "s"}`;
const utc = (instant: string): string => sayInstant(instant, "UTC");

/** Whether the trail is intact and since when that is known; prominently when it is not. */
export function TrailState({ state: { last, running, anchor, structure, mayVerify } }: { readonly state: State }) {
  return (
    <section className="trail-state" aria-label="Verification">
      {last !== null && last.found > 0 && <Broken last={last} />}
      {structure !== null && structure.switchedOff.length > 0 && <SwitchedOff changes={structure.switchedOff} />}
      <div className="trail-verified">
        <p>
          {last === null ? <>Not verified yet: it is each night, and when somebody asks.</>
            : last.found === 0 && <><StateIcon state="verified" label="" /> <b>Verified {utc(last.endedAt ?? last.askedAt)}</b>: {count(last.links, "link")} in {count(last.chains ?? 0, "chain")} intact, {last.anchors === 1 ? "1 anchor agrees" : `${sayNumber(last.anchors ?? 0)} anchors agree`}.{last.askedBy !== null && <span className="dim"> Asked by {last.askedBy}.</span>}</>}
        </p>
        <VerifyNow mayVerify={mayVerify} running={running && { links: running.links, ofLinks: running.ofLinks, begun: running.startedAt !== null }} />
      </div>
      <details className="trail-proof">
        <summary>How to check this yourself</summary>
        <p>Every event is a link of its patient&rsquo;s chain; the study has a chain of its own. Checkpoints over all chains are signed and kept outside the database, where nobody who owns the database can rewrite them.
          The JSON lines hold all that is needed to check them without this system: <a href="/trail/verify-export.mjs" download>verify-export.mjs</a>, one file for Node: <code>node verify-export.mjs trail.jsonl</code></p>
        {anchor === null ? <p>No checkpoint has been signed yet.</p> : (
          <dl>
            <div><dt>Newest anchor</dt><dd><code>{anchor.shortHash}</code> of {utc(anchor.at)}</dd></div>
            <div><dt>Public key</dt><dd><code>{anchor.publicKey}</code></dd></div>
          </dl>
        )}
        {structure !== null && structure.count > 0 && <Structure count={structure.count} newest={structure.newest} />}
      </details>
    </section>
  );
}

function Broken({ last }: { readonly last: Verification }) {
  return (
    <Callout tone="refused" icon="impossible" title={`The trail does not verify: ${count(last.found, "finding")} on ${utc(last.endedAt ?? last.askedAt)}.`} live="status">
      {last.findings.length === 0 ? "Data management and the administrator see which." : <ul>{last.findings.slice(0, 20).map((finding) => <li key={finding}>{finding}</li>)}</ul>}
    </Callout>
  );
}

function SwitchedOff({ changes }: { readonly changes: readonly StructureChange[] }) {
  return (
    <Callout tone="hard" title={`Guards of the trail were switched off ${changes.length === 1 ? "once" : `${changes.length} times`}.`}>
      <ul>{changes.slice(0, 5).map((change) => <li key={`${change.at}${change.object}`}>{sayStructure(change)}</li>)}</ul>
    </Callout>
  );
}

function Structure({ count: all, newest }: { readonly count: number; readonly newest: readonly StructureChange[] }) {
  return (
    <>
      <p>The structure of the database was changed {all === 1 ? "once" : `${sayNumber(all)} times`}, mostly by upgrades; the last {newest.length}:</p>
      <ul>{newest.map((change) => <li key={`${change.at}${change.object}`}>{sayStructure(change)}</li>)}</ul>
    </>
  );
}

const sayStructure = ({ at, by, application, tag, object, switchedOff }: StructureChange): string =>
  `${utc(at)}: ${by}${application === "" ? "" : ` (${application})`}, ${tag} ${object ?? ""}${switchedOff.length > 0 ? `, which switched off ${switchedOff.join(", ")}` : ""}`;
