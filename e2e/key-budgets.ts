/** How many keys one form took, walked once from its first field to its last and saved. */
export interface KeysOfForm {
  readonly formId: string;
  readonly title: string;
  /** Answered. */
  readonly fields: number;
  readonly keys: number;
}

/**
 * The most keys that a form may take with the answers of the journey: the answers themselves, one Enter a field, one to begin and one to
 * save. A letter is a key and so is a chord. The journey fails above it; below it by much, lower it.
 */
export const KEY_BUDGETS: Readonly<Record<string, number>> = {
  consent: 10, demography: 8, aml_history: 87, vital_signs: 34, chemistry: 91, cardiac: 16, eligibility: 34, haematology: 32, marrow: 28,
  extramedullary: 15, cenersen_infusion: 32, infusion_interruption: 48, infusion_bag: 87, idarubicin_dose: 6, cytarabine_dose: 6,
  response_assessment: 36, follow_up: 58, concomitant_medication: 56, transfusion: 15, adverse_event: 121, relapse: 40, new_therapy: 31, death: 35,
  end_of_treatment: 20, protocol_deviation: 64,
};

const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** Each form once, as it was walked first. */
export function keyTable(counted: readonly KeysOfForm[]): string {
  const forms = counted.filter(({ formId }, at) => counted.findIndex((one) => one.formId === formId) === at);
  return [
    line(["Form", "Fields", "Keys", "Keys per field", "Budget"]), "|---|---:|---:|---:|---:|",
    ...forms.map(({ formId, title, fields, keys }) => line([title, fields, keys, (keys / fields).toFixed(1), KEY_BUDGETS[formId] ?? "none"])),
  ].join("\n");
}
