import "server-only";
import { formOf } from "@/lib/entries/judge";
import { sayInstant } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import { sayPlace } from "@/lib/signatures/say-place";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { isInside, WHOLE_CASEBOOK, type Within } from "./blockers-within";
import { OWNERS, sayBlocker, type BlockerKind, type Owner } from "./blocker-words";
import { ageDaysOf, byAge, inOrder } from "./blocker-tallies";
import { readCriticalEntries, type CriticalEntry } from "./critical-fields";
import { readLackingRows, type LackingRows } from "./read-lacking-rows";

/** One thing that is left to do, where it is, and who can do it. */
export interface Blocker {
  readonly kind: BlockerKind;
  readonly owner: Owner;
  readonly patient: string;
  readonly what: string;
  readonly why: string;
  /** Opens the very field, or the casebook for what concerns all of it. */
  readonly href: string;
  /** Whole days since it came up; null when nobody can say. */
  readonly ageDays: number | null;
}

interface Row {
  readonly kind: Exclude<BlockerKind, "unverified">; readonly owner: Owner; readonly patient: string; readonly entryId: string | null; readonly field: string | null; readonly since: Date | null;
  readonly detail: string; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null; readonly visit: string | null; readonly answer: unknown;
  readonly signer: string | null; readonly signedAt: Date | null; readonly timeZone: string;
}

/** What blocks the lock of these patients, or of one visit or form of one of them: the database's own list, doses without a row, then values of the primary endpoint that nobody verified. Oldest first per owner. */
export async function readBlockers(tx: Tx, patientIds: readonly string[], critical: readonly CriticalEntry[], now: Date, within: Within = WHOLE_CASEBOOK): Promise<readonly Blocker[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT b.kind, CASE WHEN b.kind = 'query_answered' AND raised.by_role LIKE '%data_manager%' THEN 'data_manager' ELSE b.owner END AS owner, p.number AS patient,
      b.entry_id::text AS "entryId", b.field, b.since, b.detail, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, e.answers -> b.field AS answer,
      signed.by_name AS signer, signed.at AS "signedAt", site.time_zone AS "timeZone"
    FROM app.patient p JOIN app.site site ON site.id = p.site_id CROSS JOIN LATERAL ctx.lock_blockers(p.id, ${within.visitId}::uuid, ${within.entryId}::uuid) b
      LEFT JOIN LATERAL (SELECT * FROM app.entry WHERE id = b.entry_id LIMIT 1) e ON true LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true
      LEFT JOIN LATERAL (SELECT d.by_role FROM app.discrepancy d WHERE b.kind = 'query_answered' AND d.entry_id = b.entry_id AND d.field = b.field AND d.at = b.since AND d.question = b.detail AND d.state <> 'closed' LIMIT 1) raised ON true
      LEFT JOIN LATERAL (SELECT s.by_name, s.at FROM app.signature s WHERE b.kind = 'unsigned' AND s.patient_id = p.id AND s.meaning = 'casebook' ORDER BY s.at DESC LIMIT 1) signed ON true
    WHERE p.id = ANY (${patientIds as string[]}::uuid[])`;
  const lacking = await readLackingRows(tx, patientIds);
  const inside = isInside(within);
  const blockers = [
    ...rows.map((row) => describeRow(row, now)), ...lacking.filter(inside).map(describeLacking),
    ...critical.filter((entry) => inside(entry) && entry.unverified.length > 0).map((entry) => describeCritical(entry, now)),
  ];
  return blockers.toSorted(asListed);
}

/** By owner, the oldest first. */
const asListed = (one: Blocker, other: Blocker): number =>
  OWNERS.indexOf(one.owner) - OWNERS.indexOf(other.owner) || byAge(one.ageDays, other.ageDays) || inOrder(one.patient, other.patient) || inOrder(one.what, other.what);

/** So many patients are asked for in one statement: each is asked for all that was signed. */
const PATIENTS_A_PART = 250;

/** The blockers of all these patients, part by part, in the order of `readBlockers`. */
export async function readAllBlockers(tx: Tx, patientIds: readonly string[], now: Date): Promise<readonly Blocker[]> {
  const parts: (readonly Blocker[])[] = [];
  for (let from = 0; from < patientIds.length; from += PATIENTS_A_PART) {
    const part = patientIds.slice(from, from + PATIENTS_A_PART);
    parts.push(await readBlockers(tx, part, await readCriticalEntries(tx, part), now));
  }
  return parts.length === 1 ? parts[0]! : parts.flat().toSorted(asListed);
}

function describeRow(row: Row, now: Date): Blocker {
  const { kind, owner, patient, entryId, field, detail, formId, formVersion, rowNo, visit } = row;
  const said = { kind, owner, patient, why: sayBlocker(kind, detail), ageDays: ageDaysOf(row.since, now) };
  if (kind === "unsigned") return { ...said, what: "Signature", why: `${said.why}; ${saySigner(row)}`, href: `/patients/${patient}` };
  if (kind === "adjudication_open") return { ...said, what: `Response · ${visitByCode(field ?? "")?.title ?? field}`, href: `/patients/${patient}#responses` };
  if (entryId === null || formId === null || formVersion === null || rowNo === null) return { ...said, what: "Casebook", href: `/patients/${patient}` };
  const form = formOf({ formId, formVersion });
  const place = sayPlace(form, visit, rowNo);
  const asked = field === null ? undefined : form.fields[field];
  const detailed = kind === "exposure_undecided" && asked ? `“${asked.show(row.answer)}”` : asked?.label;
  return { ...said, what: detailed === undefined ? place : `${place}: ${detailed}`, href: field === null ? `/entries/${entryId}` : `/entries/${entryId}#${field}` };
}

/** Whom to ask: who signed the casebook last. */
const saySigner = ({ signer, signedAt, timeZone }: Row): string => (signer === null || signedAt === null ? "the casebook was never signed" : `casebook last signed by ${signer}, ${sayInstant(signedAt.toISOString(), timeZone)}`);

function describeLacking({ patient, visit, formId }: LackingRows): Blocker {
  const what = [formById(formId)?.title ?? formId, visitByCode(visit)?.title ?? visit].join(" · ");
  return { kind: "form_incomplete", owner: "site", patient, what, why: sayBlocker("form_incomplete", "no_rows"), href: `/patients/${patient}/logs/${formId}?visit=${visit}`, ageDays: null };
}

function describeCritical(entry: CriticalEntry, now: Date): Blocker {
  const { entryId, patient, rowNo, visit, unverified, changedSince } = entry;
  const form = formOf(entry);
  const [first = ""] = unverified;
  const only = unverified.length === 1 ? `: ${form.fields[first]?.label ?? first}` : "";
  const values = unverified.length === 1 ? "primary endpoint value not verified" : `${unverified.length} primary endpoint values not verified`;
  return {
    kind: "unverified", owner: "monitor", patient, what: `${sayPlace(form, visit, rowNo)}${only}`, why: changedSince > 0 ? `${values}, ${changedSince} changed since verified` : values,
    href: `/entries/${entryId}#${first}`, ageDays: ageDaysOf(entry.since, now),
  };
}
