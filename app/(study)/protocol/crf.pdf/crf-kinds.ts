export const CRF_KINDS = ["blank", "annotated"] as const;
export type CrfKind = (typeof CRF_KINDS)[number];
