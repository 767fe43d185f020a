import type { Row } from "../../datasets/dataset";
import { dayIn } from "@/lib/kernel/instant";
import { dayOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, type Place } from "../record/findings";
import { missingReason, type PatientView } from "../record/patient-view";

const MILESTONE = { DSCAT: "PROTOCOL MILESTONE" } as const;
const participation = { DSCAT: "DISPOSITION EVENT", DSSCAT: "STUDY PARTICIPATION" } as const;
const at = (place: Place, date: string | null): Row => begun("DS", place, date);

function milestones(view: PatientView, place: Place): readonly Draft[] {
  const consents = view.entries("consent").flatMap((entry): Draft[] => {
    const day = dayOf(entry, "consentDate");
    return day === null ? [] : [{ row: { DSTERM: "INFORMED CONSENT OBTAINED", DSDECOD: "INFORMED CONSENT OBTAINED", ...MILESTONE, ...at(place, day) } }];
  });
  const again = view.record.versions.map(({ version, consentedOn }): Draft => ({
    row: { DSTERM: `INFORMED CONSENT TO PROTOCOL VERSION ${version.toUpperCase()} OBTAINED`, DSDECOD: "INFORMED CONSENT OBTAINED", ...MILESTONE, ...at(place, consentedOn) },
  }));
  const drawn = view.entries("randomisation").flatMap((entry): Draft[] => {
    const [day, time] = [dayOf(entry, "randomisedOn"), textOf(entry, "randomisedAt")];
    const entered = textOf(entry, "enteredAs");
    const says = entered === "waived" ? "ELIGIBLE BY WAIVER" : entered === "eligible" ? "ELIGIBLE" : null;
    return day === null ? [] : [{ row: { DSTERM: "RANDOMISED", DSDECOD: "RANDOMIZED", ...MILESTONE, ...at(place, time === null ? day : `${day}T${time}`) }, beside: { ELIGWAIV: says } }];
  });
  return [...consents, ...again, ...drawn];
}

/** Why treatment ended: the term of the list, and what the form calls it. */
const REASONS: Readonly<Record<string, readonly [decoded: string, words: string]>> = {
  completed: ["COMPLETED", "COMPLETED AS PLANNED"], progression: ["PROGRESSIVE DISEASE", "PROGRESSION OR NO RESPONSE"], adverse_event: ["ADVERSE EVENT", "ADVERSE EVENT"],
  withdrawal: ["WITHDRAWAL BY SUBJECT", "WITHDRAWAL BY THE PATIENT"], death: ["DEATH", "DEATH"], other: ["OTHER", "OTHER"],
};

const endOfTreatment = (view: PatientView, place: Place): readonly Draft[] => view.entries("end_of_treatment").flatMap((entry): Draft[] => {
  const [decoded, words] = REASONS[textOf(entry, "reason") ?? ""] ?? [null, null];
  if (decoded === null) return [];
  return [{ row: { DSTERM: textOf(entry, "reasonText") ?? words, DSDECOD: decoded, DSCAT: "DISPOSITION EVENT", DSSCAT: "STUDY TREATMENT", ...at(place, dayOf(entry, "endedOn")) }, beside: { LASTDOSE: dayOf(entry, "lastDoseOn") } }];
});

/** How the patient left the study: by failing screening, by death, or lost at the last contact that was tried. */
function endOfParticipation(view: PatientView, place: Place): readonly Draft[] {
  const failure = view.status === "screen_failed" ? view.of("screen_failure").filter(({ step }) => step === "failed").at(-1) : undefined;
  if (failure !== undefined) {
    const day = view.timeZone === "" ? String(failure["at"]).slice(0, 10) : dayIn(`${String(failure["at"])}Z`, view.timeZone);
    return [{ row: { DSTERM: String(failure["reason"] ?? "SCREEN FAILURE"), DSDECOD: "SCREEN FAILURE", ...participation, ...at(place, day) } }];
  }
  const { death } = place.timeline;
  if (death !== null) return [{ row: { DSTERM: "DEATH", DSDECOD: "DEATH", ...participation, ...at(place, death) } }];
  const last = view.entries("follow_up").filter(({ notDoneReason }) => notDoneReason === null).at(-1);
  if (last === undefined || textOf(last, "status") !== "lost") return [];
  return [{ row: { DSTERM: "LOST TO FOLLOW-UP", DSDECOD: "LOST TO FOLLOW-UP", ...participation, ...at(place, dayOf(last, "contactDate")) } }];
}

const relapses = (view: PatientView, place: Place): readonly Draft[] => view.entries("relapse").flatMap((entry): Draft[] => {
  const [day, evidence, missing] = [dayOf(entry, "relapseDate"), textOf(entry, "evidence"), missingReason(entry, "evidence")];
  if (day === null && evidence === null) return [];
  return [{ row: { DSTERM: evidence ?? "DISEASE RELAPSE", DSDECOD: "DISEASE RELAPSE", DSCAT: "OTHER EVENT", ...at(place, day) }, beside: { DSTERMR: missing } }];
});

/** Consent, randomisation, relapse, the end of treatment and of participation. */
export const dispositions = (view: PatientView, place: Place): readonly Draft[] =>
  [...milestones(view, place), ...relapses(view, place), ...endOfTreatment(view, place), ...endOfParticipation(view, place)];
