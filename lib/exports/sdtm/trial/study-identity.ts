/** Begins every USUBJID; never changed once a dataset has left the system. */
export const STUDYID = "CENERSEN-AML";

/** The registry's number of the trial. */
export const REGISTRY_NUMBER = "NCT00074737";

/** "CENERSEN-AML-101-001": study, site and patient; a patient's number begins with that of the site. */
export const usubjidOf = (number: string): string => `${STUDYID}-${number}`;
