import "server-only";
import { dayIn } from "@/lib/kernel/instant";
import { sayAge } from "@/lib/kernel/say-age";
import { readCriticalEntries, type CriticalEntry } from "@/lib/locks/critical-fields";
import type { Tx } from "@/lib/server/db";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { isWhole, LINES_OF_ONE, type Beyond, type Only } from "./beyond";
import { minutesFor, type Task } from "./task";

/** A patient whose values this person compares with the source. */
export interface ToVerify { readonly id: string; readonly number: string; readonly siteCode: string; readonly timeZone: string }

/** Patients looked at together: a first few, in whom there mostly is enough, and then more at a time, so that it ends soon where nearly all is verified. */
const BATCHES = [40, 200, 1_000, Infinity] as const;

/** The forms whose values decide the primary endpoint and are not verified, patient by patient: of a chosen site or patient all, and else as many as one list shows. `patients`: by number. */
export async function readToVerify(tx: Tx, patients: readonly ToVerify[], only: Only, now: Date): Promise<{ readonly tasks: readonly Task[]; readonly beyond: readonly Beyond[] }> {
  const wanted = patients.filter(({ number, siteCode }) => (only.patient === undefined || number === only.patient) && (only.site === undefined || siteCode === only.site));
  const patientOf = new Map(wanted.map((patient) => [patient.number, patient]));
  const tasks: Task[] = [];
  let looked = 0;
  for (const size of isWhole(only) ? BATCHES : [Infinity]) {
    const part = wanted.slice(looked, looked + size);
    if (part.length === 0 || (isWhole(only) && tasks.length >= LINES_OF_ONE)) break;
    const found = await readCriticalEntries(tx, part.map(({ id }) => id));
    tasks.push(...found.filter(({ unverified, changedSince }) => unverified.length > changedSince).map((entry) => verifyTask(entry, patientOf.get(entry.patient), now)));
    looked += part.length;
  }
  const read = new Set(wanted.slice(0, looked));
  const unread = [...new Set(patients.filter((patient) => !read.has(patient)).map(({ siteCode }) => siteCode))];
  return { tasks, beyond: unread.map((siteCode) => ({ kind: "verify", siteCode, count: null })) };
}

function verifyTask({ entryId, patient, formId, visit, rowNo, unverified, since }: CriticalEntry, at: ToVerify | undefined, now: Date): Task {
  const [form, timeZone] = [formById(formId), at?.timeZone ?? "UTC"];
  return {
    key: `verify ${entryId}`, kind: "verify", siteCode: at?.siteCode ?? null, patient, minutes: minutesFor(unverified.length), href: `/entries/${entryId}#${unverified[0] ?? ""}`,
    what: [form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null, visit === null ? null : (visitByCode(visit)?.title ?? visit)].filter(Boolean).join(", "),
    detail: `${unverified.length} ${unverified.length === 1 ? "value decides" : "values decide"} the primary endpoint and ${unverified.length === 1 ? "is" : "are"} not compared with the source`,
    when: sayAge(dayIn(since.toISOString(), timeZone), dayIn(now.toISOString(), timeZone)),
  };
}
