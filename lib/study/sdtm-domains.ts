/** The domains of the Study Data Tabulation Model into which this study's values go, by their two letters (SDTMIG 3.4). */
export const SDTM_DOMAINS: Readonly<Record<string, string>> = {
  AE: "Adverse Events",
  CM: "Concomitant and Prior Medications",
  CO: "Comments",
  CV: "Cardiovascular System Findings",
  DA: "Product Accountability",
  DD: "Death Details",
  DM: "Demographics",
  DS: "Disposition",
  DV: "Protocol Deviations",
  EC: "Exposure as Collected",
  EX: "Exposure",
  FA: "Findings About Events or Interventions",
  GF: "Genomics Findings",
  HO: "Healthcare Encounters",
  IE: "Inclusion/Exclusion Criteria Not Met",
  LB: "Laboratory Test Results",
  MB: "Microbiology Specimen",
  MH: "Medical History",
  PR: "Procedures",
  QS: "Questionnaires",
  RS: "Disease Response and Clinical Classification",
  SS: "Subject Status",
  SV: "Subject Visits",
  TU: "Tumour/Lesion Identification",
  VS: "Vital Signs",
};

/** "Laboratory Test Results"; for SUPPAE "Supplemental Qualifiers for AE". Undefined for a domain that this study does not know. */
export const sdtmDomainName = (domain: string): string | undefined => {
  const parent = /^SUPP([A-Z]{2})$/.exec(domain)?.[1];
  return parent === undefined ? SDTM_DOMAINS[domain] : SDTM_DOMAINS[parent] && `Supplemental Qualifiers for ${parent}`;
};
