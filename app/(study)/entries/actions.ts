"use server";

import { addRow } from "@/lib/entries/add-row";
import { markNotDone } from "@/lib/entries/mark-not-done";
import { removeRow } from "@/lib/entries/remove-row";
import { saveAnswers } from "@/lib/entries/save-answers";
import { takeBackFormNotDone } from "@/lib/entries/take-back-form-not-done";
import { action } from "@/lib/server/action";

export const saveAnswersAction = action(saveAnswers);
export const addRowAction = action(addRow);
export const removeRowAction = action(removeRow);
export const markNotDoneAction = action(markNotDone, ({ entryId }) => [`/entries/${entryId}`]);
export const takeBackFormNotDoneAction = action(takeBackFormNotDone, ({ entryId }) => [`/entries/${entryId}`]);
