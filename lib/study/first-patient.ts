/** What the guide needs to know of one person and the patient that they learn with. */
export interface GuideForm { readonly entryId: string; readonly visit: string | null; readonly formId: string; readonly isDone: boolean; readonly isBegun: boolean }
export interface GuidePatient { readonly number: string; readonly status: string; readonly isConfirmed: boolean; readonly forms: readonly GuideForm[] }
export type GuidedRole = "coordinator" | "investigator" | "monitor";
export interface GuideFacts {
  readonly role: GuidedRole;
  readonly patient: GuidePatient | null;
  /** What this person has done since the guide began. */
  readonly did: Readonly<Record<"declared" | "confirmed" | "signed" | "answered" | "asked" | "closed" | "verified" | "decided", boolean>>;
}

/** One thing to do, in a sentence why, with one link to the exact place. */
export interface GuideStep { readonly id: string; readonly title: string; readonly why: string; readonly href: string; readonly isDone: boolean }

type Steps = (facts: GuideFacts) => readonly GuideStep[];

const SCREENING = "SCR";
const isScreening = ({ visit, formId }: GuideForm): boolean => visit === SCREENING && formId !== "consent" && formId !== "eligibility";
const formOf = ({ patient }: GuideFacts, formId: string, visit: string | null = SCREENING) => patient?.forms.find((form) => form.formId === formId && form.visit === visit);
const casebook = ({ patient }: GuideFacts): string => (patient ? `/patients/${patient.number}` : "/patients");
const place = (facts: GuideFacts, form: GuideForm | undefined): string => (form ? `/entries/${form.entryId}` : casebook(facts));
const log = (facts: GuideFacts, formId: string, visit = ""): string => (facts.patient ? `${casebook(facts)}/logs/${formId}${visit}` : "/patients");
const isBegun = ({ patient }: GuideFacts, formId: string): boolean => patient?.forms.some((form) => form.formId === formId && form.isBegun) ?? false;

/** A form of screening: done when it is complete. */
const formStep = (facts: GuideFacts, formId: string, title: string, why: string): GuideStep => {
  const form = formOf(facts, formId);
  return { id: formId, title, why, href: place(facts, form), isDone: form?.isDone ?? false };
};

function screening(facts: GuideFacts): GuideStep {
  const forms = facts.patient?.forms.filter(isScreening) ?? [];
  const left = forms.filter((form) => !form.isDone);
  return {
    id: "screening", title: left.length > 0 && left.length < forms.length ? `Fill the screening forms, ${left.length} left` : "Fill the screening forms",
    why: "A half-filled form saves; what is missing stays on My day. From these values the criteria are computed.", href: place(facts, left[0]), isDone: forms.length > 0 && left.length === 0,
  };
}

const randomise = (facts: GuideFacts): GuideStep => ({
  id: "randomise", title: "Randomise", why: "One press at the head of the casebook. The arm comes from a concealed list, and from it the planned doses.", href: casebook(facts), isDone: facts.patient?.status === "randomised",
});

const coordinator: Steps = (facts) => {
  const lab = formOf(facts, "haematology", "C1") ?? formOf(facts, "haematology", "D14");
  return [
    { id: "patient", title: "Add a patient", why: "The number is given by the system; names and birth dates are never entered.", href: "/patients?new=1", isDone: facts.patient !== null },
    formStep(facts, "consent", "Enter the consent", "Nothing of the study happens before it; other dates are held against it."),
    screening(facts),
    formStep(facts, "eligibility", "Answer the eligibility criteria", "Only what cannot be computed is asked; the others stand beside with their reason."),
    { id: "confirm", title: "Have an investigator confirm eligibility", why: "Only an investigator signs this, with their password, in the casebook. Nobody is randomised without it.", href: casebook(facts), isDone: facts.patient?.isConfirmed ?? false },
    randomise(facts),
    { id: "dosing", title: "Enter a dosing day", why: "A row for each day of idarubicin; the plan stands beside, and a difference is asked about at once.", href: log(facts, "idarubicin_dose", "?visit=C1"), isDone: isBegun(facts, "idarubicin_dose") },
    { id: "medication", title: "Enter a co-medication", why: "Everything the patient takes, also over the counter. Whether it inhibits cenersen shows while you type.", href: log(facts, "concomitant_medication"), isDone: isBegun(facts, "concomitant_medication") },
    { id: "lab", title: "Enter a laboratory report", why: "Values in the units of the report; conversion, reference range and grade follow by themselves.", href: place(facts, lab), isDone: lab?.isBegun ?? false },
    { id: "answer", title: "Answer a query", why: "Correct the value or explain it; the monitor closes. When nobody has asked you anything yet, this waits.", href: "/queries", isDone: facts.did.answered },
  ];
};

const investigator: Steps = (facts) => {
  const response = facts.patient?.forms.find(({ formId }) => formId === "response_assessment");
  return [
    { id: "declare", title: "Declare your signature", why: "Once, before the first: that the electronic signature stands for your handwritten one.", href: "/account", isDone: facts.did.declared },
    { id: "confirm", title: "Confirm a patient's eligibility", why: "Read the criteria with their reasons in the casebook, then sign with your password.", href: casebook(facts), isDone: facts.did.confirmed },
    randomise(facts),
    { id: "response", title: "Assess a response", why: "Your own judgement stands beside what the data give; a difference is discussed, never overwritten.", href: place(facts, response), isDone: response?.isBegun ?? false },
    { id: "sign", title: "Sign what is complete", why: "You see every value you sign. A signature falls only where a value changes afterwards.", href: "/signatures", isDone: facts.did.signed },
  ];
};

const monitor: Steps = (facts) => [
  { id: "decide", title: "Find an inhibitor and decide", why: "Medications that may block cenersen wait on the board, each with the window and the dose; your verdict carries a reason.", href: "/exposure", isDone: facts.did.decided },
  { id: "ask", title: "Ask a site about a value", why: "The bubble at the right of a field. The site answers; you never change its data.", href: place(facts, formOf(facts, "cardiac")), isDone: facts.did.asked },
  { id: "verify", title: "Verify a form against source", why: "Tick a field, or all of a form. A tick falls by itself when the value changes.", href: place(facts, formOf(facts, "demography")), isDone: facts.did.verified },
  { id: "close", title: "Close a query that was answered", why: "Say why you are satisfied, or ask again. A query of a check closes itself when the value passes.", href: "/queries?state=answered", isDone: facts.did.closed },
];

const GUIDES: Readonly<Record<GuidedRole, Steps>> = { coordinator, investigator, monitor };

/** The steps of a first patient, in their order, as far as this person has really come. */
export const guideFor = (facts: GuideFacts): readonly GuideStep[] => GUIDES[facts.role](facts);
