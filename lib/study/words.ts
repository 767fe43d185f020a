import type { Arm, ProtocolVersionId, ResponseProfile } from "./patient-record";
import { protocolVersions } from "./versions/protocol-versions";

export const PROFILE_TITLES: Readonly<Record<ResponseProfile, string>> = { SEED: "SEED", IWG2003: "IWG 2003", ELN2022: "ELN 2022" };
export const ELIGIBILITY_TITLE = "Eligibility criteria";

/** "Group 1" or "Arm A", as the patient's protocol version calls it. */
export const armLabel = (version: ProtocolVersionId, arm: Arm | null): string => (arm === null ? "not randomised" : protocolVersions[version].arms[arm].label);
/** "Group 1 / Arm A": an arm where patients of several versions of the protocol are counted together. */
export const armOfAll = (arm: Arm): string => [...new Set(Object.values(protocolVersions).map(({ arms }) => arms[arm].label))].join(" / ");
export const armTreatment = (version: ProtocolVersionId, arm: Arm): string => protocolVersions[version].arms[arm].treatment;
