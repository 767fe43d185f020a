"use server";
import { noteGuidance } from "@/lib/people/note-guidance";
import { resetTraining } from "@/lib/people/reset-training";
import { action } from "@/lib/server/action";

export const noteGuidanceAction = action(noteGuidance);
export const resetTrainingAction = action(resetTraining);
