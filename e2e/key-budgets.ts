/** How many keys one form took, walked once from its first field to its last and saved. */
export interface KeysOfForm {
  readonly formId: string;
  readonly title: string;
  /** Answered; fields that were left out cost one key each and are not in it. */
  readonly fields: number;
  readonly keys: number;
}

/**
 * The most keys that a form may take with the answers of the journey: the answers themselves, one Enter a field, one to begin and one to
 * save. A letter is a key and so is a chord. The journey fails above it; below it by much, lower it.
 */
export const KEY_BUDGETS: Readonly<Record<string, number>> = {
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
