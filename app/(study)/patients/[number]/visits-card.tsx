import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton } from "@/app/_ui/text-link";
import { sayDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import type { LockView } from "@/lib/locks/read-locks";
import type { SignatureView } from "@/lib/signatures/read-signatures";
import { cenersenInfusionOf, coursesOf, textOf } from "@/lib/study/derive/record-reading";
import { PlaceLockDialog } from "../../lock/lock-dialogs.client";
import type { Casebook } from "./casebook";
import type { ActingAs } from "./next-act";
import { NextLine } from "./next-line";
import { currentVisit, shownPhases, type ShownPhase, type ShownVisit } from "./shown-visit";
import { TakeBackNotDone, UnscheduledVisit, VisitNotDone } from "./visit-acts.client";
import { logLines, type FormLine } from "./visit-line";
import { VisitLines } from "./visit-lines.client";
import { saySigned, VisitSigners } from "./visit-signers";

interface VisitsCardProps {
  readonly casebook: Casebook;
  /** The form → the signature that holds it. */
  readonly covering: ReadonlyMap<string, string>;
  readonly locks: readonly LockView[];
  readonly mayLock: boolean;
  readonly acting: ActingAs;
}

/** Every visit with its days and forms under its part of the schedule, then the logs: one click to any form. */
export function VisitsCard({ casebook, covering, locks, mayLock, acting }: VisitsCardProps) {
  const { patient, logs, mayAddVisit } = casebook;
  const signersOf = ({ entryIds }: FormLine) => casebook.signatures.signatures.filter(({ id }) => entryIds.some((entryId) => covering.get(entryId) === id));
  const phases = shownPhases(casebook);
  const current = currentVisit(phases);
  const ofLogs = logLines(patient.number, logs, casebook.record);
  return (
    <Card id="visits" title="Visits" note={sayStarts(casebook)} actions={<>{casebook.mayEnter && <LinkButton href={`/patients/${patient.number}/paste`} small>Paste results…</LinkButton>}{mayAddVisit && <UnscheduledVisit patientId={patient.id} />}</>}>
      <NextLine number={patient.number} phases={phases} logs={ofLogs} acting={acting} />
      <div className="visit-phases">
        {phases.map((phase) => <PhaseOfVisits key={phase.phase} {...phase} currentId={current?.id} closing={{ locks, mayLock, timeZone: patient.timeZone, signersOf }} />)}
        <section className="visit-phase" aria-label="Logs" style={{ flex: "1 1 100%" }}>
          <h3>Logs</h3>
          <div className="visit-cards visit-cards-whole"><article id="LOG" className="visit-card visit-logs"><Lines lines={ofLogs} closing={{ timeZone: patient.timeZone, signersOf }} /></article></div>
        </section>
      </div>
    </Card>
  );
}

/** From when the days of each course count. */
function sayStarts({ record }: Casebook): string {
  const starts = coursesOf(record).flatMap((course) => {
    const startAt = textOf(cenersenInfusionOf(record, course), "startAt");
    return startAt === null ? [] : [`course ${course} began ${sayDate(startAt.slice(0, 10))} ${startAt.slice(11)} at the site`];
  });
  return starts.length === 0 ? "days are counted from the first day of cenersen" : starts.join(", ");
}

/** Of one visit beside others, below which its words are cut, and of one that stands alone. */
const CARD_WIDTH = 158;
const ALONE = "0 1 230px";

/** As wide as its visits need; side by side where there is room. */
function PhaseOfVisits({ title, visits, currentId, closing }: ShownPhase & { readonly currentId: string | undefined; readonly closing: Closing }) {
  return (
    <section className="visit-phase" aria-label={title} style={{ flex: visits.length === 1 ? ALONE : `${visits.length} 1 ${visits.length * CARD_WIDTH}px` }}>
      <h3>{title}</h3>
      <div className="visit-cards" tabIndex={0} role="group" aria-label={`${title}, scrolls sideways`}>
        {visits.map((visit) => <VisitCard key={visit.id} visit={visit} isCurrent={visit.id === currentId} closing={closing} />)}
      </div>
    </section>
  );
}

interface Signing {
  readonly timeZone: string;
  readonly signersOf: (line: FormLine) => readonly SignatureView[];
}

/** What is needed to say that a visit is signed, and to say and to do that it is closed. */
interface Closing extends Signing { readonly locks: readonly LockView[]; readonly mayLock: boolean }

/** That a visit is frozen or locked by itself, by whom and since when; what holds all of the casebook is said above it. */
function VisitLocks({ visit: { id, fullTitle }, closing: { locks, mayLock, timeZone } }: { readonly visit: ShownVisit; readonly closing: Closing }) {
  const own = locks.filter(({ scope, visitId }) => scope === "visit" && visitId === id);
  return (
    <>
      {own.map((lock) => <p key={lock.id} className="visit-says tone-lock" title={lock.reason}><StateIcon state="locked" label="" small /> {lock.kind === "lock" ? "Locked" : "Frozen"} by {lock.byName}, {sayDate(dayIn(lock.at.toISOString(), timeZone))}</p>)}
      {mayLock && !own.some(({ kind }) => kind === "lock") && <PlaceLockDialog kind={null} over={{ scope: "visit", visitId: id }} says="this visit" trigger="Freeze or lock…" label={`Freeze or lock…: ${fullTitle}`} look="subtle" small held={own.length > 0 ? "freeze" : null} />}
    </>
  );
}

function VisitCard({ visit, isCurrent, closing }: { readonly visit: ShownVisit; readonly isCurrent: boolean; readonly closing: Closing }) {
  const { id, code, title, fullTitle, state, standing, says, planned, reason, lines } = visit;
  const isLate = standing.state === "done" && standing.timing !== null && standing.timing.is !== "in_window";
  return (
    <article id={code} className="visit-card" aria-current={isCurrent ? "true" : undefined} aria-label={fullTitle}>
      <h4 title={fullTitle}><StateIcon state={state} />{title}</h4>
      <p className={standing.state === "overdue" || isLate ? "visit-says tone-due" : "visit-says"}>{says}</p>
      {planned !== null && <p className="visit-planned">planned {planned}</p>}
      {reason !== null && <p className="visit-says">Added: {reason}</p>}
      <Lines lines={lines.filter(({ ifDone }) => !ifDone)} closing={closing} />
      <IfDone lines={lines.filter(({ ifDone }) => ifDone)} closing={closing} />
      {visit.mayMarkNotDone && <VisitNotDone visitId={id} title={fullTitle} />}
      {visit.mayTakeBack && <TakeBackNotDone visitId={id} title={fullTitle} />}
      <VisitSigners signatures={[...new Set(lines.flatMap(closing.signersOf))]} timeZone={closing.timeZone} />
      <VisitLocks visit={visit} closing={closing} />
    </article>
  );
}

/** Forms that the visit does not ask for, apart: filled in when they were done. */
function IfDone({ lines, closing }: { readonly lines: readonly FormLine[]; readonly closing: Signing }) {
  if (lines.length === 0) return null;
  return <><p className="visit-if-done">if done</p><Lines lines={lines} closing={closing} /></>;
}

const Lines = ({ lines, closing: { signersOf, timeZone } }: { readonly lines: readonly FormLine[]; readonly closing: Signing }) =>
  <VisitLines lines={lines.map((line) => ({ ...line, entryIds: undefined, signed: signersOf(line).map((signature) => saySigned(signature, timeZone)).join("; ") || null }))} />;
