import { Badge } from "@/app/_ui/badge";
import { sayInstant } from "@/lib/kernel/instant";
import { SCREEN_FAILURE_CAUSES } from "@/lib/study/eligibility/screen-failure-causes";
import type { Casebook } from "./casebook";
import { ResumeScreening } from "./screen-failure.client";

/** The right half of the head of a patient who did not enter: why, what was not met, who said so, and the way back. */
export function ScreenFailureVerdict({ casebook: { patient, screenFailure, mayResumeScreening } }: { readonly casebook: Casebook }) {
  if (screenFailure === null) return null;
  const { cause, reason, criteria, byName, at } = screenFailure;
  return (
    <div className="verdict">
      <Badge tone="ns" state="not_done">Screen failure</Badge>
      <p className="verdict-says">{SCREEN_FAILURE_CAUSES[cause]}.</p>
      <dl>
        <dt>Reason</dt><dd>{reason}</dd>
        {criteria.length > 0 && <><dt>Not met</dt><dd>{criteria.map(({ label, note }) => (note === null ? label : `${label}: ${note}`)).join("; ")}</dd></>}
        <dt>Recorded</dt><dd>{byName}, {sayInstant(at.toISOString(), patient.timeZone)}</dd>
      </dl>
      {mayResumeScreening && <div className="casebook-steps"><p className="row"><ResumeScreening patientId={patient.id} patientNumber={patient.number} /></p></div>}
    </div>
  );
}
