import "server-only";
import { sql } from "@/lib/server/sql";

/**
 * What each signature was given for, form by form with the hash of each value, as `covered (signature_id, covers)`. With what its seal is over besides it is enough
 * to make `manifestSha256` again from a cut alone. Where something about the patient was redacted, the hash of a value that does not stand any more is null: a short one
 * could be guessed. Put together for all signatures at once: one by one each would go through the forms of the whole study
 * ("OFFSET 0" keeps the planner from doing just that).
 */
export const COVERED = sql`
    covered AS (
      SELECT m.id AS signature_id, jsonb_agg(coalesce(m.entries -> m.key, jsonb_build_object('form', c.form_id, 'formVersion', c.form_version, 'visit', cv.code, 'row', c.row_no)) || jsonb_build_object('entry', m.key, 'fields',
          CASE WHEN m.patient_id IN (SELECT r.patient_id FROM app.redaction r WHERE r.state = 'done')
            THEN (SELECT jsonb_object_agg(f.key, CASE WHEN encode(sha256(convert_to((c.answers -> f.key)::text, 'UTF8')), 'hex') = f.value #>> '{}' THEN f.value END) FROM jsonb_each(m.value) f) ELSE m.value END)
          ORDER BY cv.code COLLATE "C" NULLS FIRST, c.form_id COLLATE "C", c.row_no) AS covers
        FROM (SELECT g.id, g.patient_id, g.entries, j.key, j.value FROM app.signature g CROSS JOIN LATERAL jsonb_each(g.manifest) j OFFSET 0) m JOIN app.entry c ON c.id = m.key::uuid LEFT JOIN app.visit cv ON cv.id = c.visit_id GROUP BY m.id)`;

/** Of a signature `g` beside `covered gc`. */
export const SIGNED = sql`jsonb_build_object('covers', coalesce(gc.covers, '[]'),
  'sealed', jsonb_build_object('seal', g.seal, 'id', g.id, 'siteId', g.site_id, 'patientId', g.patient_id, 'visitId', g.visit_id, 'entryId', g.entry_id, 'sessionId', g.session_id, 'byId', g.by_id,
    'at', to_char(g.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))`;
