import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { settle } from "@/lib/entries/settle";
import { lockPatient } from "@/lib/patients/patient-store";
import { sqlState, withActor } from "@/lib/server/transaction";
import { asSystem, SYSTEM } from "@/ops/first-study.mjs";

export interface DerivedAgain {
  readonly patients: number;
  readonly locked: number;
}

const RECORD_IS_LOCKED = "55000";

/**
 * What follows a save, for every patient with a medication: derived results and system queries, one transaction each. A patient under a
 * lock keeps the results it was locked with. Needs a server whose database role may write for everybody: the owner's.
 */
export async function deriveAgain(admin: pg.Client, action: string, tell: (done: number, of: number) => void = () => {}): Promise<DerivedAgain> {
  const { rows } = await admin.query<{ id: string; siteId: string }>(
    `SELECT id, site_id AS "siteId" FROM app.patient p WHERE EXISTS (SELECT FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'concomitant_medication' AND e.removed_at IS NULL) ORDER BY number`);
  const token = randomBytes(32).toString("base64url");
  await asSystem(admin, action, () => admin.query("SELECT ctx.open_session($1, $2)", [SYSTEM, token]));
  let locked = 0;
  try {
    for (const [at, { id, siteId }] of rows.entries()) {
      try {
        await withActor(token, { name: action, requestId: randomUUID() }, async (tx, actor) => {
          await lockPatient(tx, id);
          await settle({ tx, actor, now: new Date() }, { patientId: id, siteId });
        });
      } catch (error) {
        if (sqlState(error) !== RECORD_IS_LOCKED) throw error;
        locked += 1;
      }
      tell(at + 1, rows.length);
    }
  } finally {
    await admin.query("SELECT ctx.close_session($1)", [token]);
  }
  return { patients: rows.length - locked, locked };
}
