import { Badge } from "@/app/_ui/badge";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { sayInstant } from "@/lib/kernel/instant";
import { eligibilityScope, scopeKey } from "@/lib/signatures/scope";
import { waiverStatement } from "@/lib/signatures/statements";
import { armLabel, armTreatment } from "@/lib/study/words";
import { SignDialog } from "../../signatures/sign-dialog.client";
import type { Casebook } from "./casebook";
import { Randomise } from "./randomise.client";
import { screeningOf, type Screening } from "./screening";
import { ScreenFail } from "./screen-failure.client";
import { Waive } from "./waive.client";

const STATES = { eligible: "met", waived: "overdue", not_eligible: "failed", unknown: "unknown" } as const;
const WORDS = { eligible: "Eligible", waived: "Eligible by waiver", not_eligible: "Not eligible", unknown: "Eligibility not known yet" } as const;
const TONES = { eligible: "ok", waived: "ip", not_eligible: "lock", unknown: "ns" } as const;

/** The right half of the head while a patient is screened: eligible or not, confirmed or not, and the two steps into the trial. */
export function ScreeningVerdict({ casebook }: { readonly casebook: Casebook }) {
  const { patient } = casebook;
  const screening = screeningOf(casebook);
  const { verdict, says, confirmation, whyNotConfirm, whyNotRandomise } = screening;
  return (
    <div className="verdict">
      <Badge tone={TONES[verdict]} state={STATES[verdict]}>{WORDS[verdict]}</Badge>
      <p className="verdict-says">{says}</p>
      <dl>
        {screening.remaining.length > 0 && <><dt>In the way</dt><dd>{screening.remaining.slice(0, 3).map(({ label }) => label).join("; ")}{screening.remaining.length > 3 && `; and ${screening.remaining.length - 3} more below`}</dd></>}
        {screening.waived.length > 0 && <><dt>Waived</dt><dd>{screening.waived.map(({ label, waiver }) => `${label}, by ${waiver?.byName ?? "the sponsor"}`).join("; ")}</dd></>}
        <dt>Confirmation</dt><dd><Confirmation confirmation={confirmation} timeZone={patient.timeZone} /></dd>
      </dl>
      <div className="casebook-steps" id="eligibility">
        {!confirmation?.valid && (
          <p className="row">
            <SignDialog of={[scopeKey(eligibilityScope(patient.id))]} title={`Confirm eligibility of ${patient.number}`} button="Confirm eligibility" disabled={whyNotConfirm !== null} />
            {whyNotConfirm !== null && <span className="dim casebook-why">{whyNotConfirm}</span>}
          </p>
        )}
        <Waiver casebook={casebook} screening={screening} />
        <p className="row">
          <Randomise patientId={patient.id} patientNumber={patient.number} arms={armsOf(patient.protocolVersion)} disabled={whyNotRandomise !== null} />
          {whyNotRandomise !== null && <span className="dim casebook-why">{whyNotRandomise}</span>}
        </p>
        {casebook.mayScreenFail && <p className="row"><ScreenFail patientId={patient.id} patientNumber={patient.number} notMet={screening.waivable.map(({ label }) => label)} /></p>}
      </div>
    </div>
  );
}

/** The sponsor waives here; the site reads whom to ask, and that a waiver is a deviation. */
function Waiver({ casebook: { patient, mayWaive, mayScreenFail }, screening: { waivable } }: { readonly casebook: Casebook; readonly screening: Screening }) {
  if (waivable.length === 0) return null;
  if (mayWaive) {
    return <p className="row"><Waive patientId={patient.id} patientNumber={patient.number} criteria={waivable.map(({ id, label, note }) => ({ id, label, note, statement: waiverStatement(label, patient.number) }))} /></p>;
  }
  if (!mayScreenFail) return null;
  return <p className="dim casebook-why">If a value is wrong, correct it. Otherwise ask the sponsor’s data manager for a waiver, which is a protocol deviation, or record the screen failure.</p>;
}

const armsOf = (version: Casebook["patient"]["protocolVersion"]) =>
  ({ A: sayArm(version, "A"), B: sayArm(version, "B"), C: sayArm(version, "C") });
const sayArm = (version: Casebook["patient"]["protocolVersion"], arm: "A" | "B" | "C") => ({ label: armLabel(version, arm), treatment: armTreatment(version, arm) });

function Confirmation({ confirmation, timeZone }: Pick<Screening, "confirmation"> & { readonly timeZone: string }) {
  if (confirmation === null) return <>not confirmed by an investigator yet</>;
  const by = `${confirmation.name}, ${sayInstant(confirmation.at.toISOString(), timeZone)}`;
  return confirmation.valid
    ? <><StateIcon state="signed" label="" />confirmed by {by}</>
    : <><StateIcon state="overdue" label="" /><b>fallen</b>: {confirmation.changed.map(({ label }) => label).join(", ")} changed after {by}</>;
}
