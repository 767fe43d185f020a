import { ProgressBar } from "@/app/_ui/progress-bar";
import type { State, Tone } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { LockLedger } from "@/lib/locks/read-lock-ledger";
import { sayNumber } from "@/lib/kernel/say-number";

interface Step { readonly title: string; readonly state: State; readonly tone: Tone; readonly done: number; readonly of: number; readonly says: string }

/** The order of closing, each step with how far it is. */
export function LockSteps({ counts }: Pick<LockLedger, "counts">) {
  const { patients, values, verified, signed, frozen, locked } = counts;
  const steps: readonly Step[] = [
    { title: "1 Verified", state: "verified", tone: "ver", done: verified, of: values, says: `${sayNumber(verified)} of ${sayNumber(values)} primary endpoint values` },
    { title: "2 Signed", state: "signed", tone: "sig", done: signed, of: patients, says: `${sayNumber(signed)} of ${sayNumber(patients)} casebooks` },
    { title: "3 Frozen", state: "in_progress", tone: "ip", done: frozen, of: patients, says: `${sayNumber(frozen)} of ${sayNumber(patients)} patients, no new entry` },
    { title: "4 Locked", state: "locked", tone: "lock", done: locked, of: patients, says: locked < patients ? `${sayNumber(locked)} of ${sayNumber(patients)} patients, waits for 1 to 3` : `${sayNumber(locked)} of ${sayNumber(patients)} patients` },
  ];
  return (
    <ol className="card steps" aria-label="Order of closing">
      {steps.map(({ title, state, tone, done, of, says }) => (
        <li key={title}>
          <h2><StateIcon state={state} label="" />{title}</h2>
          <p className="muted">{says}</p>
          <ProgressBar done={done} of={of} tone={tone} label={says} />
        </li>
      ))}
    </ol>
  );
}
