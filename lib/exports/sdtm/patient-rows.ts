import type { CutPatient, CutStudy } from "../export-format";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { adverseEvents } from "./domains/adverse-events";
import { deviations } from "./domains/deviations";
import { dispositions } from "./domains/disposition";
import { criteriaNotMet } from "./domains/eligibility";
import { bags, cardiacFunction, cytogenetics, performanceStatus, vitalSigns } from "./domains/examinations";
import { collectedExposure, protocolExposure } from "./domains/exposure";
import { findings, medicalHistory } from "./domains/history";
import { laboratory } from "./domains/laboratory";
import { marrowProcedures, marrowResults } from "./domains/marrow";
import { medications, transplants } from "./domains/medications";
import { diseaseAtFollowUp, extramedullaryDisease, responses, withResponseGroup } from "./domains/response";
import { comments, demographics, elements, visitsOf } from "./domains/subject";
import { deathDetails, subjectStatus } from "./domains/survival";
import { finish, type Draft } from "./record/drafts";
import { exposureOf } from "./record/exposure";
import { withLastBeforeExposure, type Place } from "./record/findings";
import { viewOf, type PatientView } from "./record/patient-view";
import { timelineOf } from "./record/timeline";
import { followedBy, visitDaysOf } from "./record/visit-days";
import { SPECS } from "./specs";

function eventsAndInterventions(view: PatientView, place: Place): Readonly<Record<string, readonly Draft[]>> {
  const exposure = exposureOf(view);
  return {
    DM: demographics(view, place, exposure), SE: elements(place), CO: comments(view, place),
    EC: collectedExposure(place, exposure), EX: protocolExposure(view, place, exposure), CM: medications(view, place), PR: [...marrowProcedures(view, place), ...transplants(view, place)],
    AE: adverseEvents(view, place), MH: medicalHistory(view, place), DS: dispositions(view, place), DV: deviations(view, place),
  };
}

function findingsOf(view: PatientView, place: Place): Readonly<Record<string, readonly Draft[]>> {
  const responded = responses(view, place);
  const flagged = (domain: string, drafts: readonly Draft[]) => withLastBeforeExposure(domain, place, drafts);
  return {
    LB: flagged("LB", withResponseGroup("LB", [...laboratory(view, place), ...marrowResults(view, place)], responded)),
    TU: flagged("TU", withResponseGroup("TU", extramedullaryDisease(view, place), responded)),
    RS: flagged("RS", [...responded, ...performanceStatus(view, place), ...diseaseAtFollowUp(view, place)]),
    VS: flagged("VS", vitalSigns(view, place)), CV: flagged("CV", cardiacFunction(view, place)), GF: cytogenetics(view, place), DA: bags(view, place), FA: findings(view, place),
    SS: subjectStatus(view, place), DD: deathDetails(view, place), IE: criteriaNotMet(view, place),
  };
}

const specOf = (name: string): DatasetSpec | undefined => SPECS.find((spec) => spec.name === name);

/** The rows of one patient by dataset, each complete, in the order of its keys and numbered. */
export function patientRows(patient: CutPatient, study: CutStudy): ReadonlyMap<string, readonly Row[]> {
  const view = viewOf(patient, study);
  const days = visitDaysOf(view);
  const place: Place = { timeline: timelineOf(view, exposureOf(view)), followed: followedBy(days, view.of("visit").map(({ visit }) => String(visit))) };
  const drafts = { ...eventsAndInterventions(view, place), ...findingsOf(view, place), SV: visitsOf(view, place, days) };
  return new Map(Object.entries(drafts).flatMap(([name, own]) => {
    const spec = specOf(name);
    if (spec === undefined) throw new Error(`There is no dataset ${name}.`);
    return [...finish(spec, specOf(`SUPP${name}`), patient.number, own)];
  }));
}
