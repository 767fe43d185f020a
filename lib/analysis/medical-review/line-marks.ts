import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { sha256 } from "@/lib/kernel/sha256";
import type { Tx } from "@/lib/server/db";
import type { FoundLine, ReviewLine, ReviewMark } from "./review-line";

/** Of what a line shows; how long something is late moves with the clock and is left out. A mark stands while this is the same. */
export const seenHashOf = ({ list, subject, on, what, detail, stands }: FoundLine): string => sha256(JSON.stringify([list, subject, on, what, detail, stands]));

interface Mark { readonly patientId: string; readonly list: string; readonly subject: string; readonly seenHash: string; readonly reviewed: boolean; readonly byName: string; readonly at: string; readonly timeZone: string }
interface Locked { readonly scope: "study" | "site" | "patient"; readonly siteId: string; readonly patientId: string | null }

/** The lines with who reviewed each, and whether the reader may mark it: two statements. */
export async function withMarks(tx: Tx, actor: Actor, lines: readonly FoundLine[]): Promise<readonly ReviewLine[]> {
  const [marks, locks] = await Promise.all([readMarks(tx), tx.$queryRaw<Locked[]>`SELECT scope, site_id AS "siteId", patient_id AS "patientId" FROM app.lock WHERE kind = 'lock' AND released_at IS NULL AND scope IN ('study', 'site', 'patient')`]);
  const latest = new Map(marks.map((mark) => [nameOf(mark), mark]));
  const isLocked = (line: FoundLine) => locks.some(({ scope, siteId, patientId }) => scope === "study" || (scope === "site" ? siteId === line.siteId : patientId === line.patientId));
  return lines.map((line) => {
    const seenHash = seenHashOf(line);
    return { ...line, seenHash, mark: markOf(latest.get(nameOf(line)), seenHash), mayMark: can(actor, "medical_review.mark", line) && !isLocked(line) };
  });
}

const nameOf = ({ patientId, list, subject }: Pick<Mark, "patientId" | "list" | "subject">): string => `${patientId} ${list} ${subject}`;

const markOf = (mark: Mark | undefined, seenHash: string): ReviewMark | null =>
  mark === undefined || !mark.reviewed ? null : { byName: mark.byName, at: mark.at, timeZone: mark.timeZone, stands: mark.seenHash === seenHash };

const readMarks = (tx: Tx): Promise<Mark[]> => tx.$queryRaw<Mark[]>`
  SELECT DISTINCT ON (m.patient_id, m.list, m.subject) m.patient_id AS "patientId", m.list, m.subject, m.seen_hash AS "seenHash", m.reviewed, m.by_name AS "byName", to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, s.time_zone AS "timeZone"
  FROM app.reviewed_line m JOIN app.site s ON s.id = m.site_id ORDER BY m.patient_id, m.list, m.subject, m.at DESC, m.id`;
