import type { DraftPlace } from "@/app/_crf/use-draft";
import type { LogView } from "@/lib/entries/read-log";

/** Where this device keeps the row that is being added to a log. */
export const placeOfRow = ({ patientId, patientNumber, formId, visitCode }: LogView, title: string): DraftPlace => ({
  name: `${patientId} ${formId} ${visitCode ?? ""}`,
  label: { href: `/patients/${patientNumber}/logs/${formId}${visitCode ? `?visit=${visitCode}` : ""}`, patient: patientNumber, title: `${title}, new row` },
});
