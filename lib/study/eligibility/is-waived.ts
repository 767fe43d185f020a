import type { PatientRecord } from "@/lib/study/patient-record";

/** Whether the sponsor let this criterion pass for this patient: what it would ask was answered. */
export const isWaived = ({ waivers }: PatientRecord, criterion: string): boolean => waivers.some((waiver) => waiver.criterion === criterion);
