import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon";
import { sayInstant } from "@/lib/kernel/instant";
import { LOCK_WORDS } from "@/lib/locks/lock";
import type { LockView } from "@/lib/locks/read-locks";
import { CertificateLine, type CertificateLineProps } from "./certificate-line";
import { ReleaseLockDialog } from "./lock-dialogs.client";

const when = (at: Date): string => sayInstant(at.toISOString(), "UTC");

/** What is frozen or locked now in or over the scope, by whom, when and why. */
export function LocksInForce({ locks, mayRelease, certifiable }: { readonly locks: readonly LockView[]; readonly mayRelease: boolean } & Pick<CertificateLineProps, "certifiable">) {
  return (
    <Card title="In force" note={locks.length === 0 ? undefined : locks.length}>
      {locks.length === 0 ? <p className="card-pad muted">Nothing is frozen or locked.</p> : (
        <ul className="checklist">
          {locks.map(({ id, kind, scope, what, reason, byName, at }) => (
            <li key={id}>
              <StateIcon state={kind === "lock" ? "locked" : "in_progress"} label={LOCK_WORDS[kind]} />
              <span><b>{sentence(what)}</b> {LOCK_WORDS[kind]}<small>{byName}, {when(at)}: {reason}</small><CertificateLine lock={{ id, kind, scope, what }} certifiable={certifiable} /></span>
              {mayRelease && !(kind === "freeze" && locks.some((other) => other.kind === "lock" && other.what === what)) && <ReleaseLockDialog lockId={id} kind={kind} what={what} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Every freeze and lock that was placed and released again, with both ends. */
export function LockHistory({ locks, certifiable }: { readonly locks: readonly LockView[] } & Pick<CertificateLineProps, "certifiable">) {
  return (
    <Card title="Released" note={locks.length === 0 ? undefined : locks.length}>
      {locks.length === 0 ? <p className="card-pad muted">No freeze and no lock was released so far.</p> : (
        <ul className="checklist">
          {locks.map(({ id, kind, scope, what, reason, byName, at, release }) => (
            <li key={id}>
              <StateIcon state="not_planned" label="released" />
              <span>
                <b>{sentence(what)}</b> was {LOCK_WORDS[kind]}
                <small>{byName}, {when(at)}: {reason}</small>
                {release && <small>Released by {release.byName}, {when(release.at)}{release.approvedBy === null ? "" : <>, approved by <b>{release.approvedBy}</b></>}: {release.reason}</small>}
                {certifiable.some(({ lockId }) => lockId === id) && <CertificateLine lock={{ id, kind, scope, what }} certifiable={certifiable} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const sentence = (what: string): string => `${what[0]?.toUpperCase()}${what.slice(1)}`;
