import type { PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import { logs } from "@/lib/study/visits";
import { labelKey, type FormLabels } from "./form-labels";

/** Of the visits' forms that the record holds: what criteria are read from. */
export function labelsOf({ entries }: PatientRecord): FormLabels {
  return Object.fromEntries(entries.filter(({ formId }) => !logs.includes(formId)).flatMap((entry) => {
    const form = formById(entry.formId, entry.formVersion);
    return form ? [[labelKey(entry), { title: form.title, fields: Object.fromEntries(Object.entries(form.fields).map(([name, { label }]) => [name, label])) }]] : [];
  }));
}
