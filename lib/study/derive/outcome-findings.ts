import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { outcomeRecordOf, type OutcomeRecord } from "@/lib/study/derive/outcome-record";
import { earlyDeath } from "@/lib/study/outcome/early-death";
import { outcomeParameters, type OutcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import { populationFindings } from "@/lib/study/outcome/populations";
import { FAILURES, treatmentOutcome, type DecidedOutcome } from "@/lib/study/outcome/treatment-outcome";
import { notApplicable, timeToEvent, waitsFor, type TimeToEvent } from "@/lib/study/survival/time-to-event";

/**
 * What became of the patient: the outcome of treatment, the times to events, early death and the populations, from the record and
 * what was derived of it before (`findings`). Nothing here depends on today: a time ends where the record ends.
 */
export function outcomeFindings(record: PatientRecord, findings: readonly Finding[], parameters: OutcomeParameters = outcomeParameters): readonly Finding[] {
  const facts = outcomeRecordOf(record, findings, parameters);
  const outcome = treatmentOutcome(facts);
  const { course, endOfTreatment, settledBy, best, death } = facts;
  const early = earlyDeath(parameters.earlyDeathFrom === "firstDose" ? facts.firstDose : facts.randomised, death, facts.lastKnownAlive, parameters);
  const time = (kind: Finding["kind"], { status, ...trace }: TimeToEvent): Finding => ({ kind, subject: "", value: status, trace });
  return [
    { kind: "treatment_outcome", subject: "", value: outcome.value, trace: { because: outcome.because, waitingFor: outcome.waitingFor, best, endOfTreatment, settledBy, course } },
    time("overall_survival", overallSurvival(facts)),
    time("event_free_survival", eventFreeSurvival(facts, outcome, parameters)),
    time("disease_free_survival", diseaseFreeSurvival(facts, parameters)),
    time("remission_duration", remissionDuration(facts, parameters)),
    { kind: "early_death", subject: "", value: early.value, trace: { from: parameters.earlyDeathFrom, days: early.days, death, lastKnownAlive: facts.lastKnownAlive, waitingFor: early.waitingFor } },
    ...populationFindings(facts, outcome, findings, parameters),
  ];
}

/** Randomisation to death from any cause, censored when last known alive. */
function overallSurvival({ randomised, death, lastKnownAlive }: OutcomeRecord): TimeToEvent {
  return randomised === null ? waitsFor("randomisation") : timeToEvent({ from: randomised, events: [death], lastSeen: lastKnownAlive ?? randomised });
}

/** Where a patient without an event was last seen free of it; the first day itself if nothing came after. */
function lastSeen(from: NonNullable<OutcomeRecord["randomised"]>, facts: OutcomeRecord, { diseaseCensoring }: OutcomeParameters) {
  const seen = facts[diseaseCensoring];
  return seen !== null && seen.on >= from.on ? seen : from;
}

const therapyStops = ({ newTherapy }: OutcomeRecord, { newTherapyCensors }: OutcomeParameters) => (newTherapyCensors ? [newTherapy] : []);

/** Randomisation to failure of induction, relapse or death. */
function eventFreeSurvival(facts: OutcomeRecord, { value }: DecidedOutcome, parameters: OutcomeParameters): TimeToEvent {
  const { randomised: from, relapse, death, settledBy, lastDiseaseAssessment } = facts;
  if (from === null) return waitsFor("randomisation");
  const on = parameters.failureEventOn === "randomisation" ? from : settledBy ?? lastDiseaseAssessment ?? from;
  const failure = FAILURES.includes(value) ? { ...on, what: "failure of induction, counted on" } : null;
  return timeToEvent({ from, events: [failure, relapse, death], stops: failure === null ? therapyStops(facts, parameters) : [], lastSeen: lastSeen(from, facts, parameters) });
}

const NO_REMISSION = "No remission";

/** First remission to relapse or death from any cause. */
function diseaseFreeSurvival(facts: OutcomeRecord, parameters: OutcomeParameters): TimeToEvent {
  const { remission: from, relapse, death } = facts;
  return from === null ? notApplicable(NO_REMISSION) : timeToEvent({ from, events: [relapse, death], stops: therapyStops(facts, parameters), lastSeen: lastSeen(from, facts, parameters) });
}

/** First remission to relapse. */
function remissionDuration(facts: OutcomeRecord, parameters: OutcomeParameters): TimeToEvent {
  const { remission: from, relapse, death } = facts;
  if (from === null) return notApplicable(NO_REMISSION);
  const [events, stops] = parameters.deathCensorsRemission ? [[relapse], [death]] : [[relapse, death], []];
  return timeToEvent({ from, events, stops: [...stops, ...therapyStops(facts, parameters)], lastSeen: lastSeen(from, facts, parameters) });
}
