import type { CodedTerm } from "@/lib/crf/coded-term";

/** The class of blood disorders, and the counts that CTCAE keeps among the investigations. */
const CLASS = "Blood and lymphatic system disorders";
const COUNTS: ReadonlySet<string> = new Set(["Neutrophil count decreased", "Platelet count decreased", "White blood cell decreased", "Lymphocyte count decreased", "CD4 lymphocytes decreased", "Lymphocyte count increased", "Hemoglobin increased"]);

/** Cytopenias belong to the disease and to its treatment: grade 4 alone does not make them serious. */
export const isHaematological = ({ term, group }: Pick<CodedTerm, "term" | "group">): boolean => group === CLASS || COUNTS.has(term);
