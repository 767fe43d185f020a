/** The chapters of the handbook, in reading order. The list beside the text and the headings both come from here. */
export const CHAPTERS = {
  questions: "Questions of a site",
  versions: "Protocol versions",
  schedule: "Visit schedule",
  forms: "Forms",
  eligibility: "Eligibility",
  dosing: "Dose checks",
  response: "Response",
  inhibitors: "Inhibitors of cenersen",
  checks: "Edit checks",
  chronology: "Order of dates",
  permissions: "Permissions",
  trail: "Words of the trail",
} as const;

export type Chapter = keyof typeof CHAPTERS;
