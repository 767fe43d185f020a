"use server";

import { createPatient } from "@/lib/patients/create-patient";
import { action } from "@/lib/server/action";

export const createPatientAction = action(createPatient);
