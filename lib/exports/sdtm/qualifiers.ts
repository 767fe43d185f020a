import type { Origin } from "../datasets/dataset";

/** A value that the standard has no variable for, and in whose dataset it stands beside. */
export interface Qualifier {
  readonly domain: string;
  readonly name: string;
  readonly label: string;
  readonly origin: Extract<Origin, "Collected" | "Derived" | "Assigned">;
  readonly codeList?: string;
  readonly method?: string;
}

const collected = (domain: string, name: string, label: string, codeList?: string): Qualifier => ({ domain, name, label, origin: "Collected", ...(codeList === undefined ? {} : { codeList }) });

/** Why a value is missing, by the variable that it would stand in; QNAM is the variable's name with R. */
const reasonFor = (variable: string, label: string): Qualifier => collected(variable.slice(0, 2), `${variable.slice(0, 7)}R`, label, "MISSING");

/** Names have at most 8 characters and labels at most 40. */
export const QUALIFIERS: readonly Qualifier[] = [
  collected("DM", "STRATUM", "Stratum of Randomisation", "STRATUM"),
  collected("DM", "PROTVER", "Protocol Version at Randomisation"),
  { domain: "DM", name: "COURSVER", label: "Protocol Version of Course 1", origin: "Derived", method: "The version consented to last on or before the first day of cenersen." },
  collected("DS", "ELIGWAIV", "Entered as Eligible or by Waiver", "ENTEREDAS"),
  collected("DS", "LASTDOSE", "Last Dose, Stated at End of Treatment"),
  collected("IE", "IEWAIVR", "Reason for Waiver by the Sponsor"),
  collected("EC", "ECDEVRSN", "Reason for Deviation from Plan"),
  reasonFor("ECDOSE", "Reason Why Dose Is Missing"),
  reasonFor("ECLOT", "Reason Why Lot Is Missing"),
  reasonFor("ECREASOC", "Why the Reason Is Missing"),
  collected("DA", "DARSNDIF", "Why Amount, Rate and Time Differ"),
  reasonFor("DAREFID", "Reason Why Lot Is Missing"),
  collected("DA", "DAENDTC", "Date/Time the Bag Ended"),
  collected("DA", "DARATE", "Rate of the Bag (mg/h)"),
  collected("DA", "DACONC", "Concentration on the Bag (mg/mL)"),
  collected("DA", "DAFLRT", "Rate of the Pump (mL/h)"),
  reasonFor("LBORNRLO", "Reason Why Lower Limit Is Missing"),
  reasonFor("LBORNRHI", "Reason Why Upper Limit Is Missing"),
  reasonFor("CVDTC", "Reason Why Date Is Missing"),
  reasonFor("CVMETHOD", "Reason Why Method Is Missing"),
  reasonFor("LBDTC", "Reason Why Date Is Missing"),
  collected("AE", "AEAWDTC", "Date/Time Site Became Aware"),
  collected("AE", "AEREPDTC", "Date/Time Reported to Sponsor"),
  collected("AE", "AEREL2", "Relation to Idarubicin", "AEREL"),
  collected("AE", "AEREL3", "Relation to Cytarabine", "AEREL"),
  collected("AE", "AEACN2", "Action Taken with Idarubicin", "ACN"),
  collected("AE", "AEACN3", "Action Taken with Cytarabine", "ACN"),
  collected("AE", "AETRT", "Treatment of the Event"),
  collected("AE", "AEDIS", "Ended Study Treatment", "NY"),
  reasonFor("AESTDTC", "Reason Why Start Date Is Missing"),
  reasonFor("AEENDTC", "Reason Why End Date Is Missing"),
  reasonFor("CMDOSE", "Reason Why Dose Is Missing"),
  reasonFor("CMDOSU", "Reason Why Unit Is Missing"),
  reasonFor("CMDOSFRQ", "Reason Why Frequency Is Missing"),
  reasonFor("CMROUTE", "Reason Why Route Is Missing"),
  reasonFor("CMINDC", "Reason Why Indication Is Missing"),
  reasonFor("CMSTDTC", "Reason Why Start Date Is Missing"),
  reasonFor("CMENDTC", "Reason Why End Date Is Missing"),
  reasonFor("CMTRT", "Reason Why Treatment Is Missing"),
  collected("PR", "PRREASOC", "Reason Why Procedure Was Not Done"),
  reasonFor("PRTRT", "Reason Why Treatment Is Missing"),
  reasonFor("MHSTDTC", "Reason Why Date Is Missing"),
  reasonFor("DSTERM", "Reason Why Evidence Is Missing"),
  reasonFor("DVSTDTC", "Reason Why Date Is Missing"),
  collected("DV", "DVIMPORT", "Important Protocol Deviation", "NY"),
  collected("DV", "DVSAFETY", "Affects Safety", "NY"),
  collected("DV", "DVDATA", "Affects Evaluation of the Response", "NY"),
  collected("DV", "DVACTION", "Corrective and Preventive Action"),
  reasonFor("DVACTION", "Reason Why There Is No Action"),
  collected("DV", "DVIRB", "Reported to Ethics Committee", "NY"),
  reasonFor("DVIRB", "Why Not Reported to Ethics Committee"),
  collected("DV", "DVIRBDTC", "Date of Report to Ethics Committee"),
  { domain: "DV", name: "DVSRC", label: "Source of the Deviation", origin: "Derived", method: "RULES where the rules of the protocol found it and the site has not recorded it; else SITE.", codeList: "DVSRC" },
  collected("DV", "DVREASON", "Reason Given for the Deviation"),
  collected("TU", "TUREASND", "Reason Not Done"),
  collected("TU", "TULOCTXT", "Location in Words"),
  collected("SS", "SSMETHOD", "Seen or Heard by", "SSMETHOD"),
];

/** The qualifier of that name; an Error when there is none, because only a programming mistake asks for it. */
export function qualifierOf(domain: string, name: string): Qualifier {
  const found = QUALIFIERS.find((qualifier) => qualifier.domain === domain && qualifier.name === name);
  if (found === undefined) throw new Error(`SUPP${domain} has no qualifier ${name}.`);
  return found;
}
