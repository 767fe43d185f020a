import "server-only";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";

/** Length decides (NIST SP 800-63B 3.1.1); nothing is asked about its characters, and nothing is taken away from it. */
export const NewPassword = z.string().min(12, "Use at least 12 characters, better 15; a few words you can remember are best.").max(200, "Use at most 200 characters.");

/** Words of this trial and of signing in, which everybody who attacks it tries first. */
const STUDY_WORDS = ["cenersen", "idarubicin", "cytarabine", "leukaemia", "leukemia", "ecrf", "aml", "trial", "study", "password", "demonstration"];
const COMMON = new Set(dictionary["passwords-common"]);
const guesser = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
const LEFT_LEAST = 8;
const SCORE_LEAST = 3; // of 0 to 4: more than 10⁸ guesses

/** Whose password it is and where they work: name, name to sign in with, sites. */
export type OwnWords = readonly string[];

/** Throws `weak_password` with the reason, for a password that others use too or that can be guessed. The list is on the server; nothing is asked of the internet. */
export function assertStrong(password: string, own: OwnWords): void {
  const why = weaknessOf(password, own);
  if (why) throw refuse("weak_password", { why });
}

export function weaknessOf(password: string, own: OwnWords): string | null {
  const plain = password.toLowerCase();
  if (COMMON.has(plain)) return "It is on the list of passwords that were stolen elsewhere and are tried first";
  const words = [...own, ...STUDY_WORDS].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const left = words.toSorted((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ""), plain).replace(/[^\p{L}\p{N}]/gu, "");
  if (left.length < LEFT_LEAST && left.length < plain.replace(/[^\p{L}\p{N}]/gu, "").length) return "It is made of your name, your site or words of this trial";
  if (new Set(plain).size < 5) return "It repeats too few characters";
  return guesser.check(password, words).score < SCORE_LEAST ? "It can be guessed quickly" : null;
}
