import "server-only";
import { sql, type Sql } from "./sql";

/** A part of WITH: what is locked, or frozen as well, looked up once for a statement. */
export const LOCKED = sql`held AS MATERIALIZED (SELECT scope, site_id, patient_id, visit_id, entry_id FROM app.lock WHERE released_at IS NULL AND kind = 'lock')`;
export const HELD = sql`held AS MATERIALIZED (SELECT kind, scope, site_id, patient_id, visit_id, entry_id FROM app.lock WHERE released_at IS NULL)`;
/** What is locked of these patients, with what is wider. */
export const lockedAround = (patientIds: readonly string[]): Sql => sql`held AS MATERIALIZED (SELECT scope, site_id, patient_id, visit_id, entry_id FROM app.lock WHERE released_at IS NULL AND kind = 'lock' AND (patient_id IS NULL OR patient_id = ANY (${[...patientIds]}::uuid[])))`;

/** Whether the form `e` (`app.entry`) lies within any of `held`. Each list is hashed once: one condition over all scopes would be tried for every form with every lock. */
export const IS_HELD = sql`(EXISTS (SELECT FROM held WHERE scope = 'study') OR e.site_id IN (SELECT site_id FROM held WHERE scope = 'site') OR e.patient_id IN (SELECT patient_id FROM held WHERE scope = 'patient')
    OR coalesce(e.visit_id IN (SELECT visit_id FROM held WHERE scope = 'visit'), false) OR e.id IN (SELECT entry_id FROM held WHERE scope = 'entry'))`;

/** Whether the patient `p` (`app.patient`) as a whole lies within any of `held`. */
export const IS_PATIENT_HELD = sql`(EXISTS (SELECT FROM held WHERE scope = 'study') OR p.site_id IN (SELECT site_id FROM held WHERE scope = 'site') OR p.id IN (SELECT patient_id FROM held WHERE scope = 'patient'))`;
