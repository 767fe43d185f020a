import { dayOf, figureOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, dated, ended, resultOf, visitOf, type Place } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";

const PERCENT = { unit: "%", isNumber: true } as const;

/** The answers of the marrow form in the words of the tabulation. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  spicules: { Y: "PRESENT", N: "ABSENT", U: "NOT STATED" },
  auerRods: { Y: "POSITIVE", N: "NEGATIVE", U: "NOT STATED" },
  cellularity: { aplastic: "APLASTIC", hypoplastic: "HYPOPLASTIC", normal: "NORMAL", hypercellular: "HYPERCELLULAR", U: "NOT STATED" },
};

const word = (entry: CutEntry, field: string): string | null => WORDS[field]?.[textOf(entry, field) ?? ""] ?? null;

function testsOf(entry: CutEntry) {
  const figure = (field: string) => ({ original: figureOf(entry, field), missing: missingReason(entry, field) });
  const worded = (field: string) => ({ original: word(entry, field), missing: missingReason(entry, field) });
  return [
    ["BLASTNCE", "MICROSCOPY", { ...figure("blastPct"), ...PERCENT }],
    ["NUCLCELL", "MICROSCOPY", { ...figure("nucleatedCells"), isNumber: true }],
    ["SPICULE", "MICROSCOPY", worded("spicules")],
    ["AUERRODS", "MICROSCOPY", worded("auerRods")],
    ["CELLTXT", "BIOPSY", worded("cellularity")],
    ["CELLULAR", "BIOPSY", { ...figure("biopsyCellularityPct"), ...PERCENT }],
  ] as const;
}

/** Results of the marrow; whether it was taken is a procedure. */
export const marrowResults = (view: PatientView, place: Place): readonly Draft[] => view.entries("marrow").flatMap((entry) =>
  testsOf(entry).flatMap(([code, method, result]): Draft[] => {
    const row = resultOf("LB", code, result);
    return row === null ? [] : [{ row: { LBCAT: "BONE MARROW", LBSPEC: "BONE MARROW", LBMETHOD: method, ...row, ...visitOf(place, entry.visit), ...dated("LB", place, dayOf(entry, "marrowDate"), entry.visit) } }];
  }));

/** The sampling itself: done or not, when, and why not. */
export const marrowProcedures = (view: PatientView, place: Place): readonly Draft[] => view.entries("marrow").flatMap((entry): Draft[] => {
  const done = entry.notDoneReason === null ? textOf(entry, "done") : "N";
  if (done === null && dayOf(entry, "marrowDate") === null) return [];
  const day = dayOf(entry, "marrowDate");
  return [{
    row: { PRTRT: "BONE MARROW SAMPLING", PRCAT: "BONE MARROW", PRPRESP: "Y", PROCCUR: done ?? "Y", ...visitOf(place, entry.visit), ...begun("PR", place, day, entry.visit), ...ended("PR", place, day) },
    beside: { PRREASOC: entry.notDoneReason },
  }];
});
