import { ANALYSIS_SETS, type AnalysisSet } from "@/lib/study/outcome/outcome-tables";
import type { ResponseProfile } from "@/lib/study/patient-record";

export const PROFILE_LABELS: Readonly<Record<ResponseProfile, string>> = { SEED: "SEED", IWG2003: "IWG 2003", ELN2022: "ELN 2022" };
export const PROFILES = Object.keys(PROFILE_LABELS) as ResponseProfile[];

/** The profile that the address asks for; null leaves it to the study. */
export const profileIn = (asked: unknown): ResponseProfile | null => PROFILES.find((profile) => profile === asked) ?? null;

/** The population that the address asks for; everybody randomised without one. */
export const setIn = (asked: unknown): AnalysisSet => ANALYSIS_SETS.find((set) => set === asked) ?? "ITT";

export const TOP_PERCENT = 50;
