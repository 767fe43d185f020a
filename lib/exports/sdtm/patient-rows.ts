import type { Row } from "../datasets/dataset";

/** The rows of one patient, by dataset. */
export const patientRows = (): ReadonlyMap<string, readonly Row[]> => new Map<string, readonly Row[]>();
