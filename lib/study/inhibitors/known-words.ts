import { drugStem } from "@/lib/study/inhibitors/drug-stem";
import { OTHER_DRUG_WORDS, SALT_WORDS } from "@/lib/study/inhibitors/other-drugs";

const words = (text: string) => text.trim().split(/\s+/);
const SALTS = new Set(words(SALT_WORDS).map(drugStem));
const OTHERS = new Set(words(OTHER_DRUG_WORDS).map(drugStem));

/** True for a salt or a water of crystallisation ("hydrochloride"). Expects a folded word. */
export const isSalt = (word: string): boolean => SALTS.has(drugStem(word));

/** True for a word of a medicine that is no inhibitor. Expects a folded word. */
export const isOtherDrug = (word: string): boolean => word.length >= 4 && OTHERS.has(drugStem(word));
