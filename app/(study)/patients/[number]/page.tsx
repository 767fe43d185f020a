import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Callout } from "@/app/_ui/callout";
import { Fold } from "@/app/_ui/fold.client";
import { isOpen, TOGGLED_COOKIE } from "@/app/_ui/folds";
import { LinkButton } from "@/app/_ui/text-link";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { can } from "@/lib/access/permissions";
import { readCasebook } from "@/lib/entries/read-casebook";
import { readNewQuestions } from "@/lib/entries/read-new-questions";
import { dayIn } from "@/lib/kernel/instant";
import { readLocks } from "@/lib/locks/read-locks";
import { readAwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
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

/** Everything about one patient: who, what was derived and why, the course, every form, what is asked and what is signed. Who judges or reads sees the picture of the course first, who only enters the visits. */
export default async function CasebookPage({ params }: Address) {
  const { number } = await params;
  const read = await asReader("patient.read", async (tx, actor) => {
    const view = await readCasebook(tx, actor, decodeURIComponent(number));
    if (!view) return null;
    const adjudicable = view.held !== "lock" && can(actor, "response.adjudicate", view.patient) ? await readAwaitingAdjudication(tx, view.patient.id) : [];
    const signatures = await readSignatures(tx, view.patient.id);
    const covering = signatures.signatures.length > 0 ? await readCovering(tx, view.patient.id) : new Map<string, string>();
    const isSigned = signatures.signatures.some(({ meaning }) => meaning === "casebook");
    const locks = (await readLocks(tx, { siteId: view.patient.siteId, patientId: view.patient.id, visitId: null, entryId: null })).filter(({ release }) => release === null);
    const anew = view.mayEnter ? await readNewQuestions(tx, actor, view.patient.number) : null;
    return {
      anew, view, adjudicable, signatures, covering, unsigned: isSigned ? await readUnsigned(tx, casebookScope(view.patient.id), MOST_LINES) : [],
      acting: { mayEnter: view.mayEnter, maySign: view.maySign, mayVerify: view.held !== "lock" && can(actor, "entry.verify", view.patient), mayClose: can(actor, "discrepancy.close", view.patient) },
      locks, mayLock: can(actor, "lock.place", view.patient), mayRelease: can(actor, "lock.release", view.patient),
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
