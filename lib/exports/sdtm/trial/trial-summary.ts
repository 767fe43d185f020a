import type { CutStudy } from "../../export-format";
import type { Learned, Row } from "../../datasets/dataset";
import { enrolmentPlan } from "@/lib/study/enrolment-plan";
import { study as protocol } from "@/lib/study/study";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import { CDISC_TERMINOLOGY_VERSION } from "../terms/cdisc-terms";
import { PLANNED_ARMS } from "./arms";
import { REGISTRY_NUMBER } from "./study-identity";

/** A parameter of the trial: its value, or why there is none (UNK unknown, NA not applicable). `code` is the concept of CDISC's term. */
interface Parameter {
  readonly name: string;
  readonly value: string | null;
  readonly missing?: "UNK" | "NA";
  readonly code?: string;
  readonly reference?: "ISO 8601" | "ClinicalTrials.gov";
}

/** What can be said of the trial as a whole; the parameters that CDISC asks of every trial are among them. */
export const PARAMETER_CODES: Readonly<Record<string, readonly [name: string, nci: string]>> = {
  ACTSUB: ["Actual Number of Subjects", "C98703"], ADAPT: ["Adaptive Design", "C146995"], ADDON: ["Added on to Existing Treatments", "C49703"], AGEMAX: ["Planned Maximum Age of Subjects", "C49694"],
  AGEMIN: ["Planned Minimum Age of Subjects", "C49693"], DCUTDESC: ["Data Cutoff Description", "C98718"], DCUTDTC: ["Data Cutoff Date", "C98717"], HLTSUBJI: ["Healthy Subject Indicator", "C98737"],
  INDIC: ["Trial Disease/Condition Indication", "C112038"], INTMODEL: ["Intervention Model", "C98746"], INTTYPE: ["Intervention Type", "C98747"], NARMS: ["Planned Number of Arms", "C98771"],
  OBJPRIM: ["Trial Primary Objective", "C85826"], OUTMSPRI: ["Primary Outcome Measure", "C98772"], PCLAS: ["Pharmacologic Class", "C98768"], PLANSUB: ["Planned Number of Subjects", "C49692"],
  RANDOM: ["Trial is Randomized", "C25196"], REGID: ["Registry Identifier", "C98714"], SDTIGVER: ["SDTM IG Version", "C156604"], SDTMVER: ["SDTM Version", "C156605"], SENDTC: ["Study End Date", "C90462"],
  SEXPOP: ["Sex of Participants", "C49696"], SSTDTC: ["Study Start Date", "C69208"], STOPRULE: ["Study Stop Rules", "C49698"], STRATFCT: ["Stratification Factor", "C16153"], STYPE: ["Study Type", "C142175"],
  TBLIND: ["Trial Blinding Schema", "C49658"], TCNTRL: ["Control Type", "C49647"], THERAREA: ["Therapeutic Area", "C101302"], TITLE: ["Trial Title", "C49802"], TPHASE: ["Trial Phase Classification", "C48281"],
  TRT: ["Investigational Therapy or Treatment", "C41161"], TTYPE: ["Trial Type", "C49660"],
};

const YES = "C49488";
const NO = "C49487";
const text = (name: string, value: string, code?: string): Parameter => ({ name, value, ...(code === undefined ? {} : { code }) });

function parametersOf({ madeAt, isInterim, name, manifest }: CutStudy, { firstConsent }: Learned): readonly Parameter[] {
  return [
    text("ACTSUB", String(manifest.counts["patient"] ?? 0)),
    text("ADAPT", "N", NO),
    text("ADDON", "N", NO),
    { name: "AGEMAX", value: null, missing: "NA" },
    { name: "AGEMIN", value: `P${eligibilityRules.ageAtLeast.value}Y`, reference: "ISO 8601" },
    text("DCUTDESC", `${isInterim ? "Interim" : "Final"} cut ${name}`),
    { name: "DCUTDTC", value: madeAt.slice(0, 10), reference: "ISO 8601" },
    text("HLTSUBJI", "N", NO),
    text("INDIC", "Acute myeloid leukaemia, refractory or in first relapse"),
    text("INTMODEL", "PARALLEL", "C82639"),
    text("INTTYPE", "DRUG", "C1909"),
    text("NARMS", String(PLANNED_ARMS.length)),
    text("OBJPRIM", "Rate of complete remission, with or without recovery of platelets (CR and CRp)"),
    text("OUTMSPRI", "CR or CRp by marrow, blood counts and examination"),
    text("PCLAS", "Antisense oligonucleotide against TP53"),
    text("PLANSUB", String(enrolmentPlan.patients)),
    text("RANDOM", "Y", YES),
    { name: "REGID", value: REGISTRY_NUMBER, reference: "ClinicalTrials.gov" },
    text("SDTIGVER", "3.4"),
    text("SDTMVER", "2.0"),
    { name: "SENDTC", value: null, missing: "UNK" },
    text("SEXPOP", "BOTH", "C49636"),
    firstConsent === undefined ? { name: "SSTDTC", value: null, missing: "UNK" } : { name: "SSTDTC", value: firstConsent, reference: "ISO 8601" },
    text("STOPRULE", "An arm stops for futility by the rule of the protocol"),
    text("STRATFCT", "DISEASE STATUS AT ENTRY"),
    text("STYPE", "INTERVENTIONAL", "C98388"),
    text("TBLIND", "OPEN LABEL", "C49659"),
    text("TCNTRL", "NONE", "C41132"),
    text("THERAREA", "Oncology"),
    text("TITLE", protocol.title.replace("±", "with or without")),
    text("TPHASE", "PHASE II TRIAL", "C15601"),
    ...["CENERSEN", "IDARUBICIN", "CYTARABINE"].map((drug) => text("TRT", drug)),
    text("TTYPE", "EFFICACY", "C49666"),
  ];
}

/** The parameters by their codes, numbered where one stands several times. */
export function summaryRows(study: CutStudy, learned: Learned): readonly Row[] {
  const counted = new Map<string, number>();
  return parametersOf(study, learned).map(({ name, value, missing, code, reference }) => {
    const number = (counted.get(name) ?? 0) + 1;
    counted.set(name, number);
    const named = code === undefined ? reference ?? null : "CDISC CT";
    return {
      TSSEQ: number, TSPARMCD: name, TSPARM: PARAMETER_CODES[name]?.[0] ?? name, TSVAL: value, TSVALNF: missing ?? null, TSVALCD: code ?? null,
      TSVCDREF: named, TSVCDVER: code === undefined ? null : CDISC_TERMINOLOGY_VERSION,
    };
  });
}
