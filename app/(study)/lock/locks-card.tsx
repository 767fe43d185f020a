import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { atBeginning } from "@/lib/kernel/in-sentence";
import { sayInstant } from "@/lib/kernel/instant";
import { LOCK_WORDS } from "@/lib/locks/lock";
import { MOST_LOCKS, type LockView } from "@/lib/locks/read-locks";
import { CertificateLine, type CertificateLineProps } from "./certificate-line";
import { ReleaseLockDialog } from "./lock-dialogs.client";

const when = (at: Date): string => sayInstant(at.toISOString(), "UTC");

/** Of a site or the study the cards show so many. */
export const LOCKS_SHOWN = 25;
const noteOf = (count: number): string | undefined => (count === 0 ? undefined : count < MOST_LOCKS ? String(count) : `${MOST_LOCKS} or more`);
const Others = ({ count, most }: { readonly count: number; readonly most: number }) => (count <= most ? null : <p className="card-pad muted">The first {most} are shown. Choose a site or a patient above to see those of it.</p>);

/** What is frozen or locked now in or over the scope, by whom, when and why. */
export function LocksInForce({ locks, most, mayRelease, certifiable }: { readonly locks: readonly LockView[]; readonly most: number; readonly mayRelease: boolean } & Pick<CertificateLineProps, "certifiable">) {
  return (
    <Card title="In force" note={noteOf(locks.length)}>
      {locks.length === 0 ? <p className="card-pad muted">Nothing is frozen or locked.</p> : (
        <ul className="checklist">
          {locks.slice(0, most).map(({ id, kind, scope, what, reason, byName, at }) => (
            <li key={id}>
              <StateIcon state={kind === "lock" ? "locked" : "in_progress"} label={LOCK_WORDS[kind]} />
              <span><b>{atBeginning(what)}</b> {LOCK_WORDS[kind]}<small>{byName}, {when(at)}: {reason}</small><CertificateLine lock={{ id, kind, scope, what }} certifiable={certifiable} /></span>
              {mayRelease && !(kind === "freeze" && locks.some((other) => other.kind === "lock" && other.what === what)) && <ReleaseLockDialog lockId={id} kind={kind} what={what} />}
            </li>
          ))}
        </ul>
      )}
      <Others count={locks.length} most={most} />
    </Card>
  );
}

/** Every freeze and lock that was placed and released again, with both ends. */
export function LockHistory({ locks, most, certifiable }: { readonly locks: readonly LockView[]; readonly most: number } & Pick<CertificateLineProps, "certifiable">) {
  return (
    <Card title="Released" note={noteOf(locks.length)}>
      {locks.length === 0 ? <p className="card-pad muted">No freeze and no lock was released so far.</p> : (
        <ul className="checklist">
          {locks.slice(0, most).map(({ id, kind, scope, what, reason, byName, at, release }) => (
            <li key={id}>
              <StateIcon state="not_planned" label="released" />
              <span>
                <b>{atBeginning(what)}</b> was {LOCK_WORDS[kind]}
                <small>{byName}, {when(at)}: {reason}</small>
                {release && <small>Released by {release.byName}, {when(release.at)}{release.approvedBy === null ? "" : <>, approved by <b>{release.approvedBy}</b></>}: {release.reason}</small>}
                {certifiable.some(({ lockId }) => lockId === id) && <CertificateLine lock={{ id, kind, scope, what }} certifiable={certifiable} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Others count={locks.length} most={most} />
    </Card>
  );
}
