import { COURSES, dosingVisitOf } from "@/lib/study/visits";

/** What stands beside a form while it is filled. */
export type Panel = { readonly of: "eligibility" } | { readonly of: "response" } | { readonly of: "doses"; readonly course: (typeof COURSES)[number] };

const DOSE_FORMS = ["vital_signs", "cenersen_infusion", "infusion_interruption", "infusion_bag", "idarubicin_dose", "cytarabine_dose"];

/** The panel of a form in a visit; null for forms of which no rule says anything: they take the whole width. */
export function panelOf(formId: string, visitCode: string | null): Panel | null {
  if (visitCode === null) return null;
  if (visitCode === "SCR") return { of: "eligibility" };
  const course = COURSES.find((each) => dosingVisitOf(each) === visitCode);
  if (course !== undefined) return DOSE_FORMS.includes(formId) ? { of: "doses", course } : null;
  return formId === "follow_up" ? null : { of: "response" };
}
