import { dayOf, entriesOfForm, figureOf, textOf } from "@/lib/study/derive/record-reading";
import { isUnscheduled } from "@/lib/study/visits";
import type { Row } from "../../datasets/dataset";
import { COMMENT_PIECES } from "../specs/variables";
import { armCodeOf, armLabelOf } from "../trial/arms";
import { COUNTRIES } from "../trial/countries";
import type { Draft } from "../record/drafts";
import type { ExposureInterval } from "../record/exposure";
import { ended, visitOf, type Place } from "../record/findings";
import { piecesOf } from "../record/long-text";
import type { PatientView } from "../record/patient-view";
import type { VisitDays } from "../record/visit-days";
import { studyDayOf, type Timeline } from "../record/timeline";

/** Cytarabine in an arm that has none; every other departure is one of dose. */
const isOutsideArm = (arm: string | null, exposure: readonly ExposureInterval[]): boolean => arm === "A" && exposure.some(({ drug, given }) => given && drug === "CYTARABINE");

/** Planned and actual arm, and why one of them is empty. */
function armsOf(view: PatientView, { version, firstDose }: Timeline, exposure: readonly ExposureInterval[]): Row {
  const { arm } = view.record;
  const outside = isOutsideArm(arm, exposure);
  const [code, label] = arm === null ? [null, null] : [armCodeOf(version, arm), armLabelOf(version, arm)];
  const treated = firstDose !== null && !outside && arm !== null;
  const without = view.status === "screen_failed" ? "SCREEN FAILURE" : arm === null ? "NOT ASSIGNED" : outside ? "UNPLANNED TREATMENT" : firstDose === null ? "ASSIGNED, NOT TREATED" : null;
  const drugs = [...new Set(exposure.filter(({ given }) => given).map(({ drug }) => drug))].join(" + ");
  return { ARMCD: code, ARM: label, ACTARMCD: treated ? code : null, ACTARM: treated ? label : null, ARMNRS: without, ACTARMUD: outside ? drugs : null };
}

const later = (one: string | null, other: string | null): string | null => (one === null || (other !== null && other > one && !one.startsWith(other)) ? other : one);
const STRATA: Readonly<Record<string, string>> = { refractory: "REFRACTORY", relapsed: "RELAPSED" };

/** The one record of demographics. */
export function demographics(view: PatientView, { timeline }: Place, exposure: readonly ExposureInterval[]): readonly Draft[] {
  const { record } = view;
  const [form, drawn, end] = ["demography", "randomisation", "end_of_treatment"].map((id) => entriesOfForm(record, id)[0]);
  const age = figureOf(form, "age");
  const foundDead = entriesOfForm(record, "follow_up").some((entry) => textOf(entry, "status") === "dead");
  return [{
    row: {
      SUBJID: view.number, RFSTDTC: timeline.firstDose, RFENDTC: timeline.lastDose, RFXSTDTC: timeline.firstDose, RFXENDTC: later(timeline.lastDose, dayOf(end, "lastDoseOn")), RFICDTC: timeline.consent,
      RFPENDTC: timeline.lastKnown, DTHDTC: timeline.death, DTHFL: timeline.death !== null || foundDead ? "Y" : null, SITEID: view.site, AGE: age === null ? null : Number(age), AGEU: age === null ? null : "YEARS",
      SEX: textOf(form, "sex") ?? "U", ...armsOf(view, timeline, exposure), COUNTRY: COUNTRIES[view.timeZone] ?? null,
    },
    beside: { STRATUM: STRATA[textOf(drawn, "stratum") ?? ""] ?? null, PROTVER: textOf(drawn, "protocolVersion"), COURSVER: timeline.firstDose === null ? null : timeline.version },
  }];
}

/** What the patient went through, each part up to the next. */
export const elements = ({ timeline }: Place): readonly Draft[] => timeline.spans.flatMap(({ element, epoch, order, from, to }): Draft[] => (element === null ? [] : [{
  row: { ETCD: element.code, ELEMENT: element.label, TAETORD: order, EPOCH: epoch, SESTDTC: from, SESTDY: studyDayOf(timeline, from), ...ended("SE", { timeline, followed: new Map() }, to) },
}]));

/** Visits that took place, and those that were called not done; none that are merely awaited. */
export function visitsOf(view: PatientView, place: Place, days: ReadonlyMap<string, VisitDays>): readonly Draft[] {
  return view.of("visit").flatMap((payload): Draft[] => {
    const code = String(payload["visit"]);
    const named = visitOf(place, code);
    const [here, notDone] = [days.get(code), typeof payload["notDoneReason"] === "string" ? payload["notDoneReason"] : null];
    if (named.VISITNUM === null || (here === undefined && notDone === null)) return [];
    const [from, to] = [here?.from ?? null, here?.to ?? null];
    return [{
      row: {
        ...named, SVPRESP: isUnscheduled(code) ? null : "Y", SVOCCUR: isUnscheduled(code) ? null : here === undefined ? "N" : "Y", SVREASOC: notDone, SVSTDTC: from, SVSTDY: studyDayOf(place.timeline, from), ...ended("SV", place, to),
        SVUPDES: typeof payload["addedReason"] === "string" ? payload["addedReason"] : null,
      },
    }];
  });
}

/** Forms with a remark: the domain that it belongs to, if it has records at that visit, and what the remark is called. */
const REMARKS: readonly (readonly [form: string, domain: string | null, says: string])[] = [["eligibility", null, "ELIGIBILITY"], ["response_assessment", "RS", "RESPONSE ASSESSMENT"], ["follow_up", "SS", "SURVIVAL FOLLOW-UP"]];

/** Remarks in the site's own words, in pieces; one that is longer than a record goes on in the next. */
export const comments = (view: PatientView, place: Place): readonly Draft[] => REMARKS.flatMap(([form, domain, says]) => view.entries(form).flatMap((entry): Draft[] => {
  const remark = textOf(entry, "comment");
  if (remark === null) return [];
  const { VISITNUM } = visitOf(place, entry.visit);
  const related = domain === null || VISITNUM === null ? { COREF: says } : { RDOMAIN: domain, IDVAR: "VISITNUM", IDVARVAL: String(VISITNUM), COREF: says };
  const pieces = piecesOf(remark);
  return Array.from({ length: Math.ceil(pieces.length / COMMENT_PIECES) }, (_, record) => ({
    row: { ...related, ...Object.fromEntries(pieces.slice(record * COMMENT_PIECES, (record + 1) * COMMENT_PIECES).map((piece, index) => [index === 0 ? "COVAL" : `COVAL${index}`, piece])) },
  }));
}));
