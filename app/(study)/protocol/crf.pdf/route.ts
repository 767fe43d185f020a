import { asDownload } from "@/lib/server/page";
import { printedCrf } from "@/lib/study/printed-crf";
import { RULE_VERSION } from "@/lib/study/study";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { CRF_KINDS, writeCrf, type CrfKind } from "./write-crf";

type VersionId = keyof typeof protocolVersions;

/** Written once: the definitions cannot change while the server runs, and laying out fifty pages takes seconds. */
const written = new Map<string, Promise<Buffer>>();

function crfFile(version: VersionId, kind: CrfKind): Promise<Buffer> {
  const name = `${version} ${kind}`;
  const known = written.get(name);
  if (known !== undefined) return known;
  const made = writeCrf(printedCrf(protocolVersions[version]), kind, RULE_VERSION);
  written.set(name, made);
  made.catch(() => written.delete(name));
  return made;
}

/** The case report form on paper, ?kind=blank|annotated&version=2007. Whoever may read the handbook may have it. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const kind = CRF_KINDS.find((each) => each === asked.get("kind"));
  const version = (Object.keys(protocolVersions) as VersionId[]).find((each) => each === asked.get("version"));
  const answer = await asDownload("protocol.read", async () => (kind && version ? new Response() : null));
  if (!answer.ok || !kind || !version) return answer;
  const name = `crf-${version}-${kind}-rules-${RULE_VERSION}.pdf`;
  const headers = { "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"`, "cache-control": "private, no-store" };
  return new Response(new Uint8Array(await crfFile(version, kind)), { headers });
}
