import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { study } from "@/lib/study/study";
import type { CutStudy } from "../../export-format";

/** What the file is of, in a sentence; of a demonstration and a training first of all that they are one. */
export function sayStudy({ study: settings, name, isInterim }: CutStudy): string {
  const kind = settings["isTraining"] === true ? `${TRAINING_SAYS}. ` : settings["isDemonstration"] === true ? "Demonstration: invented patients. " : "";
  return `${kind}${study.title}. Data cut "${name}", ${isInterim ? "interim: not every patient is locked" : "final: every patient is locked"}.`;
}

/** What both versions of ODM say of a file at its head. A file is named by what the cut holds, and dated by the cut: no clock is asked. */
export const fileAttributes = (cut: CutStudy, odmVersion: string, type: "Snapshot" | "Transactional") => ({
  ODMVersion: odmVersion, FileType: type, Granularity: type === "Snapshot" ? "All" : "AllClinicalData", FileOID: `${cut.contentHash}.odm-${odmVersion}.${type.toLowerCase()}`,
  CreationDateTime: cut.madeAt, AsOfDateTime: cut.madeAt, Originator: study.shortTitle, SourceSystem: `${study.shortTitle} eCRF`, SourceSystemVersion: `rules ${RULE_VERSION}`,
});
