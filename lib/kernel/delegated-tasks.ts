/** What an investigator may entrust to people of the site; the usual columns of a delegation log (ICH E6(R3) 2.3.3, 4.2.2). */
export const DELEGATED_TASKS = {
  consent: "Obtain informed consent", eligibility: "Assess eligibility", medical: "History, examination, marrow and response", prescribe: "Prescribe study treatment", administer: "Prepare and give study treatment",
  accountability: "Account for study drug", safety: "Assess and report adverse events", samples: "Take and send samples", data: "Enter data", queries: "Answer queries", documents: "Keep the site's documents",
} as const;

export type DelegatedTask = keyof typeof DELEGATED_TASKS;
export const DELEGATED_TASK_CODES = Object.keys(DELEGATED_TASKS) as readonly DelegatedTask[] as readonly [DelegatedTask, ...DelegatedTask[]];

/** What the investigator signs; stored with the delegation. */
export const DELEGATION_STATEMENT =
  "I delegate the tasks named to this person for the time named. The person is qualified and trained for them; I supervise the work and remain responsible for it.";
export const END_STATEMENT = "From the day named this person carries out no task of the trial on my behalf any more.";
