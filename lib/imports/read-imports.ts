import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** One import as a list shows it. */
export interface ImportSummary {
  readonly id: string;
  readonly siteCode: string;
  readonly timeZone: string;
  readonly kind: "paste" | "file";
  readonly name: string | null;
  readonly sha256: string;
  readonly lines: number;
  readonly stored: number;
  readonly corrected: number;
  readonly same: number;
  readonly leftOut: readonly { readonly line: number; readonly why: string }[];
  readonly byName: string;
  readonly byRole: string | null;
  readonly at: string;
  readonly patients: readonly string[];
}

/** A value of an import: what the source said, and where it went. */
export interface ImportedValue {
  readonly patient: string;
  readonly entryId: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly visit: string | null;
  readonly rowNo: number;
  readonly field: string;
  readonly line: number;
  readonly said: string;
  readonly named: string;
  /** What stands there now. */
  readonly answer: unknown;
}

const MOST_SHOWN = 200;

/** Imports at the reader's sites, newest first; null for who may not see any. */
export async function readImports(tx: Tx, actor: Actor, id: string | null = null): Promise<readonly ImportSummary[]> {
  const imports = await tx.import.findMany({ where: id === null ? {} : { id }, orderBy: { at: "desc" }, take: MOST_SHOWN });
  const seen = imports.filter((one) => can(actor, "import.read", one));
  const [sites, numbers] = await Promise.all([
    tx.site.findMany({ select: { id: true, code: true, timeZone: true } }),
    tx.$queryRaw<{ id: string; numbers: string[] }[]>`SELECT i.import_id AS id, array_agg(DISTINCT p.number ORDER BY p.number) AS numbers FROM app.import_entry i JOIN app.patient p ON p.id = i.patient_id
      WHERE i.import_id = ANY (${seen.map((one) => one.id)}::uuid[]) GROUP BY 1`,
  ]);
  return seen.map(({ siteId, kind, leftOut, at, requestId: _, byId: __, ...shown }) => {
    const site = sites.find((each) => each.id === siteId);
    return {
      ...shown, kind: kind as ImportSummary["kind"], leftOut: leftOut as unknown as ImportSummary["leftOut"], at: at.toISOString(), siteCode: site?.code ?? "", timeZone: site?.timeZone ?? "UTC",
      patients: numbers.find((each) => each.id === shown.id)?.numbers ?? [],
    };
  });
}

/** One import with each of its values; null for what is not theirs. */
export async function readImport(tx: Tx, actor: Actor, id: string): Promise<{ readonly summary: ImportSummary; readonly values: readonly ImportedValue[] } | null> {
  const [summary] = await readImports(tx, actor, id);
  if (!summary) return null;
  const values = await tx.$queryRaw<ImportedValue[]>`
    SELECT p.number AS patient, e.id AS "entryId", e.form_id AS "formId", e.form_version AS "formVersion", v.code AS visit, e.row_no AS "rowNo", t.key AS field, (t.value ->> 'line')::int AS line, t.value ->> 'said' AS said, t.value ->> 'named' AS named,
      e.answers -> t.key AS answer
    FROM app.import_entry i JOIN app.entry e ON e.id = i.entry_id JOIN app.patient p ON p.id = i.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id CROSS JOIN LATERAL jsonb_each(i.text) t
    WHERE i.import_id = ${id}::uuid ORDER BY line, patient, field`;
  return { summary, values };
}
