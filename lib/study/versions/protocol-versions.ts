import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { reviewVersion } from "@/lib/study/versions/review/protocol";
import { version2007 } from "@/lib/study/versions/2007/protocol";

/** The two published descriptions of this trial. The deployment chooses which is open for enrolment; "2007" is the default. */
export const protocolVersions: Readonly<Record<ProtocolVersionId, ProtocolVersion>> = {
  "2007": version2007,
  review: reviewVersion,
};
