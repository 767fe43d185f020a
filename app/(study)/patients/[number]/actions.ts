"use server";
import { randomisePatient } from "@/lib/patients/randomise-patient";
import { action } from "@/lib/server/action";
import { addUnscheduledVisit } from "@/lib/visits/add-unscheduled-visit";
import { markVisitNotDone } from "@/lib/visits/mark-visit-not-done";

export const randomisePatientAction = action(randomisePatient);
export const addUnscheduledVisitAction = action(addUnscheduledVisit);
export const markVisitNotDoneAction = action(markVisitNotDone);
