import "server-only";
import { sql } from "./sql";

/**
 * The patient `p` and the site `s` of each row of `of` (`patient_id`), a part of FROM. Each is looked up by its key: under row security the planner
 * takes a table of thousands for one row, and would go through all of it, or carry out the rest anew, for every patient.
 */
export const ITS_PATIENT = sql`CROSS JOIN LATERAL (SELECT t.id, t.site_id, t.number, t.arm FROM app.patient t WHERE t.id = of.patient_id LIMIT 1) p
  CROSS JOIN LATERAL (SELECT t.code, t.time_zone FROM app.site t WHERE t.id = p.site_id LIMIT 1) s`;
