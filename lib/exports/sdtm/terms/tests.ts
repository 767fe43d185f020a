/** What is measured or asked, by domain. `nci` is the concept of the NCI Thesaurus; a test without one is added to the list of CDISC. */
export interface Test {
  readonly code: string;
  readonly name: string;
  readonly nci?: string;
  readonly comment?: string;
}

export interface TestLists {
  /** Codes of the lists of test codes and of test names. */
  readonly lists: readonly [codes: string, names: string];
  readonly tests: readonly Test[];
}

export const TESTS: Readonly<Record<string, TestLists>> = {
  LB: {
    lists: ["C65047", "C67154"],
    tests: [
      { code: "WBC", name: "Leukocytes", nci: "C51948" },
      { code: "NEUTSGLE", name: "Neutrophils, Segmented/Leukocytes", nci: "C82045" },
      { code: "NEUTBLE", name: "Neutrophils Band Form/Leukocytes", nci: "C64831" },
      { code: "NEUT", name: "Neutrophils", nci: "C63321" },
      { code: "PLAT", name: "Platelets", nci: "C51951" },
      { code: "HGB", name: "Hemoglobin", nci: "C64848" },
      { code: "BLASTLE", name: "Blasts/Leukocytes", nci: "C64487" },
      { code: "BLASTNCE", name: "Blasts/Nucleated Cells", nci: "C147312" },
      { code: "AUERRODS", name: "Auer Rods", nci: "C74657" },
      { code: "CELLULAR", name: "Cellularity", nci: "C111153" },
      { code: "BILI", name: "Bilirubin", nci: "C38037" },
      { code: "ALT", name: "Alanine Aminotransferase", nci: "C64433" },
      { code: "AST", name: "Aspartate Aminotransferase", nci: "C64467" },
      { code: "ALP", name: "Alkaline Phosphatase", nci: "C64432" },
      { code: "LDH", name: "Lactate Dehydrogenase", nci: "C64855" },
      { code: "CREAT", name: "Creatinine", nci: "C64547" },
      { code: "CREATCLR", name: "Creatinine Clearance", nci: "C25747" },
      { code: "URATE", name: "Urate", nci: "C64814" },
      { code: "MG", name: "Magnesium", nci: "C64840" },
      { code: "K", name: "Potassium", nci: "C64853" },
      { code: "SODIUM", name: "Sodium", nci: "C64809" },
      { code: "CA", name: "Calcium", nci: "C64488" },
      { code: "PHOS", name: "Phosphate", nci: "C64857" },
      { code: "ALB", name: "Albumin", nci: "C64431" },
      { code: "FIBRINO", name: "Fibrinogen", nci: "C64606" },
      { code: "NUCLCELL", name: "Nucleated Cells Counted", comment: "Number of nucleated cells on which the marrow percentages rest." },
      { code: "SPICULE", name: "Spicules", comment: "Whether the aspirate has spicules." },
      { code: "CELLTXT", name: "Cellularity, in Words", comment: "Cellularity of the biopsy as the report says it." },
      { code: "LBALL", name: "Laboratory Data", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  VS: {
    lists: ["C66741", "C67153"],
    tests: [
      { code: "HEIGHT", name: "Height", nci: "C25347" },
      { code: "WEIGHT", name: "Weight", nci: "C25208" },
      { code: "TEMP", name: "Temperature", nci: "C174446" },
      { code: "PULSE", name: "Pulse Rate", nci: "C49676" },
      { code: "SYSBP", name: "Systolic Blood Pressure", nci: "C25298" },
      { code: "DIABP", name: "Diastolic Blood Pressure", nci: "C25299" },
      { code: "VSALL", name: "Vital Signs", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  CV: {
    lists: ["C101847", "C101846"],
    tests: [
      { code: "LVEF", name: "Left Ventricular Ejection Fraction", nci: "C99524" },
      { code: "CVALL", name: "Cardiac Function", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  GF: {
    lists: ["C181178", "C181179"],
    tests: [
      { code: "CYTOGEN", name: "Cytogenetic Group", comment: "Group of the karyotype before treatment." },
      { code: "KARYOTYP", name: "Karyotype", comment: "In the International System for Human Cytogenomic Nomenclature." },
    ],
  },
  DA: {
    lists: ["C78732", "C78731"],
    tests: [
      { code: "DISPAMT", name: "Dispensed Amount", nci: "C78721" },
      { code: "RETAMT", name: "Returned Amount", nci: "C78722" },
      { code: "DAALL", name: "Product Accountability", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  RS: {
    lists: ["C96782", "C96781"],
    tests: [
      { code: "OVRLRESP", name: "Overall Response", nci: "C96613" },
      { code: "REGENSUS", name: "Regenerating Marrow Suspected", comment: "Whether blasts are suspected to be regenerating marrow." },
      { code: "COURSE2", name: "Second Course of Induction Planned", comment: "Whether a second course is planned at this assessment." },
      { code: "DISSTAT", name: "Disease Status at Follow-up", comment: "Disease as known at a contact of follow-up." },
      { code: "ECOG101", name: "ECOG1-Performance Status", comment: "Of CDISC's terminology for the ECOG scale, which is published apart. Recorded as Zubrod, which is the same scale." },
      { code: "RSALL", name: "Response Assessment", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  TU: {
    lists: ["C96784", "C96783"],
    tests: [
      { code: "TUEXMIND", name: "Extramedullary Disease Indicator", nci: "C186218" },
    ],
  },
  FA: {
    lists: ["C101832", "C101833"],
    tests: [
      { code: "DISSTAT", name: "Disease Status at Entry" },
      { code: "NINDUCT", name: "Induction Courses Received" },
      { code: "NSALVAGE", name: "Salvage Courses Received" },
      { code: "ANTHRCUM", name: "Cumulative Anthracyclines", comment: "In doxorubicin equivalents." },
      { code: "WHOED", name: "WHO Classification, Edition" },
      { code: "WHOCAT", name: "WHO Category" },
      { code: "FAB", name: "FAB Type" },
      { code: "INFILTR", name: "Due to Leukaemic Infiltration", comment: "Whether abnormal liver or kidney values are due to leukaemic infiltration." },
      { code: "RELMARR", name: "Relapse in the Marrow" },
      { code: "RELBLAST", name: "Marrow Blasts at Relapse" },
      { code: "RELBLOOD", name: "Blasts in the Blood at Relapse" },
      { code: "RELEMD", name: "Relapse Outside Marrow and Blood" },
      { code: "RELCONF", name: "Relapse Confirmed by a Second Sample" },
      { code: "FAALL", name: "Findings About", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  SS: {
    lists: ["C124305", "C124306"],
    tests: [
      { code: "SURVSTAT", name: "Survival Status", nci: "C25717" },
      { code: "NEWTX", name: "New Anti-Leukaemic Therapy" },
      { code: "LATETOX", name: "Late Toxicity" },
      { code: "LATETOXS", name: "Late Toxicity, Specified" },
      { code: "SSALL", name: "Subject Status", comment: "Stands for every test of a form that was called not done." },
    ],
  },
  DD: {
    lists: ["C116108", "C116107"],
    tests: [
      { code: "PRCDTH", name: "Primary Cause of Death", nci: "C99531" },
      { code: "SECDTH", name: "Secondary Cause of Death", nci: "C116142" },
      { code: "AUTOPIND", name: "Autopsy Indicator", nci: "C135384" },
      { code: "DTHREL", name: "Death Related to Study Treatment" },
    ],
  },
};
