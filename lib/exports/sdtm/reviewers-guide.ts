import type { CutStudy } from "../export-format";
import { sdtm } from "./sdtm";
import { KNOWN_FINDINGS, NOT_APPLIED } from "./known-findings";
import { QUALIFIERS } from "./qualifiers";
import { CDISC_TERMINOLOGY_VERSION } from "./terms/cdisc-terms";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);

const CONVENTIONS: readonly string[] = [
  "A date that is known in part is truncated (2024, 2024-03) and never imputed. Study days come from whole dates only. Imputed dates stand in ADaM, with flags.",
  "A value that is missing for a stated reason has --STAT and --REASND where the standard has them, else a supplemental qualifier named after the variable with R. A blank has no record.",
  "Removed rows have no record. They are in the tables of the forms, with when and why.",
  "A dose that was due and not given has ECOCCUR = N with its reason, no dose, and no record in EX. An interruption of an infusion is such a record of EC, with ECCAT = INTERRUPTION.",
  "IE holds only criteria that were not met. A criterion that the sponsor waived is among them, with the reason in SUPPIE.",
  "RS holds the response as the investigator judged it. The response that the rules derive from the data, the best response and durations are in ADaM.",
  "CRp is added to the code list of responses. CRi would not be the same: it also covers neutrophils below 1,000/uL.",
  "A text over 200 bytes goes on in the supplement, in records named AETERM1, AETERM2; joined without anything between they are the text again. Comments go on in COVAL1, COVAL2.",
  "Laboratory results in other units are multiplied by exact factors. Counts per microlitre are named 10^6/L and thousands of them 10^9/L, as the code list has it; the figures are the same.",
  "Deviations that the rules found and the site has not recorded are in DV, with DVSRC = RULES in SUPPDV.",
  "The baseline flag --LOBXFL marks the last result dated on or before the day of the first dose. Times of assessments are not collected.",
  "Pages that define.xml names are named destinations of the annotated case report forms in ../crf, which the same cut has as a format of its own; the archive package holds both in their places.",
  "An epoch is told by the day. Treatment ends with the last day on which the response of the last course is assessed by plan.",
];

const extensions = () => sdtm.codeLists.filter(({ code }) => code !== undefined).flatMap(({ name, code, terms }) =>
  terms.filter(({ extended }) => extended === true).map(({ value, comment, decode }) => [`${name} (${code ?? ""})`, value, comment ?? decode ?? ""]));

/** What a reviewer should know before opening the datasets, as Markdown: conventions, additions to code lists, qualifiers, and the findings of the conformance rules with their explanations. */
export function reviewersGuide({ name, isInterim, madeAt, contentHash, manifest }: CutStudy): string {
  return [
    `# Reviewer's guide to the SDTM datasets`, "",
    `${manifest.study}. ${isInterim ? "Interim" : "Final"} cut "${name}" of ${madeAt.slice(0, 10)}, content ${contentHash}.`, "",
    `SDTM 2.0, SDTMIG 3.4, SDTM Terminology ${CDISC_TERMINOLOGY_VERSION}; adverse events by CTCAE 5.0.`, "",
    "## Conventions", "", ...CONVENTIONS.map((convention) => `- ${convention}`), "",
    "## Datasets", "", ...table(["Dataset", "Label", "Class", "A record is"], sdtm.specs.filter(({ isLeftOutWhenEmpty }) => isLeftOutWhenEmpty !== true).map((spec) => [spec.name, spec.label, spec.class, spec.structure])), "",
    "A supplement is written only where it has records.", "",
    "## Supplemental qualifiers", "", ...table(["Domain", "QNAM", "QLABEL", "Origin"], QUALIFIERS.map((qualifier) => [qualifier.domain, qualifier.name, qualifier.label, qualifier.origin])), "",
    "## Terms added to CDISC's lists", "", ...table(["List", "Term", "Meaning"], extensions()), "",
    "## Findings of the conformance rules", "",
    "The rules of CDISC CORE on single records and on the records of one dataset are applied to these datasets in the tests of this software, by an evaluator of its own. What they may find, and why it stands:", "",
    ...table(["Rule", "Dataset", "Finds", "Why it stands"], KNOWN_FINDINGS.map(({ rule, dataset, finds, because }) => [rule, dataset, finds, because])), "",
    "Rules that are not applied there. The engine itself applies them: run CDISC CORE over this folder with define.xml before a submission.", "",
    ...table(["Rules", "How many", "Why not"], NOT_APPLIED.map(({ kind, rules, because }) => [kind, String(rules), because])), "",
  ].join("\n");
}
