import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { ExportFormat } from "../export-format";
import { CRF_KINDS } from "./crf-kinds";
import { printCrfs } from "./crf-printer";

async function* whole(pdf: Promise<Buffer>): AsyncGenerator<Uint8Array> {
  yield await pdf;
}

export const crf: ExportFormat = {
  id: "crf", title: "Case report form, blank and annotated (PDF)",
  says: "For archives and reviewers: every form of each protocol version as this release prints it, once blank and once with where each value goes in SDTM. It holds no patient's data.",
  write: async function* ({ study }) {
    const isTraining = study.study["isTraining"] === true;
    const wanted = Object.values(protocolVersions).flatMap(({ id }) => CRF_KINDS.map((kind) => ({ version: id, kind, isTraining })));
    const files = printCrfs(wanted).map((pdf, at) => ({ file: `crf-${wanted[at]?.version}-${wanted[at]?.kind}.pdf`, chunks: whole(pdf) }));
    for (const file of files) yield await Promise.resolve(file);
  },
};
