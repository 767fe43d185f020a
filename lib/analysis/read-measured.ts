import "server-only";
import type { Tx } from "@/lib/server/db";
import { join, sql, type Sql } from "@/lib/server/sql";
import { MONITORED_DAYS } from "@/lib/study/monitored-fields";
import { FIELDS_OF, unpack, type MeasuredForm, type PackedForm } from "./measured-forms";
import { LOOKS } from "./measured-signals";
import { countOutside, fencesOf, valuesOf, type Fences, type Values } from "./outer-fences";
import { MEASURED_SIGNALS, type MeasuredSignal } from "./signals";
import type { SiteSignals } from "./form-signals";

interface Packed { readonly site: string; readonly forms: string }

/** The forms of measurements of every site within reach, those of a site in one text: unpacked they would fill the memory of the server. */
export interface Measurements {
  readonly counts: readonly SiteSignals<MeasuredSignal>[];
  readonly fences: Fences;
  readonly formsOf: (site: string) => readonly MeasuredForm[];
}

const answersOf = (form: string): Sql => sql`jsonb_build_array(${join((FIELDS_OF[form] ?? []).map(({ field }) => sql`e.answers -> ${field}::text`))})`;
const ofForm = (of: (form: string) => Sql): Sql => sql`CASE e.form_id ${join(Object.keys(FIELDS_OF).map((form) => sql`WHEN ${form}::text THEN ${of(form)}`), " ")} END`;

/** Reads each form once and tells for every site what each signal of measurements counts there. */
export async function readMeasurements(tx: Tx): Promise<Measurements> {
  const sites = await tx.$queryRaw<Packed[]>(sql`
    SELECT (SELECT s.code FROM app.site s WHERE s.id = p.site_id) AS site, p.forms FROM (SELECT f.site_id, string_agg(concat('["', f.id, '","', f.patient_id, '","', f.form_id, '",', f.day, ',', f.answers, ']'), ',') AS forms
      FROM (SELECT e.id, e.site_id, e.patient_id, e.form_id, coalesce(${ofForm((form) => sql`e.answers -> ${MONITORED_DAYS[form]}::text`)}, 'null') AS day, ${ofForm(answersOf)} AS answers
        FROM app.entry e WHERE e.form_id = ANY (${Object.keys(FIELDS_OF)}::text[]) AND e.removed_at IS NULL AND e.progress IN ('in_progress', 'complete')) f
      GROUP BY f.site_id OFFSET 0) p ORDER BY 1`);
  const read = await tally(sites);
  return { ...read, formsOf: (site) => sites.filter((one) => one.site === site).flatMap(unpacked) };
}

const unpacked = ({ forms }: Packed): readonly MeasuredForm[] => (JSON.parse(`[${forms}]`) as readonly PackedForm[]).map(unpack);

const COUNTED_AT_ONCE = MEASURED_SIGNALS.filter((signal) => signal !== "outliers");
const NO_FENCES: Fences = new Map();

/** Site by site: between two of them the server answers others. */
async function tally(sites: readonly Packed[]): Promise<Pick<Measurements, "counts" | "fences">> {
  const counts: SiteSignals<MeasuredSignal>[] = [];
  const values: { readonly site: string; readonly of: Values }[] = [];
  for (const packed of sites) {
    const forms = unpacked(packed);
    for (const signal of COUNTED_AT_ONCE) {
      let hits = 0, total = 0;
      LOOKS[signal](forms, (hit) => { total++; if (hit) hits++; }, NO_FENCES);
      counts.push({ signal, site: packed.site, hits, total });
    }
    values.push({ site: packed.site, of: valuesOf(forms) });
    await new Promise(setImmediate);
  }
  const fences = fencesOf(values.map(({ of }) => of));
  return { fences, counts: [...counts, ...values.map(({ site, of }) => ({ signal: "outliers" as const, site, ...countOutside(of, fences) }))] };
}
