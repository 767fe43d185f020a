import type { CodeList } from "../../datasets/dataset";

/** SDTM Terminology of CDISC and the National Cancer Institute, as these lists are used here. Each code is a concept of the NCI Thesaurus. */
export const CDISC_TERMINOLOGY_VERSION = "2022-09-30";

/** The terms of CDISC's lists that this study uses, and those it adds to a list that may be added to. */
export const CDISC_LISTS: readonly CodeList[] = [
  { id: "SEX", name: "Sex", type: "text", code: "C66731", terms: [
    { value: "F", decode: "Female", code: "C16576" }, { value: "M", decode: "Male", code: "C20197" }, { value: "U", decode: "Unknown", code: "C17998" },
  ] },
  { id: "NY", name: "No Yes Response", type: "text", code: "C66742", terms: [
    { value: "Y", decode: "Yes", code: "C49488" }, { value: "N", decode: "No", code: "C49487" }, { value: "U", decode: "Unknown", code: "C17998" },
    { value: "NA", decode: "Not applicable", code: "C48660" },
  ] },
  { id: "ND", name: "Not Done", type: "text", code: "C66789", terms: [
    { value: "NOT DONE", code: "C49484" },
  ] },
  { id: "AGEU", name: "Age Unit", type: "text", code: "C66781", terms: [
    { value: "YEARS", code: "C29848" },
  ] },
  { id: "ARMNULRS", name: "Arm Null Reason", type: "text", code: "C142179", terms: [
    { value: "ASSIGNED, NOT TREATED", code: "C142238" }, { value: "NOT ASSIGNED", code: "C142239" }, { value: "SCREEN FAILURE", code: "C49628" },
    { value: "UNPLANNED TREATMENT", code: "C142240" },
  ] },
  { id: "EPOCH", name: "Epoch", type: "text", code: "C99079", terms: [
    { value: "SCREENING", code: "C48262" }, { value: "INDUCTION TREATMENT", code: "C123453" }, { value: "FOLLOW-UP", code: "C99158" },
  ] },
  { id: "IECAT", name: "Category of Inclusion/Exclusion", type: "text", code: "C66797", terms: [
    { value: "INCLUSION", code: "C25532" }, { value: "EXCLUSION", code: "C25370" },
  ] },
  { id: "UNIT", name: "Unit", type: "text", code: "C71620", terms: [
    { value: "%", code: "C25613" }, { value: "10^6/L", code: "C67452" }, { value: "10^9/L", code: "C67255" }, { value: "CAPSULE", code: "C48480" },
    { value: "DROP", code: "C69441" }, { value: "IU", code: "C48579" }, { value: "SACHET", code: "C71324" }, { value: "TABLET", code: "C48542" },
    { value: "U/L", code: "C67456" }, { value: "g", code: "C48155" }, { value: "g/L", code: "C42576" }, { value: "g/dL", code: "C64783" },
    { value: "mEq/L", code: "C67474" }, { value: "mL", code: "C28254" }, { value: "mL/min", code: "C64777" }, { value: "mg", code: "C28253" },
    { value: "mg/dL", code: "C67015" }, { value: "mg/h", code: "C66969" }, { value: "mg/kg/day", code: "C66976" }, { value: "mg/m2", code: "C67402" },
    { value: "mmol/L", code: "C64387" }, { value: "ug", code: "C48152" }, { value: "umol/L", code: "C48508" }, { value: "BAG", code: "C48474" },
  ] },
  { id: "VSRESU", name: "Units for Vital Signs Results", type: "text", code: "C66770", terms: [
    { value: "C", code: "C42559" }, { value: "beats/min", code: "C49673" }, { value: "cm", code: "C49668" }, { value: "kg", code: "C28252" },
    { value: "mmHg", code: "C49670" },
  ] },
  { id: "FRM", name: "Pharmaceutical Dosage Form", type: "text", code: "C66726", terms: [
    { value: "INJECTION", code: "C42946" }, { value: "SOLUTION", code: "C42986" },
  ] },
  { id: "FREQ", name: "Frequency", type: "text", code: "C71113", terms: [
    { value: "ONCE", code: "C64576" }, { value: "QD", code: "C25473" }, { value: "BID", code: "C64496" }, { value: "TID", code: "C64527" },
    { value: "QID", code: "C64530" }, { value: "Q4H", code: "C64518" }, { value: "Q6H", code: "C64520" }, { value: "Q8H", code: "C64523" },
    { value: "EVERY WEEK", code: "C67069" }, { value: "PRN", code: "C64499" }, { value: "CONTINUOUS", code: "C53279" },
  ] },
  { id: "ROUTE", name: "Route of Administration Response", type: "text", code: "C66729", terms: [
    { value: "ORAL", code: "C38288" }, { value: "INTRAVENOUS", code: "C38276" }, { value: "INTRAMUSCULAR", code: "C28161" }, { value: "SUBCUTANEOUS", code: "C38299" },
    { value: "RECTAL", code: "C38295" }, { value: "TOPICAL", code: "C38304" }, { value: "RESPIRATORY (INHALATION)", code: "C38216" }, { value: "NASAL", code: "C38284" },
    { value: "OPHTHALMIC", code: "C38287" }, { value: "OTHER", extended: true, comment: "The form offers other routes as one answer." },
  ] },
  { id: "STENRF", name: "Relation to Reference Period", type: "text", code: "C66728", terms: [
    { value: "BEFORE", code: "C25629" }, { value: "ONGOING", code: "C53279" }, { value: "UNKNOWN", code: "C17998" },
  ] },
  { id: "NRIND", name: "Reference Range Indicator", type: "text", code: "C78736", terms: [
    { value: "LOW", code: "C78801" }, { value: "NORMAL", code: "C78727" }, { value: "HIGH", code: "C78800" },
  ] },
  { id: "SPECTYPE", name: "Specimen Type", type: "text", code: "C78734", terms: [
    { value: "BLOOD", code: "C12434" }, { value: "BONE MARROW", code: "C12431" }, { value: "PLASMA", code: "C13356" }, { value: "SERUM OR PLASMA", code: "C105706" },
  ] },
  { id: "METHOD", name: "Method", type: "text", code: "C85492", terms: [
    { value: "BIOPSY", code: "C15189" }, { value: "CEREBROSPINAL FLUID EXAMINATION", extended: true, comment: "As the form offers it." },
    { value: "ECHOCARDIOGRAPHY", code: "C16525" }, { value: "IMAGING", extended: true, comment: "The form does not ask by which kind of imaging." },
    { value: "KARYOTYPING", code: "C16768" }, { value: "MICROSCOPY", code: "C16853" }, { value: "MUGA", code: "C38073" },
    { value: "PHYSICAL EXAMINATION", code: "C20989" },
  ] },
  { id: "EVAL", name: "Evaluator", type: "text", code: "C78735", terms: [
    { value: "INVESTIGATOR", code: "C25936" },
  ] },
  { id: "ACN", name: "Action Taken with Study Treatment", type: "text", code: "C66767", terms: [
    { value: "DOSE NOT CHANGED", code: "C49504" }, { value: "DOSE REDUCED", code: "C49505" }, { value: "DRUG INTERRUPTED", code: "C49501" },
    { value: "DRUG WITHDRAWN", code: "C49502" }, { value: "NOT APPLICABLE", code: "C48660" }, { value: "UNKNOWN", code: "C17998" },
  ] },
  { id: "OUT", name: "Outcome of Event", type: "text", code: "C66768", terms: [
    { value: "RECOVERED/RESOLVED", code: "C49498" }, { value: "RECOVERING/RESOLVING", code: "C49496" }, { value: "NOT RECOVERED/NOT RESOLVED", code: "C49494" },
    { value: "RECOVERED/RESOLVED WITH SEQUELAE", code: "C49495" }, { value: "FATAL", code: "C48275" }, { value: "UNKNOWN", code: "C17998" },
  ] },
  { id: "NCOMPLT", name: "Completion/Reason for Non-Completion", type: "text", code: "C66727", terms: [
    { value: "COMPLETED", code: "C25250" }, { value: "PROGRESSIVE DISEASE", code: "C35571" }, { value: "ADVERSE EVENT", code: "C41331" },
    { value: "WITHDRAWAL BY SUBJECT", code: "C49634" }, { value: "DEATH", code: "C28554" }, { value: "LOST TO FOLLOW-UP", code: "C48227" },
    { value: "SCREEN FAILURE", code: "C49628" }, { value: "OTHER", code: "C17649" },
  ] },
  { id: "PROTMLST", name: "Protocol Milestone", type: "text", code: "C114118", terms: [
    { value: "INFORMED CONSENT OBTAINED", code: "C16735" }, { value: "RANDOMIZED", code: "C114209" },
  ] },
  { id: "OTHEVENT", name: "Other Disposition Event Response", type: "text", code: "C150811", terms: [
    { value: "DISEASE RELAPSE", extended: true, comment: "Relapse after a remission. The term is one of the list Completion/Reason for Non-Completion; here it ends nothing." },
  ] },
  { id: "DSCAT", name: "Category of Disposition Event", type: "text", code: "C74558", terms: [
    { value: "PROTOCOL MILESTONE", code: "C74588" }, { value: "DISPOSITION EVENT", code: "C74590" }, { value: "OTHER EVENT", code: "C150824" },
  ] },
  { id: "DSSCAT", name: "Subcategory for Disposition Event", type: "text", code: "C170443", terms: [
    { value: "STUDY PARTICIPATION", code: "C170569" }, { value: "STUDY TREATMENT", code: "C170570" },
  ] },
  { id: "RELTYPE", name: "Relationship Type", type: "text", code: "C78737", terms: [
    { value: "ONE", code: "C66832" }, { value: "MANY", code: "C170512" },
  ] },
  { id: "ONCRSR", name: "Oncology Response Assessment Result", type: "text", code: "C96785", terms: [
    { value: "CR", code: "C4870" },
    { value: "CRp", extended: true, comment: "Complete remission apart from platelets: marrow blasts below 5 %, no circulating blasts, no extramedullary disease, neutrophils above 1,000/uL, platelets below 100,000/uL. CRi is not the same, for it also covers neutrophils below 1,000/uL." },
    { value: "NR", code: "C123600" }, { value: "RELAPSED DISEASE", code: "C38155" }, { value: "RELAPSED DISEASE FROM CR", code: "C123612" },
    { value: "NE", code: "C62222" },
  ] },
  { id: "SSRSLT", name: "Subject Status Response", type: "text", code: "C124304", terms: [
    { value: "ALIVE", code: "C37987" }, { value: "DEAD", code: "C28554" }, { value: "UNKNOWN", code: "C17998" },
  ] },
  { id: "MHEDTTYP", name: "Medical History Event Date Type", type: "text", code: "C124301", terms: [
    { value: "DIAGNOSIS", code: "C15220" }, { value: "FIRST COMPLETE REMISSION", extended: true, comment: "First complete remission before the study." },
    { value: "FIRST RELAPSE", extended: true, comment: "First relapse before the study." },
    { value: "RESISTANT DISEASE", extended: true, comment: "Marrow after induction before the study that showed no remission." },
  ] },
  { id: "ONCRSCAT", name: "Category of Oncology Response Assessment", type: "text", code: "C124298", terms: [
    { value: "PROTOCOL DEFINED RESPONSE CRITERIA", code: "C126042" },
  ] },
];
