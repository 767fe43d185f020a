import "server-only";
import type { Tx } from "@/lib/server/db";
import { countByHash } from "@/lib/server/whole-study";
import { funnelOf, type Funnel } from "@/lib/stats/funnel";
import { countForms, type SiteSignals } from "./form-signals";
import { readMeasurements } from "./read-measured";
import { readFormRecords, readMeasuredRecords, type SignalRecord } from "./signal-records";
import { FORM_SIGNALS, MEASURED_SIGNALS, SIGNALS, type Signal } from "./signals";

export interface SignalView {
  readonly signal: Signal;
  readonly funnel: Funnel;
}

/** The signal and the site whose records are asked for, if any. */
type Asked = { readonly signal: Signal; readonly site: string } | null;

/** What some signals count at every site within reach, and the records behind the figure that was asked for; null where none was, or one of the others. */
interface Gathered { readonly counts: readonly SiteSignals[]; readonly records: readonly SignalRecord[] | null }

/** Of whole forms: one statement, and one for records, whatever the number of patients. */
export async function readFormSignals(tx: Tx, asked: Asked): Promise<Gathered> {
  const counts = await countByHash(tx, countForms);
  const signal = FORM_SIGNALS.find((one) => one === asked?.signal);
  return { counts, records: signal && asked ? await readFormRecords(tx, signal, asked.site) : null };
}

/** Of measurements: likewise. */
export async function readMeasuredSignals(tx: Tx, asked: Asked): Promise<Gathered> {
  const { counts, fences, formsOf } = await countByHash(tx, readMeasurements);
  const signal = MEASURED_SIGNALS.find((one) => one === asked?.signal);
  return { counts, records: signal && asked ? await readMeasuredRecords(tx, signal, formsOf(asked.site), fences) : null };
}

/** Every signal, with each site beside the others. */
export const arrangeSignals = (gathered: readonly Gathered[]): readonly SignalView[] =>
  SIGNALS.map((signal) => ({ signal, funnel: funnelOf(gathered.flatMap(({ counts }) => counts.filter((count) => count.signal === signal))) }));
