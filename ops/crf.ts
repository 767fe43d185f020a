// npm run crf -- VERSION blank|annotated FILE.pdf: the case report form of a protocol version on paper, printed from the definitions.
// Without a file it goes to the standard output: the web server asks for it so, because laying out fifty pages takes seconds of a whole processor.
import { writeFileSync } from "node:fs";
import { CRF_KINDS } from "@/app/(study)/protocol/crf.pdf/crf-kinds";
import { writeCrf } from "@/app/(study)/protocol/crf.pdf/write-crf";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { printedCrf } from "@/lib/study/printed-crf";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const [version, kind, file] = process.argv.slice(2);
const versions = Object.values(protocolVersions);
const asked = { version: versions.find(({ id }) => id === version), kind: CRF_KINDS.find((each) => each === kind) };
if (!asked.version || !asked.kind) {
  console.error(`Say which version (${versions.map(({ id }) => id).join(", ")}) and which kind (${CRF_KINDS.join(", ")}), for example: npm run crf -- 2007 annotated crf.pdf`);
  process.exit(2);
}
const crf = printedCrf(asked.version);
const shortTitle = process.env["TRIAL_KIND"] === "training" ? `${TRAINING_SAYS} · ${crf.shortTitle}` : crf.shortTitle;
const pdf = await writeCrf({ ...crf, shortTitle }, asked.kind, RULE_VERSION);
if (file) writeFileSync(file, pdf);
else process.stdout.write(pdf);
