import { CRF_KINDS } from "@/lib/exports/formats/crf-kinds";
import { printCrfs } from "@/lib/exports/formats/crf-printer";
import { asDownload } from "@/lib/server/page";
import { isTraining, markFile } from "@/lib/server/trial-kind";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

type VersionId = keyof typeof protocolVersions;

/** The case report form on paper, ?kind=blank|annotated&version=2007. Whoever may read the handbook may have it. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const kind = CRF_KINDS.find((each) => each === asked.get("kind"));
  const version = (Object.keys(protocolVersions) as VersionId[]).find((each) => each === asked.get("version"));
  const answer = await asDownload("protocol.read", async () => (kind && version ? new Response() : null));
  if (!answer.ok || !kind || !version) return answer;
  const name = `crf-${version}-${kind}-rules-${RULE_VERSION}.pdf`;
  const headers = { "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"`, "cache-control": "private, no-store" };
  const [pdf] = printCrfs([{ version, kind, isTraining }]);
  return markFile(new Response(new Uint8Array(await pdf ?? []), { headers }));
}
