import type { ProtocolVersionId } from "@/lib/study/patient-record";

export const CRF_KINDS = ["blank", "annotated"] as const;
export type CrfKind = (typeof CRF_KINDS)[number];

/** Which case report form is wanted; that of a training says so on every page. */
export interface AskedCrf { readonly version: ProtocolVersionId; readonly kind: CrfKind; readonly isTraining: boolean }
