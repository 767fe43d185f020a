import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon";
import { sayInstant } from "@/lib/kernel/instant";
import { LOCK_WORDS } from "@/lib/locks/lock";
import type { ActiveLock } from "@/lib/locks/read-active-locks";
import { ReleaseLockDialog } from "./lock-dialogs.client";

/** What is frozen or locked now in or over the scope, by whom, when and why. */
export function ActiveLocks({ locks, mayRelease }: { readonly locks: readonly ActiveLock[]; readonly mayRelease: boolean }) {
  return (
    <Card title="In force" note={locks.length === 0 ? undefined : locks.length}>
      {locks.length === 0 ? <p className="card-pad muted">Nothing is frozen or locked.</p> : (
        <ul className="checklist">
          {locks.map(({ id, kind, what, reason, byName, at }) => (
            <li key={id}>
              <StateIcon state={kind === "lock" ? "locked" : "in_progress"} label={LOCK_WORDS[kind]} />
              <span><b>{what}</b> {LOCK_WORDS[kind]}<small>{byName}, {sayInstant(at.toISOString(), "UTC")}: {reason}</small></span>
              {mayRelease && <ReleaseLockDialog lockId={id} kind={kind} what={what} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
