// npm run crf -- VERSION blank|annotated FILE.pdf: the case report form of a protocol version on paper, printed from the definitions.
// Without a file it goes to the standard output.
import { writeFileSync } from "node:fs";
import { printCrf } from "@/app/(study)/protocol/crf.pdf/print-crf";
import { CRF_KINDS } from "@/lib/exports/formats/crf-kinds";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const [version, kind, file] = process.argv.slice(2);
const versions = Object.values(protocolVersions);
const asked = { version: versions.find(({ id }) => id === version)?.id, kind: CRF_KINDS.find((each) => each === kind) };
if (!asked.version || !asked.kind) {
  console.error(`Say which version (${versions.map(({ id }) => id).join(", ")}) and which kind (${CRF_KINDS.join(", ")}), for example: npm run crf -- 2007 annotated crf.pdf`);
  process.exit(2);
}
const pdf = await printCrf({ version: asked.version, kind: asked.kind, isTraining: process.env["TRIAL_KIND"] === "training" });
if (file) writeFileSync(file, pdf);
else process.stdout.write(pdf);
