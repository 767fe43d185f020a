import { isUnscheduled, visitByCode, visits } from "@/lib/study/visits";
import type { Row } from "../datasets/dataset";
import { CARRIED } from "./variables";

/** What of the patient's row of ADSL goes into each of the patient's other rows. */
export function carriedOf(adsl: Row): Row {
  return Object.fromEntries(CARRIED.map(({ name, predecessor = "" }) => [name, adsl[predecessor.replace("ADSL.", "")] ?? null]));
}

/** "Day 14", with its place in the schedule. */
export function analysisVisit(code: string | null): Row {
  if (code === null) return { AVISIT: null, AVISITN: null };
  const place = visits.findIndex((visit) => visit.code === code);
  const number = isUnscheduled(code) ? 900 + Number(code.slice(3)) : place < 0 ? null : place + 1;
  return { AVISIT: visitByCode(code)?.title ?? code, AVISITN: number };
}

/** Rows of one patient in the order of the keys, counted as ASEQ. Missing comes first, numbers before texts. */
export function inSequence(rows: readonly Row[], keys: readonly string[]): readonly Row[] {
  const rank = (cell: Row[string] | undefined): readonly [number, number | string] => (cell == null ? [0, 0] : typeof cell === "number" ? [1, cell] : [2, cell]);
  const compare = (one: Row, other: Row) => {
    for (const key of keys) {
      const [[kind, value], [otherKind, otherValue]] = [rank(one[key]), rank(other[key])];
      if (kind !== otherKind) return kind - otherKind;
      if (value !== otherValue) return value < otherValue ? -1 : 1;
    }
    return 0;
  };
  return rows.toSorted(compare).map((row, at) => ({ ...row, ASEQ: at + 1 }));
}
