/** The sections of the protocol that checks refer to. A check names one of them, and after a comma or colon what in it or where it is written. */
export const PROTOCOL_SECTIONS: readonly string[] = [
  "Consent and randomisation", "Eligibility", "Classification of AML", "Schedule of assessments", "Vital signs", "Laboratory", "Dosing", "Drug accountability",
  "Concomitant medication", "Inhibitors of cenersen", "Transfusions", "Adverse events", "Response criteria", "End of treatment", "Survival", "Protocol deviations",
];

/** "Dosing, days" belongs to Dosing; undefined when the words name no section. */
export const sectionOf = (protocol: string): string | undefined => PROTOCOL_SECTIONS.find((section) => protocol === section || protocol.startsWith(`${section},`) || protocol.startsWith(`${section}:`));
