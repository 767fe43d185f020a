import type { AskedCrf } from "@/lib/exports/formats/crf-kinds";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { printedCrf } from "@/lib/study/printed-crf";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { writeCrf } from "./write-crf";

/** The case report form of a protocol version as this release defines it. */
export function printCrf({ version, kind, isTraining }: AskedCrf): Promise<Buffer> {
  const crf = printedCrf(protocolVersions[version]);
  return writeCrf({ ...crf, shortTitle: isTraining ? `${TRAINING_SAYS} · ${crf.shortTitle}` : crf.shortTitle }, kind, RULE_VERSION);
}
