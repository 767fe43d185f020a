import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Callout } from "@/app/_ui/callout";
import { Fold } from "@/app/_ui/fold.client";
import { isOpen, TOGGLED_COOKIE } from "@/app/_ui/folds";
import { LinkButton } from "@/app/_ui/text-link";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { can } from "@/lib/access/permissions";
import { mayWith, readCasebookHead, readCasebookOf } from "@/lib/entries/read-casebook";
import { readNewQuestions } from "@/lib/entries/read-new-questions";
import { dayIn } from "@/lib/kernel/instant";
import { readLocks } from "@/lib/locks/read-locks";
import { readAwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
import type { Tx } from "@/lib/server/db";
import { asReader } from "@/lib/server/page";
import { readCovering } from "@/lib/signatures/read-covering";
import { readSignatures } from "@/lib/signatures/read-signatures";
import { readUnsigned } from "@/lib/signatures/read-unsigned";
import { casebookScope } from "@/lib/signatures/scope";
import { labelsOf } from "../../entries/labels-of";
import { EligibilityPanel, ResponsePanel } from "../../entries/live-panel";
import { LockLine } from "../../lock/lock-line";
import "../../lock/lock.css";
import { bestOf, casebookOf, responsesOf, type Casebook } from "./casebook";
import { CasebookStrip } from "./casebook-strip";
import { CourseCard, DosesCards } from "./course-card";
import { DeviationsCard } from "./deviations-card";
import { OutcomeCard } from "./outcome-card";
import { PatientHead } from "./patient-head";
import { QueriesCard } from "./queries-card";
import { ResponsesCard } from "./responses-card";
import { screeningOf } from "./screening";
import { ScreenFailureVerdict } from "./screen-failure-verdict";
import { ScreeningVerdict } from "./screening-verdict";
import { MOST_LINES, SignatureCard } from "./signature-card";
import { Verdict } from "./verdict";
import { VisitsCard } from "./visits-card";
import "./casebook.css";

interface Address { readonly params: Promise<{ number: string }> }

export const generateMetadata = async ({ params }: Address): Promise<Metadata> => ({ title: `${(await params).number} casebook` });

/** The signatures, what each form stands under, and, once the casebook is signed, what is in it that is not. */
async function readSigned(tx: Tx, patientId: string) {
  const [signatures, covering] = await Promise.all([readSignatures(tx, patientId), readCovering(tx, patientId)]);
  const isSigned = signatures.signatures.some(({ meaning }) => meaning === "casebook");
  return { signatures, covering, unsigned: isSigned ? await readUnsigned(tx, casebookScope(patientId), MOST_LINES) : [] };
}

/** Everything about one patient: who, what was derived and why, the course, every form, what is asked and what is signed. Who judges or reads sees the picture of the course first, who only enters the visits. */
export default async function CasebookPage({ params }: Address) {
  const { number } = await params;
  const read = await asReader("patient.read", async (tx, actor) => {
    const head = await readCasebookHead(tx, actor, decodeURIComponent(number));
    if (!head) return null;
    const { mayEnter, maySign } = mayWith(actor, head);
    const [view, adjudicable, signed, locks, anew] = await Promise.all([
      readCasebookOf(tx, actor, head), head.held !== "lock" && can(actor, "response.adjudicate", head) ? readAwaitingAdjudication(tx, head.id) : [], readSigned(tx, head.id),
      readLocks(tx, { siteId: head.siteId, patientId: head.id, visitId: null, entryId: null }), mayEnter ? readNewQuestions(tx, actor, head.number) : null,
    ]);
    return {
      anew, view, adjudicable, ...signed, locks: locks.filter(({ release }) => release === null), mayLock: can(actor, "lock.place", head), mayRelease: can(actor, "lock.release", head),
      acting: { mayEnter, maySign, mayVerify: head.held !== "lock" && can(actor, "entry.verify", head), mayClose: can(actor, "discrepancy.close", head) },
    };
  }, { keepsPlans: true });
  const casebook = casebookOf({ ...read, today: dayIn(new Date().toISOString(), read.view.patient.timeZone) });
  const screened = casebook.patient.arm === null;
  const looksFirst = read.view.maySign || !read.view.mayEnter;
  const kept = (await cookies()).get(TOGGLED_COOKIE)?.value;
  const foldOf = (name: string, opensByItself: boolean) => ({ name, opensByItself, open: isOpen(kept, name, opensByItself) });
  return (
    <div className="casebook-stack">
      <FocusFromAddress />
      <PatientHead casebook={casebook} mayLock={read.mayLock}>{casebook.screenFailure !== null ? <ScreenFailureVerdict casebook={casebook} /> : screened ? <ScreeningVerdict casebook={casebook} /> : <Verdict casebook={casebook} />}</PatientHead>
      <CasebookStrip casebook={casebook} courseFirst={looksFirst} />
      <LockLine locks={read.locks.filter(({ scope }) => scope !== "visit" && scope !== "entry")} timeZone={casebook.patient.timeZone} what="casebook" ledger={`/lock?patient=${casebook.patient.number}`} mayRelease={read.mayRelease} isOwn={({ scope }) => scope === "patient"} />
      {read.anew !== null && read.anew.entries.length > 0 && <Callout tone="info" title="An amendment asks more of what is entered." actions={<LinkButton href={`/patients/${casebook.patient.number}/new-questions`}>New questions</LinkButton>}>{read.anew.entries.length === 1 ? "One form has" : `${read.anew.entries.length} forms have`} questions that were not there when it was filled.</Callout>}
      {!screened && <NoLongerEligible casebook={casebook} />}
      {!screened && looksFirst && <CourseCard casebook={casebook} />}
      <VisitsCard casebook={casebook} covering={read.covering} locks={read.locks} mayLock={read.mayLock && casebook.held !== "lock"} acting={read.acting} />
      {!screened && !looksFirst && <CourseCard casebook={casebook} />}
      <div className="two casebook-columns" id="asked">
        <div><QueriesCard casebook={casebook} /><DeviationsCard casebook={casebook} /></div>
        <div><SignatureCard casebook={casebook} /></div>
      </div>
      {screened
        ? <div id="criteria"><EligibilityPanel finding={casebook.findings.find(({ kind }) => kind === "eligibility")} record={casebook.record} labels={labelsOf(casebook.record)} /></div>
        : (
          <>
            <Fold {...foldOf("doses", false)} title="Doses" note="planned and given, day by day"><DosesCards casebook={casebook} /></Fold>
            <Fold {...foldOf("response", true)} title="Response and outcome" note="criterion by criterion, under three profiles">
              <div className="two casebook-columns">
                <div><ResponsesCard casebook={casebook} adjudicable={read.adjudicable} /><OutcomeCard casebook={casebook} /></div>
                <div><DecidingResponse casebook={casebook} /></div>
              </div>
            </Fold>
          </>
        )}
    </div>
  );
}

/** A correction after randomisation can take a criterion away; the patient stays in the trial, and everybody sees it. */
function NoLongerEligible({ casebook }: { readonly casebook: Casebook }) {
  const { verdict, says, remaining } = screeningOf(casebook);
  if (verdict === "eligible" || verdict === "waived") return null;
  return <Callout tone="soft" title={`As recorded now, ${says[0]?.toLowerCase()}${says.slice(1)}`}>{remaining.map(({ label }) => label).join("; ")}</Callout>;
}

/** Criterion by criterion, the assessment that the best response rests on. */
function DecidingResponse({ casebook: { findings, record } }: { readonly casebook: Casebook }) {
  const responses = responsesOf(findings);
  const best = bestOf(findings)?.[record.profile].visit;
  const deciding = responses.find(({ visit }) => visit === best) ?? responses.at(-1);
  return deciding ? <ResponsePanel finding={deciding.finding} record={record} labels={labelsOf(record)} investigator={`at ${deciding.visit}`} /> : null;
}
