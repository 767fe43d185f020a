import { isCodedTerm } from "@/lib/crf/coded-term";
import { known, partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, ended, type Place } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";

const ACTIONS: Readonly<Record<string, string>> = { none: "DOSE NOT CHANGED", reduced: "DOSE REDUCED", interrupted: "DRUG INTERRUPTED", withdrawn: "DRUG WITHDRAWN", finished: "NOT APPLICABLE", unknown: "UNKNOWN" };
const RELATIONS: Readonly<Record<string, string>> = { Y: "RELATED", N: "NOT RELATED", U: "UNKNOWN" };
const OUTCOMES: Readonly<Record<string, string>> = {
  recovered: "RECOVERED/RESOLVED", recovering: "RECOVERING/RESOLVING", not_recovered: "NOT RECOVERED/NOT RESOLVED", sequelae: "RECOVERED/RESOLVED WITH SEQUELAE", fatal: "FATAL", unknown: "UNKNOWN",
};
const LASTING: readonly string[] = ["recovering", "not_recovered"];

const coded = (entry: CutEntry, field: string, codes: Readonly<Record<string, string>>): string | null => codes[textOf(entry, field) ?? ""] ?? missingReason(entry, field);

const seriousness = (entry: CutEntry) => ({
  AESER: textOf(entry, "serious"), AESDTH: textOf(entry, "seriousDeath"), AESLIFE: textOf(entry, "seriousLifeThreatening"), AESHOSP: textOf(entry, "seriousHospital"),
  AESDISAB: textOf(entry, "seriousDisability"), AESCONG: textOf(entry, "seriousCongenital"), AESMIE: textOf(entry, "seriousMedical"),
});

const besideOf = (entry: CutEntry): NonNullable<Draft["beside"]> => ({
  AEAWDTC: textOf(entry, "awareAt"), AEREPDTC: textOf(entry, "reportedAt"), AETRT: textOf(entry, "treatment"), AEDIS: textOf(entry, "ledToWithdrawal"),
  AEREL2: coded(entry, "relatedIdarubicin", RELATIONS), AEREL3: coded(entry, "relatedCytarabine", RELATIONS), AEACN2: coded(entry, "actionIdarubicin", ACTIONS), AEACN3: coded(entry, "actionCytarabine", ACTIONS),
  AESTDTCR: missingReason(entry, "startDate"), AEENDTCR: missingReason(entry, "stopDate"),
});

/** "007": places of a log in the order of its rows. */
export const rowName = ({ rowNo }: CutEntry): string => String(rowNo).padStart(3, "0");

/** Adverse events in the words of the site, with their terms and grades of CTCAE. */
export const adverseEvents = (view: PatientView, place: Place): readonly Draft[] => view.entries("adverse_event").filter(({ notDoneReason }) => notDoneReason === null).map((entry) => {
  const term = known(entry, "ctcaeTerm");
  const lasts = LASTING.includes(textOf(entry, "outcome") ?? "");
  return {
    row: {
      AESPID: rowName(entry), AETERM: textOf(entry, "term"), AEMODIFY: textOf(entry, "ctcaeOther"), AEDECOD: isCodedTerm(term) ? term.term : null, AEBODSYS: isCodedTerm(term) ? term.group : null, AESOC: isCodedTerm(term) ? term.group : null,
      ...seriousness(entry), AEACN: coded(entry, "actionCenersen", ACTIONS), AEREL: coded(entry, "related", RELATIONS), AEOUT: coded(entry, "outcome", OUTCOMES),
      AECONTRT: textOf(entry, "treatmentGiven"), AETOXGR: textOf(entry, "grade"),
      ...begun("AE", place, partialDateOf(entry, "startDate")), ...ended("AE", place, partialDateOf(entry, "stopDate")),
      AEENRTPT: lasts ? "ONGOING" : null, AEENTPT: lasts ? place.timeline.lastKnown : null,
    },
    beside: besideOf(entry),
  };
});
