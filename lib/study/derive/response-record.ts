import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { addDays, daysBetween } from "@/lib/kernel/calendar-date";
import type { PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";
import { codeOf, dayOf, entriesOfForm, figureOf, isStarted, quantityOf, sourceOf } from "@/lib/study/derive/record-reading";
import type { CriterionId } from "@/lib/study/response/criterion-result";
import type { BloodReading, MarrowReading, ResponseInput, YesNoUnknown } from "@/lib/study/response/response-input";
import { responseParameters } from "@/lib/study/response/response-profiles";
import { isUnscheduled, visits } from "@/lib/study/visits";

/** Whether a product was transfused, and the row that shows it or leaves it open. */
interface Transfused {
  readonly answer: YesNoUnknown;
  readonly row: RecordEntry | undefined;
}

interface LoggedTransfusion {
  readonly row: RecordEntry;
  readonly product: "rbc" | "platelets" | null;
  readonly on: CalendarDate | null;
}

/** The entries that one assessment rests on. */
export interface AssessedVisit {
  readonly visit: string;
  readonly marrow: RecordEntry | undefined;
  /** Of several samples, the one nearest to the marrow. */
  readonly blood: RecordEntry | undefined;
  readonly extramedullary: RecordEntry | undefined;
  readonly assessment: RecordEntry | undefined;
  /** In the days before the counts. */
  readonly redCells: Transfused;
  readonly platelets: Transfused;
  /** The day of the marrow, or of the counts, or of the examination; null when none is known. */
  readonly on: CalendarDate | null;
}

const EVIDENCE = ["marrow", "haematology", "extramedullary"] as const;
/** Visits at which a response is assessed: those whose forms the schedule names so, and the unscheduled ones. */
const ASSESSED = visits.filter(({ forms }) => forms.some(({ formId }) => formId === "response_assessment")).map(({ code }) => code);
const isAssessed = (visit: string | null): visit is string => visit !== null && (ASSESSED.includes(visit) || isUnscheduled(visit));
/** Planned visits in the order of the schedule, then the unscheduled by their number. */
const placeOf = (visit: string): number => (isUnscheduled(visit) ? ASSESSED.length + Number(visit.slice(3)) : ASSESSED.indexOf(visit));

/** The visits after screening at which anything was entered that a response can rest on, by date; those without a date come last. */
export function assessedVisits(record: PatientRecord): readonly AssessedVisit[] {
  const codes = record.entries.filter((entry) => (EVIDENCE as readonly string[]).includes(entry.formId) && isStarted(entry)).map(({ visit }) => visit).filter(isAssessed);
  const log = entriesOfForm(record, "transfusion").map((row): LoggedTransfusion => ({ row, product: codeOf(row, "product", ["rbc", "platelets"]), on: dayOf(row, "givenOn") }));
  return [...new Set(codes)].map((visit) => assessedVisit(record, visit, log)).toSorted(byDate);
}

function byDate(one: AssessedVisit, other: AssessedVisit): number {
  const [left, right] = [one.on ?? "9999-12-31", other.on ?? "9999-12-31"];
  return left === right ? placeOf(one.visit) - placeOf(other.visit) : left < right ? -1 : 1;
}

function assessedVisit(record: PatientRecord, visit: string, log: readonly LoggedTransfusion[]): AssessedVisit {
  const started = (formId: string) => entriesOfForm(record, formId, visit).filter(isStarted);
  const marrow = started("marrow")[0];
  const marrowDay = codeOf(marrow, "done", ["N"]) === "N" ? null : dayOf(marrow, "marrowDate");
  const blood = nearest(started("haematology"), marrowDay);
  const extramedullary = started("extramedullary")[0];
  const countsOn = dayOf(blood, "sampleDate");
  return {
    visit, marrow, blood, extramedullary,
    assessment: entriesOfForm(record, "response_assessment", visit)[0],
    redCells: transfused(log, "rbc", countsOn),
    platelets: transfused(log, "platelets", countsOn),
    on: marrowDay ?? countsOn ?? dayOf(extramedullary, "examinedOn"),
  };
}

/** The sample nearest to the marrow; a tie goes to the earlier row, and a sample without a date comes after all others. */
function nearest(samples: readonly RecordEntry[], marrowDay: CalendarDate | null): RecordEntry | undefined {
  const distance = (sample: RecordEntry) => {
    const day = dayOf(sample, "sampleDate");
    return day === null || marrowDay === null ? Number.MAX_SAFE_INTEGER : Math.abs(daysBetween(marrowDay, day));
  };
  return samples.toSorted((one, other) => distance(one) - distance(other))[0];
}

function marrowReading(marrow: RecordEntry | undefined): MarrowReading {
  return {
    done: codeOf(marrow, "done", ["Y", "N"]),
    date: dayOf(marrow, "marrowDate"),
    blastPct: figureOf(marrow, "blastPct"),
    spicules: codeOf(marrow, "spicules", ["Y", "N", "U"]) ?? "U",
    nucleatedCells: figureOf(marrow, "nucleatedCells"),
    biopsyCellularityPct: figureOf(marrow, "biopsyCellularityPct"),
    auerRods: codeOf(marrow, "auerRods", ["Y", "N", "U"]) ?? "U",
  };
}

const bloodReading = (blood: RecordEntry | undefined): BloodReading => ({
  date: dayOf(blood, "sampleDate"),
  anc: quantityOf(blood, "anc"),
  platelets: quantityOf(blood, "platelets"),
  wbc: quantityOf(blood, "wbc"),
  neutrophilsPct: figureOf(blood, "neutrophilsPct"),
  bandsPct: figureOf(blood, "bandsPct"),
  blastsPct: figureOf(blood, "blastsPct"),
});

/** The log is the source: without a row there was no transfusion. A row without a date, or counts without one, leave it open. */
function transfused(log: readonly LoggedTransfusion[], product: LoggedTransfusion["product"], countsOn: CalendarDate | null): Transfused {
  const rows = log.filter((transfusion) => transfusion.product === product);
  const from = countsOn === null ? null : addDays(countsOn, -responseParameters.transfusionLookBackDays.value);
  const inside = rows.find(({ on }) => on !== null && from !== null && countsOn !== null && from <= on && on <= countsOn);
  if (inside !== undefined) return { answer: "Y", row: inside.row };
  const undated = rows.find(({ on }) => on === null);
  return { answer: countsOn === null || undated !== undefined ? "U" : "N", row: undated?.row };
}

/** All that the response rules read at one visit, except what earlier visits showed. */
export function responseInputOf(record: PatientRecord, { marrow, blood, extramedullary, assessment, redCells, platelets }: AssessedVisit): Omit<ResponseInput, "priorBest"> {
  return {
    marrow: marrowReading(marrow),
    blood: bloodReading(blood),
    extramedullaryDisease: codeOf(extramedullary, "disease", ["Y", "N", "U"]) ?? "U",
    redCellsTransfused: redCells.answer,
    plateletsTransfused: platelets.answer,
    baselineMarrowBlastPct: figureOf(entriesOfForm(record, "marrow", "SCR")[0], "blastPct"),
    regenerationSuspected: codeOf(assessment, "regenerationSuspected", ["Y"]) === "Y",
  };
}

/** The field to look at for a criterion. */
export function sourceOfCriterion(id: CriterionId, { marrow, blood, extramedullary, redCells }: AssessedVisit): Source | null {
  const inMarrow = (field: string) => sourceOf(marrow, codeOf(marrow, "done", ["N"]) === "N" ? "done" : field);
  switch (id) {
    case "MARROW_BLASTS_LT5":
      return inMarrow("blastPct");
    case "NO_AUER_RODS":
      return inMarrow("auerRods");
    case "MARROW_ADEQUATE":
      return inMarrow(figureOf(marrow, "nucleatedCells") !== null && codeOf(marrow, "spicules", ["Y"]) !== "Y" ? "spicules" : "nucleatedCells");
    case "NO_PB_BLASTS":
      return sourceOf(blood, "blastsPct");
    case "NO_EMD":
      return sourceOf(extramedullary, "disease");
    case "ANC_GT_1000":
    case "ANC_GE_1000":
      return sourceOf(blood, quantityOf(blood, "anc") === null && quantityOf(blood, "wbc") !== null ? "wbc" : "anc");
    case "PLT_GT_100K":
    case "PLT_GE_100K":
    case "PLT_LT_100K":
      return sourceOf(blood, "platelets");
    case "RBC_TI":
      return sourceOf(redCells.row, "givenOn");
  }
}
