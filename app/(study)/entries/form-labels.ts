/** What forms and their fields are called, by form and version: the browser has the definition of the form that is open, and no other. */
export type FormLabels = Readonly<Record<string, { readonly title: string; readonly fields: Readonly<Record<string, string>> }>>;

export const labelKey = ({ formId, formVersion }: { readonly formId: string; readonly formVersion: number }): string => `${formId} ${formVersion}`;
