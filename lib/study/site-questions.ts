/** What a site asks most, answered once: the handbook prints it, and the page Help leads there. */
export interface SiteQuestion {
  /** Its address in the handbook. */
  readonly id: string;
  readonly asks: string;
  readonly answers: readonly string[];
  /** Where it is done or read on. */
  readonly leads?: { readonly says: string; readonly href: string };
}

export const SITE_QUESTIONS: readonly SiteQuestion[] = [
  {
    id: "partial-date", asks: "How do I record a date of which I know only a part?",
    answers: [
      "Type what is known: “mar 2024” for a month, “2024” for a year; “un mar 2024” means the same. Alt U takes the day away, and once more the month.",
      "It is kept as ??-Mar-2024. Never put in a first or fifteenth day: every rule reads a partial date as the span of days that it can mean.",
      "Where a rule needs the whole date, the field takes no less and says so.",
    ],
  },
  {
    id: "unknown", asks: "What if a value is unknown, or was never measured?",
    answers: [
      "Press one of the words beside the field, or Alt M: not done, unknown, not applicable. The reason is an answer, the form counts as complete, and no query asks for the value.",
      "A blank means not entered yet: it stays on My day. Never type 0, 999 or a dash instead.",
      "A whole form or visit that was not done has its own button with a reason, at its head.",
    ],
  },
  {
    id: "dose-change", asks: "How do I record a dose that was changed, late or left out?",
    answers: [
      "Enter what was really given, on the day it was given. A dose left out is a row of 0 mg.",
      "Choose the reason for the change, and say in words why it differs from the plan when the form asks.",
      "A pause of the infusion is a row of Interruptions; a change of rate ends a line of the bag log and begins a new one.",
      "You never compute a deviation: it follows from the plan and your rows.",
    ],
    leads: { says: "How doses are checked", href: "#dosing" },
  },
  {
    id: "unscheduled", asks: "How do I record a visit that nobody planned?",
    answers: ["In the casebook, “Unscheduled visit…” beside the visits, with a word why. It holds the forms of a response and of the laboratory; fill those that were done and leave the others.", "Its results count for the response like those of a planned visit."],
    leads: { says: "The schedule", href: "#schedule" },
  },
  {
    id: "reconsent", asks: "The patient consented to another version of the protocol. What now?",
    answers: [
      "“Another version…” at the head of the casebook, with the day of the new signature. Before you press, it shows what changes: questions, doses, signatures that fall.",
      "What was entered stays. A course that has begun keeps its planned doses. Your site can do this once the version is active there.",
    ],
    leads: { says: "The versions", href: "#versions" },
  },
  {
    id: "wrong-patient", asks: "I entered data at the wrong patient.",
    answers: [
      "Correct each value there, with the reason that it belongs to another patient, and enter it at the right one. A row of a log is removed with its reason; it stays readable and counts nowhere.",
      "Nothing is ever wiped: the trail keeps what was there, and your reason explains it.",
      "Did you type something that says who a patient is? Do not only correct it: ask for a redaction, “Typed by mistake?” in the help of the field.",
    ],
  },
  {
    id: "acetaminophen", asks: "The patient took acetaminophen (paracetamol). What do I do?",
    answers: [
      "Enter it like every medication, also a single tablet, also under a brand name, with its days. Never leave it out.",
      "The form shows at once whether it lies in the window: from the day before the first to the day after the last day of the infusion.",
      "It is flagged and a monitor decides. The patient stays in the trial; whether the response can be evaluated is derived, with its reason.",
    ],
    leads: { says: "Inhibitors and their window", href: "#window-of-exposure" },
  },
  {
    id: "correction", asks: "What happens when I correct a value?",
    answers: [
      "One dialog asks for the reason of every value you changed. Old value, new value, reason, your name and the time go into the trail for good.",
      "Results follow in the same moment. A query of a check closes itself when the value passes. A signature or verification on that value falls, and only on that one.",
      "In a locked record nothing changes: ask data management to open it.",
    ],
  },
  {
    id: "who-sees", asks: "Who sees what I enter?",
    answers: [
      "Your site, and of the sponsor: monitors of your site, data managers and inspectors, as soon as it is saved. What is typed and not saved nobody sees.",
      "Other sites see nothing of yours. Administrators see no clinical data; statisticians see sealed data cuts.",
      "Sponsors ask and never change: only your site enters and corrects.",
    ],
    leads: { says: "Who may do what", href: "#permissions" },
  },
];
