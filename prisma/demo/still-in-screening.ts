import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { screenFailPatient } from "@/lib/patients/screen-fail-patient";
import { confirmEligibility } from "@/lib/signatures/confirm-eligibility";
import { chance } from "./chance";
import type { CohortRow } from "./cohort";
import { beginScreening, doAs, typeForms, type Desk } from "./enter-patient";
import { DEMONSTRATION_PASSWORD } from "./people";
import { screeningForms } from "./screening-plan";
import type { TypedForm } from "./typed-form";

type Newcomer = Pick<CohortRow, "subject" | "sex" | "age" | "diseaseStatus" | "zubrod" | "heightCm" | "weightKg">;
const invented = (newcomer: Newcomer): CohortRow => ({ ...newcomer, arm: "A", bestResponse: "NR", exposed: false, acetaminophen: false, antioxidant: false });

const ELIGIBLE = invented({ subject: 201, sex: "F", age: 44, diseaseStatus: "refractory", zubrod: "1", heightCm: 168, weightKg: 66 });
const CONFIRMED = invented({ subject: 202, sex: "M", age: 63, diseaseStatus: "relapsed", zubrod: "0", heightCm: 179, weightKg: 84 });
const WAITING = invented({ subject: 203, sex: "M", age: 57, diseaseStatus: "refractory", zubrod: "2", heightCm: 174, weightKg: 71 });
/** Not there yet for the third: the heart, the marrow, and two answers of the laboratory. */
const NOT_YET: readonly string[] = ["cardiac", "marrow", "extramedullary"];

/** Too weak to enter. */
const FAILED = invented({ subject: 204, sex: "F", age: 70, diseaseStatus: "relapsed", zubrod: "4", heightCm: 161, weightKg: 58 });

/** Four patients of today at site 101: eligible, confirmed and ready to be randomised, one with questions left, and a screen failure. */
export async function beginScreenings(desk: Desk, today: CalendarDate): Promise<void> {
  const screened = async (row: CohortRow, left: (forms: readonly TypedForm[]) => readonly TypedForm[] = (forms) => forms) => {
    const patient = await beginScreening(desk, "101");
    // four days ago, so that nothing that is examined within three days of consent lies ahead
    await typeForms(desk, patient, left(screeningForms({ row, siteCode: "101", consentOn: addDays(today, -4) }, chance(row.subject))));
    return patient;
  };
  await screened(ELIGIBLE);
  const confirmed = await screened(CONFIRMED);
  await doAs(desk, "ines", confirmEligibility, { patientId: confirmed.id, username: "ines", password: DEMONSTRATION_PASSWORD, seen: null });
  await screened(WAITING, (forms) => forms.filter(({ formId }) => !NOT_YET.includes(formId)).map(withoutMagnesium));
  const failed = await screened(FAILED, (forms) => forms.map(explained));
  await doAs(desk, "cora", screenFailPatient, { patientId: failed.id, cause: "criteria", reason: "Zubrod 4; palliative care was agreed with the family." });
}

function withoutMagnesium(form: TypedForm): TypedForm {
  if (form.formId !== "chemistry") return form;
  const { magnesium: _later, creatinine: _too, ...answers } = form.answers;
  return { ...form, answers };
}

/** What the performance status asks is answered at once: this is why the patient does not enter. */
const explained = (form: TypedForm): TypedForm =>
  form.formId === "vital_signs" ? { ...form, explanations: [{ ruleId: "VS07", text: "Not enrolled for this reason." }] } : form;
