"use server";
import { reconsentPatient } from "@/lib/entries/reconsent-patient";
import { randomisePatient } from "@/lib/patients/randomise-patient";
import { resumeScreening } from "@/lib/patients/resume-screening";
import { screenFailPatient } from "@/lib/patients/screen-fail-patient";
import { adjudicateResponse } from "@/lib/review/adjudicate-response";
import { action } from "@/lib/server/action";
import { addUnscheduledVisit } from "@/lib/visits/add-unscheduled-visit";
import { markVisitNotDone } from "@/lib/visits/mark-visit-not-done";
import { takeBackNotDone } from "@/lib/visits/take-back-not-done";

export const randomisePatientAction = action(randomisePatient);
export const reconsentPatientAction = action(reconsentPatient);
export const screenFailPatientAction = action(screenFailPatient);
export const resumeScreeningAction = action(resumeScreening);
export const addUnscheduledVisitAction = action(addUnscheduledVisit);
export const markVisitNotDoneAction = action(markVisitNotDone);
export const adjudicateResponseAction = action(adjudicateResponse);
export const takeBackNotDoneAction = action(takeBackNotDone);
