import type { CodeList } from "../../datasets/dataset";

/** Lists of this study, where CDISC has none. */
export const STUDY_LISTS: readonly CodeList[] = [
  { id: "AEREL", name: "Relation to Study Treatment", type: "text", terms: [
    { value: "RELATED" }, { value: "NOT RELATED" }, { value: "UNKNOWN" }, { value: "NOT APPLICABLE" },
  ] },
  { id: "TOXGR", name: "Toxicity Grade of CTCAE 5.0", type: "text", terms: [
    { value: "1", decode: "Mild" }, { value: "2", decode: "Moderate" }, { value: "3", decode: "Severe" }, { value: "4", decode: "Life-threatening" },
    { value: "5", decode: "Death" },
  ] },
  { id: "TREATMENT", name: "Study Treatment", type: "text", terms: [
    { value: "CENERSEN" }, { value: "IDARUBICIN" }, { value: "CYTARABINE" },
  ] },
  { id: "ECCAT", name: "Category of Exposure as Collected", type: "text", terms: [
    { value: "INFUSION", decode: "Interval of a continuous infusion" }, { value: "INTERRUPTION", decode: "Interval in which the infusion stood still" },
    { value: "DAILY DOSE", decode: "One dose of a day" },
  ] },
  { id: "DOSEADJ", name: "Reason for Dose Adjustment", type: "text", terms: [
    { value: "TOXICITY" }, { value: "LABORATORY VALUE" }, { value: "PATIENT DECISION" }, { value: "ADMINISTRATIVE ERROR" }, { value: "DRUG SUPPLY" }, { value: "OTHER" },
  ] },
  { id: "CMCAT", name: "Category of Medication", type: "text", terms: [
    { value: "GENERAL" }, { value: "TRANSFUSION" }, { value: "ANTI-LEUKAEMIC" }, { value: "PRIOR LEUKAEMIA TREATMENT" },
  ] },
  { id: "CMSCAT", name: "Kind of New Anti-Leukaemic Therapy", type: "text", terms: [
    { value: "CHEMOTHERAPY" }, { value: "LOW-INTENSITY THERAPY" }, { value: "TARGETED THERAPY" }, { value: "ALLOGENEIC TRANSPLANT" }, { value: "AUTOLOGOUS TRANSPLANT" },
    { value: "DONOR LYMPHOCYTES" }, { value: "OTHER" },
  ] },
  { id: "PRCAT", name: "Category of Procedure", type: "text", terms: [
    { value: "BONE MARROW" }, { value: "ANTI-LEUKAEMIC" },
  ] },
  { id: "LBCAT", name: "Category of Laboratory Test", type: "text", terms: [
    { value: "HEMATOLOGY" }, { value: "CHEMISTRY" }, { value: "BONE MARROW" },
  ] },
  { id: "MHTERM", name: "Term of the Medical History", type: "text", terms: [
    { value: "ACUTE MYELOID LEUKAEMIA" },
  ] },
  { id: "MHDECOD", name: "Dictionary-Derived Term of the Medical History", type: "text", terms: [
    { value: "ACUTE MYELOID LEUKAEMIA" },
  ] },
  { id: "MHCAT", name: "Category of Medical History", type: "text", terms: [
    { value: "DISEASE UNDER STUDY" },
  ] },
  { id: "FAOBJ", name: "Object of the Observation", type: "text", terms: [
    { value: "ACUTE MYELOID LEUKAEMIA" }, { value: "ORGAN FUNCTION" }, { value: "RELAPSE" },
  ] },
  { id: "FACAT", name: "Category of Findings About", type: "text", terms: [
    { value: "DISEASE HISTORY" }, { value: "CLASSIFICATION" }, { value: "ELIGIBILITY" }, { value: "RELAPSE" },
  ] },
  { id: "DVCAT", name: "Category of Protocol Deviation", type: "text", terms: [
    { value: "ELIGIBILITY" }, { value: "CONSENT" }, { value: "RANDOMISATION" }, { value: "DOSE" }, { value: "PROHIBITED MEDICATION" }, { value: "VISIT WINDOW" },
    { value: "MISSED ASSESSMENT" }, { value: "OTHER" },
  ] },
  { id: "CAUSE", name: "Cause of Death", type: "text", terms: [
    { value: "LEUKAEMIA" }, { value: "INFECTION" }, { value: "HAEMORRHAGE" }, { value: "TOXICITY OF TREATMENT" }, { value: "OTHER" }, { value: "UNKNOWN" },
  ] },
  { id: "NULLFLAVOR", name: "Null Flavor of ISO 21090", type: "text", terms: [
    { value: "UNK", decode: "Unknown" }, { value: "NA", decode: "Not applicable" },
  ] },
  { id: "AUERRODS", name: "Auer Rods", type: "text", terms: [
    { value: "POSITIVE" }, { value: "NEGATIVE" }, { value: "NOT STATED" },
  ] },
  { id: "SPICULE", name: "Spicules", type: "text", terms: [
    { value: "PRESENT" }, { value: "ABSENT" }, { value: "NOT STATED" },
  ] },
  { id: "CELLTXT", name: "Cellularity, in Words", type: "text", terms: [
    { value: "APLASTIC" }, { value: "HYPOPLASTIC" }, { value: "NORMAL" }, { value: "HYPERCELLULAR" }, { value: "NOT STATED" },
  ] },
  { id: "FUSTAT", name: "Disease Status at Follow-up", type: "text", terms: [
    { value: "IN REMISSION" }, { value: "RELAPSED" }, { value: "ACTIVE" }, { value: "NOT ASSESSED" },
  ] },
  { id: "ECOG", name: "ECOG Performance Status", type: "text", terms: [
    { value: "0", decode: "Fully active" }, { value: "1", decode: "Restricted in strenuous activity" }, { value: "2", decode: "Up more than half of the day" },
    { value: "3", decode: "In bed or chair more than half of the day" }, { value: "4", decode: "Completely disabled" },
  ] },
  { id: "CYTOGEN", name: "Cytogenetic Group", type: "text", terms: [
    { value: "NORMAL" }, { value: "-5, -7 OR COMPLEX" }, { value: "OTHER" }, { value: "NOT DONE" },
  ] },
  { id: "FAB", name: "FAB Type", type: "text", terms: [
    { value: "M0" }, { value: "M1" }, { value: "M2" }, { value: "M3" }, { value: "M4" }, { value: "M5A" }, { value: "M5B" }, { value: "M6" }, { value: "M7" },
    { value: "UNKNOWN" },
  ] },
  { id: "MISSING", name: "Why a Value Is Missing", type: "text", terms: [
    { value: "NOT DONE" }, { value: "UNKNOWN" }, { value: "NOT APPLICABLE" }, { value: "REDACTED" },
  ] },
  { id: "STRATUM", name: "Stratum of Randomisation", type: "text", terms: [
    { value: "REFRACTORY" }, { value: "RELAPSED" },
  ] },
  { id: "ENTEREDAS", name: "Entered as Eligible or by Waiver", type: "text", terms: [
    { value: "ELIGIBLE" }, { value: "ELIGIBLE BY WAIVER" },
  ] },
  { id: "DVSRC", name: "Source of the Deviation", type: "text", terms: [
    { value: "SITE" }, { value: "RULES" },
  ] },
  { id: "SSMETHOD", name: "Seen or Heard by", type: "text", terms: [
    { value: "VISIT" }, { value: "TELEPHONE" }, { value: "RECORDS" },
  ] },
];
