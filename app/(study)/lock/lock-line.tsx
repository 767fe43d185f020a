import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import { LOCK_WORDS } from "@/lib/locks/lock";
import type { LockView } from "@/lib/locks/read-locks";
import { ReleaseLockDialog } from "./lock-dialogs.client";

interface LockLineProps {
  /** What holds the record, the strictest first. */
  readonly locks: readonly LockView[];
  readonly timeZone: string;
  /** "record", "casebook" */
  readonly what: string;
  readonly ledger: string;
  readonly mayRelease: boolean;
  /** The locks that may be released from this page: those of exactly this record. */
  readonly isOwn: (lock: LockView) => boolean;
}

/** That a record is frozen or locked, with what, by whom, when and why. Nothing while it is open. */
export function LockLine({ locks, timeZone, what, ledger, mayRelease, isOwn }: LockLineProps) {
  const strictest = locks.find(({ kind }) => kind === "lock") ?? locks[0];
  if (strictest === undefined) return null;
  return (
    <Callout tone="info" icon="locked" title={`This ${what} is ${LOCK_WORDS[strictest.kind]}.`} actions={mayRelease && locks.filter((lock) => isOwn(lock) && !(lock.kind === "freeze" && locks.some((other) => other.kind === "lock" && isOwn(other)))).map((lock) => <ReleaseLockDialog key={lock.id} lockId={lock.id} kind={lock.kind} what={lock.what} />)}>
      <ul className="lock-lines">{locks.map((lock) => <li key={lock.id}>{sayLock(lock, isOwn(lock), timeZone)}</li>)}</ul>
      {strictest.kind === "lock" ? "Nothing here can be changed." : "No data are entered; queries, reviews and signatures can be settled."} Data management can open it, with a reason. <TextLink href={ledger} underlined>History of its locks</TextLink>
    </Callout>
  );
}

/** "Locked with site 102 by Dana Reyes, 21-Nov-2026 14:29 UTC: end of study" */
function sayLock({ kind, what, byName, at, reason }: LockView, isOwn: boolean, timeZone: string): string {
  return `${kind === "lock" ? "Locked" : "Frozen"} ${isOwn ? "" : `with ${what} `}by ${byName}, ${sayInstant(at.toISOString(), timeZone)}: ${reason}`;
}
