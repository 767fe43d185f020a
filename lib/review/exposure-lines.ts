import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import { rememberedSummaries } from "@/lib/patients/remembered-summaries";
import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";
import { membershipOf, type Membership } from "@/lib/study/outcome/populations";
import type { CriterionState, ExposureVerdict } from "@/lib/study/patient-record";
import type { ComparedPatient } from "./exposure-effect";
import { standingOf, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

/** What of a medication the counts, the order and the comparison need. */
export interface ExposureLine {
  readonly entryId: string;
  readonly patientId: string;
  readonly patientNumber: string;
  readonly rowNo: number;
  readonly flag: ExposureFlag;
  /** The flag in the sensitivity window. */
  readonly chosenFlag: ExposureFlag;
  readonly standing: ExposureStanding;
  /** No dictionary knows the name, whether it was taken in the window or not. */
  readonly unknownName: boolean;
  /** False for one that no rule flags and nobody decided on: it stands on no board. */
  readonly flagged: boolean;
  /** The patient's best response is CR or CRp. */
  readonly responder: boolean;
}

/** The treated patients that the reader may see, those without such a medication counted together, and the medications. */
export interface ComparedStudy {
  readonly patients: readonly ComparedPatient[];
  readonly lines: readonly ExposureLine[];
  readonly treated: number;
  readonly siteCodes: readonly string[];
  /** Medications that hold no inhibitor by the rules. */
  readonly unflagged: number;
}

/** Which medications are among the lines: those that the findings call something in either window or that somebody decided on, those that hold an inhibitor in whatever dose, or every one with a name. */
export type WhichLines = "noted" | "inhibitors" | "all";

type ChosenFlagOf = ((entryId: string) => ExposureFlag | undefined) | null;

interface StoredLine { readonly entryId: string; readonly patientId: string; readonly patientNumber: string; readonly rowNo: number; readonly flag: ExposureFlag; readonly sensitivity: ExposureFlag | null; readonly unknownName: boolean; readonly decided: boolean; readonly verdict: ExposureVerdict | null }
/** In the order of `patient_summary.noted`. */
type NotedLine = readonly [entryId: string, rowNo: number, flag: ExposureFlag, sensitivity: ExposureFlag | null, unknownName: boolean, decided: boolean, verdict: ExposureVerdict | null];
interface StoredPatients { readonly id: string | null; readonly responder: boolean; readonly states: readonly CriterionState[]; readonly patients: number; readonly unflagged: number }
interface Stored { readonly patients: readonly StoredPatients[]; readonly lines: readonly StoredLine[] }

/** Marked in either window, or once decided on: the same as the summary holds. */
const NOTED = sql`SELECT f.patient_id, f.subject FROM app.finding f WHERE f.kind = 'exposure' AND (f.value <> 'none' OR f.trace #>> '{sensitivity,value}' <> 'none') UNION SELECT r.patient_id, r.entry_id::text FROM app.exposure_review r`;
const BEYOND = { inhibitors: sql`SELECT f.patient_id, f.subject FROM app.finding f WHERE f.kind = 'exposure' AND f.trace #>> '{match,verdict}' <> 'none' UNION ${NOTED}`, all: sql`SELECT f.patient_id, f.subject FROM app.finding f WHERE f.kind = 'exposure'` } satisfies Record<Exclude<WhichLines, "noted">, Sql>;
type Beyond = keyof typeof BEYOND;

/** Each form and finding by its own: LIMIT keeps the planner from opening all of the study to find a few. */
const readLines = (tx: Tx, which: Beyond): Promise<readonly StoredLine[]> => tx.$queryRaw<StoredLine[]>`
  WITH asked AS MATERIALIZED (${BEYOND[which]})
  SELECT e.id AS "entryId", e.patient_id AS "patientId", p.number AS "patientNumber", e.row_no AS "rowNo", f.value AS flag, f.trace #>> '{sensitivity,value}' AS sensitivity, f.trace #>> '{match,verdict}' IS NOT DISTINCT FROM 'uncoded' AS "unknownName",
    l.verdict IS NOT NULL AS decided, CASE WHEN l.inputs_hash = f.inputs_hash THEN l.verdict END AS verdict
  FROM asked n JOIN LATERAL (SELECT value, trace, inputs_hash FROM app.finding WHERE patient_id = n.patient_id AND kind = 'exposure' AND subject = n.subject AND value IS NOT NULL LIMIT 1) f ON true
    JOIN LATERAL (SELECT id, patient_id, row_no FROM app.entry WHERE id = n.subject::uuid AND removed_at IS NULL LIMIT 1) e ON true JOIN app.patient p ON p.id = e.patient_id
    LEFT JOIN LATERAL (SELECT r.verdict, r.inputs_hash FROM app.exposure_review r WHERE r.patient_id = e.patient_id AND r.entry_id = e.id ORDER BY r.at DESC LIMIT 1) l ON true`;

/** A row for each treated patient who has such a medication and one for all others that are alike. */
const readPatients = (tx: Tx, which: Beyond): Promise<readonly StoredPatients[]> => tx.$queryRaw<StoredPatients[]>`
  WITH asked AS MATERIALIZED (${BEYOND[which]})
  SELECT CASE WHEN y.patient_id IN (SELECT patient_id FROM asked) THEN y.patient_id END AS id, y.responder, y.otherwise AS states, count(*)::int AS patients, sum(y.unflagged)::int AS unflagged
  FROM app.patient_summary y WHERE y.treated GROUP BY 1, 2, 3 ORDER BY 1`;

const readSites = (tx: Tx): Promise<readonly { readonly code: string }[]> => tx.$queryRaw<{ code: string }[]>`
  SELECT s.code FROM app.site s WHERE EXISTS (SELECT FROM app.patient_summary y WHERE y.site_id = s.id AND y.treated) ORDER BY s.code`;

/** A line as `app.compared_line` writes it. */
function lineRead(line: string) {
  const [id = "", number = "", responder, states = "", unflagged, noted = "[]"] = line.split("\t");
  return { id, number, responder: responder === "1", states: states.split(",") as readonly CriterionState[], unflagged: Number(unflagged), noted: JSON.parse(noted) as readonly NotedLine[] };
}

/** Those that the summary holds, with nothing looked up, as one text: thousands of rows would cost more to unpack than to find. */
const readNoted = rememberedSummaries(sql`SELECT string_agg(y.compared, E'\n' ORDER BY y.number COLLATE "C") FROM app.patient_summary y WHERE y.treated`, (lines, siteCodes): ComparedStudy => {
  const rows = lines === "" ? [] : lines.split("\n").map(lineRead);
  const [some, none] = [rows.filter(({ noted }) => noted.length > 0), rows.filter(({ noted }) => noted.length === 0)];
  const alike = [...groupBy(none, ({ responder, states }) => `${responder} ${states.join()}`).values()];
  return compare({
    patients: [...some.map((row) => ({ ...row, patients: 1 })), ...alike.flatMap((of) => of.slice(0, 1).map(({ responder, states }) => ({ id: null, responder, states, patients: of.length, unflagged: of.reduce((sum, { unflagged }) => sum + unflagged, 0) })))],
    lines: some.flatMap(({ id, number, noted }) => noted.map(([entryId, rowNo, flag, sensitivity, unknownName, decided, verdict]) => ({ entryId, patientId: id, patientNumber: number, rowNo, flag, sensitivity, unknownName, decided, verdict }))),
  }, siteCodes, null);
});

/** `chosenFlagOf`: what a medication is in a window of the reader's; null where the declared one is asked for, which the findings hold. */
export async function readExposureLines(tx: Tx, which: WhichLines, chosenFlagOf: ChosenFlagOf): Promise<ComparedStudy> {
  if (which === "noted") return readNoted(tx);
  const [patients, lines, sites] = await Promise.all([readPatients(tx, which), readLines(tx, which), readSites(tx)]);
  return compare({ patients, lines }, sites.map(({ code }) => code), chosenFlagOf);
}

function compare({ patients, lines: found }: Stored, siteCodes: readonly string[], chosenFlagOf: ChosenFlagOf): ComparedStudy {
  const byPatient = new Map(patients.map((row) => [row.id, row]));
  const lines = found.flatMap((line) => { const patient = byPatient.get(line.patientId); return patient ? [lineOf(line, patient.responder, chosenFlagOf)] : []; });
  const ofPatient = groupBy(lines, ({ patientId }) => patientId);
  return {
    lines, siteCodes, patients: patients.map((row, at): ComparedPatient => ({ id: row.id ?? `others ${at}`, patients: row.patients, responder: row.responder, otherwise: otherwiseOf(row), medications: ofPatient.get(row.id ?? "") ?? [] })),
    treated: patients.reduce((sum, row) => sum + row.patients, 0), unflagged: patients.reduce((sum, { unflagged }) => sum + unflagged, 0),
  };
}

/** Evaluable by every condition but exposure. Nothing stored is not known. */
const otherwiseOf = ({ states }: StoredPatients): Membership => membershipOf(states.map((state) => ({ state })));

/** Field by field, as a study has thousands of them. */
const lineOf = ({ entryId, patientId, patientNumber, rowNo, flag, unknownName, verdict, sensitivity, decided }: StoredLine, responder: boolean, chosenFlagOf: ChosenFlagOf): ExposureLine => ({
  entryId, patientId, patientNumber, rowNo, flag, unknownName, responder, flagged: flag !== "none" || decided, standing: standingOf(flag, verdict), chosenFlag: (chosenFlagOf === null ? sensitivity : chosenFlagOf(entryId)) ?? flag,
});
