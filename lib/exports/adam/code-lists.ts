import type { CodeList, Term } from "../datasets/dataset";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { ARM_NUMBERS, TREATMENT_ENDS, TREATMENTS } from "./adsl";
import { EXPOSURE_PARAMETERS } from "./adex";
import { LAB_PARAMETERS } from "./adlb";
import { RESPONSE_CRITERIA, RESPONSE_PARAMETERS } from "./adrs";
import { TIME_PARAMETERS } from "./adtte";

const own = (id: string, name: string, terms: readonly Term[], type: CodeList["type"] = "text"): CodeList => ({ id, name, type, terms });
const values = (all: readonly string[]): readonly Term[] => all.map((value) => ({ value }));
const decoded = (all: Readonly<Record<string, string>>): readonly Term[] => Object.entries(all).map(([value, decode]) => ({ value, decode }));
const coded = (id: string, name: string, code: string, terms: Readonly<Record<string, string>>): CodeList => ({ id, name, type: "text", code, terms: Object.entries(terms).map(([value, of]) => ({ value, code: of })) });

const ARMS = ["A", "B", "C"] as const;

/** The lists that the analysis datasets use: those of CDISC with the codes of the NCI Thesaurus, and the study's own. */
export const ADAM_CODE_LISTS: readonly CodeList[] = [
  coded("SEX", "Sex", "C66731", { F: "C16576", M: "C20197", U: "C17998" }),
  coded("NY", "No Yes Response", "C66742", { N: "C49487", Y: "C49488" }),
  coded("Y", "No Yes Response, Yes Only", "C66742", { Y: "C49488" }),
  coded("AGEU", "Age Unit", "C66781", { YEARS: "C29848" }),
  coded("SBJTSTAT", "Subject Status", "C124296", { COMPLETED: "C25250", DISCONTINUED: "C25484", ONGOING: "C53279" }),
  coded("DATEFL", "Date Imputation Flag", "C81223", { D: "C81212", M: "C81211", Y: "C81210" }),
  coded("PARAMTYP", "Parameter Type", "C81225", { DERIVED: "C81197" }),
  coded("OUT", "Outcome of Event", "C66768", {
    FATAL: "C48275", "NOT RECOVERED/NOT RESOLVED": "C49494", "RECOVERED/RESOLVED": "C49498", "RECOVERED/RESOLVED WITH SEQUELAE": "C49495", "RECOVERING/RESOLVING": "C49496", UNKNOWN: "C17998",
  }),
  coded("ACN", "Action Taken with Study Treatment", "C66767", { "DOSE NOT CHANGED": "C49504", "DOSE REDUCED": "C49505", "DRUG INTERRUPTED": "C49501", "DRUG WITHDRAWN": "C49502", "NOT APPLICABLE": "C48660", UNKNOWN: "C17998" }),
  coded("NRIND", "Reference Range Indicator", "C78736", { HIGH: "C78800", LOW: "C78801", NORMAL: "C78727" }),
  {
    id: "RESPONSE", name: "Oncology Response Assessment Result", type: "text", code: "C96785", terms: [
      { value: "CR", code: "C4870" }, { value: "CRp", extended: true, comment: "Complete remission in every respect but platelets below the bound of the criteria; not CRi, which also covers few neutrophils." },
      { value: "CRh", extended: true, comment: "Complete remission with partial haematological recovery, ELN 2022." }, { value: "CRi", code: "C103385" },
      { value: "MLFS", extended: true, comment: "Morphologic leukaemia-free state." }, { value: "PR", code: "C18058" }, { value: "NR", code: "C123600" }, { value: "REL", extended: true, comment: "Relapse." }, { value: "NE", code: "C62222" },
    ],
  },
  own("TRT", "Treatment", ARMS.map((arm) => ({ value: TREATMENTS[arm] }))),
  own("TRTN", "Treatment (N)", ARMS.map((arm) => ({ value: String(ARM_NUMBERS[arm]), decode: TREATMENTS[arm] })), "integer"),
  own("PROTVER", "Protocol Version", Object.values(protocolVersions).map(({ id, title }) => ({ value: id, decode: title }))),
  own("STRATUM", "Disease Status at Entry", values(["REFRACTORY", "RELAPSED"])),
  own("MEMBER", "Membership of a Population", values(["IN", "OUT", "UNKNOWN"])),
  own("INHIBEXP", "Exposure to an Inhibitor", [{ value: "EXPOSED", decode: "Exposed" }, { value: "POSSIBLE", decode: "Not decided yet" }, { value: "NOT EXPOSED", decode: "Not exposed" }]),
  own("DCSREAS", "Reason for Discontinuation from Study", values(["DEATH", "LOST TO FOLLOW-UP", "SCREEN FAILURE"])),
  own("DCTREAS", "Reason for Discontinuation of Treatment", values(Object.values(TREATMENT_ENDS).filter((reason) => reason !== "COMPLETED"))),
  own("RSPARMCD", "Parameters of ADRS", decoded(RESPONSE_PARAMETERS)),
  own("RSCRIT", "Response Criteria", values(RESPONSE_CRITERIA)),
  own("EVALUATR", "Evaluator of ADRS", values(["ADJUDICATOR", "INVESTIGATOR"])),
  own("TTPARMCD", "Parameters of ADTTE", Object.entries(TIME_PARAMETERS).map(([value, { param }]) => ({ value, decode: param }))),
  own("CNSR", "Censor", [{ value: "0", decode: "Event" }, { value: "1", decode: "Censored" }], "integer"),
  own("EXPARMCD", "Parameters of ADEX", decoded(EXPOSURE_PARAMETERS)),
  own("DRUG", "Study Drug", values(["CENERSEN", "IDARUBICIN", "CYTARABINE"])),
  own("LBPARMCD", "Parameters of ADLB", Object.entries(LAB_PARAMETERS).map(([value, { title }]) => ({ value, decode: title }))),
  own("AVALU", "Analysis Value Unit", values([...new Set(["DAYS", "mg", "mg/day", "n", ...Object.values(LAB_PARAMETERS).map(({ unit }) => unit)])])),
  own("AEREL", "Causality", values(["NOT RELATED", "RELATED", "UNKNOWN"])),
  own("TOXGR", "Toxicity Grade of CTCAE 5.0", [{ value: "1", decode: "Mild" }, { value: "2", decode: "Moderate" }, { value: "3", decode: "Severe" }, { value: "4", decode: "Life-threatening" }, { value: "5", decode: "Death" }]),
  own("LBTOXGR", "Toxicity Grade of a Laboratory Value", [{ value: "0", decode: "No grade reached" }, { value: "1", decode: "Mild" }, { value: "2", decode: "Moderate" }, { value: "3", decode: "Severe" }, { value: "4", decode: "Life-threatening" }]),
];
