import { dayOf, textOf } from "@/lib/study/derive/record-reading";
import type { Row } from "../../datasets/dataset";
import type { Draft } from "../record/drafts";
import { dated, notDone, resultOf, testOf, visitOf, type Place } from "../record/findings";
import type { CutEntry, PatientView } from "../record/patient-view";
import { RESPONSE_TESTS } from "./laboratory";

const CRITERIA = "PROTOCOL DEFINED RESPONSE CRITERIA";

/** Name of the group that a response and what it rests on share. */
const groupOf = (row: Row): string => `RESPONSE ${String(row["VISITNUM"])}`;

/** A relapse is from CR where the last remission assessed before it was one; the list has no term for a relapse from CRp. */
function relapseTerm(all: readonly CutEntry[], entry: CutEntry): string {
  const day = dayOf(entry, "assessedOn") ?? "9999";
  const remissions = all.filter((other) => ["CR", "CRp"].includes(textOf(other, "investigatorResponse") ?? "") && (dayOf(other, "assessedOn") ?? "9999") < day);
  const last = remissions.toSorted((one, other) => ((dayOf(one, "assessedOn") ?? "") < (dayOf(other, "assessedOn") ?? "") ? -1 : 1)).at(-1);
  return textOf(last, "investigatorResponse") === "CR" ? "RELAPSED DISEASE FROM CR" : "RELAPSED DISEASE";
}

function assessment(all: readonly CutEntry[], entry: CutEntry, at: Row): readonly Draft[] {
  const response = textOf(entry, "investigatorResponse");
  const standard = response === "REL" ? relapseTerm(all, entry) : response;
  const found = [
    [resultOf("RS", "OVRLRESP", { original: response, standard }), { RSLNKGRP: groupOf(at) }],
    [resultOf("RS", "REGENSUS", { original: textOf(entry, "regenerationSuspected") }), {}],
    [resultOf("RS", "COURSE2", { original: textOf(entry, "secondCourse") }), {}],
  ] as const;
  return found.flatMap(([row, more]) => (row === null ? [] : [{ row: { ...row, RSCAT: CRITERIA, RSEVAL: "INVESTIGATOR", ...more, ...at } }]));
}

/** The response as the investigator judged it. What the rules of the protocol derive from the data is analysis, and stands in ADaM. */
export function responses(view: PatientView, place: Place): readonly Draft[] {
  const all = view.entries("response_assessment");
  return all.flatMap((entry) => [
    ...assessment(all, entry, { ...visitOf(place, entry.visit), ...dated("RS", place, dayOf(entry, "assessedOn"), entry.visit) }),
    ...notDone("RS", place, entry, { RSCAT: CRITERIA, RSEVAL: "INVESTIGATOR" }),
  ]);
}

const FOLLOWED: Readonly<Record<string, string>> = { in_remission: "IN REMISSION", relapsed: "RELAPSED", active: "ACTIVE", not_assessed: "NOT ASSESSED" };

export const diseaseAtFollowUp = (view: PatientView, place: Place): readonly Draft[] => view.entries("follow_up").flatMap((entry): Draft[] => {
  const row = resultOf("RS", "DISSTAT", { original: FOLLOWED[textOf(entry, "diseaseStatus") ?? ""] ?? null });
  return row === null ? [] : [{ row: { ...row, RSCAT: CRITERIA, RSEVAL: "INVESTIGATOR", ...visitOf(place, entry.visit), ...dated("RS", place, dayOf(entry, "contactDate"), entry.visit) } }];
});

const METHODS: Readonly<Record<string, string>> = { clinical: "PHYSICAL EXAMINATION", imaging: "IMAGING", csf: "CEREBROSPINAL FLUID EXAMINATION", biopsy: "BIOPSY" };

/** Whether there is disease outside the marrow. U stands for a patient who was not examined, for the domain has no place for a reason. */
export const extramedullaryDisease = (view: PatientView, place: Place): readonly Draft[] => view.entries("extramedullary").flatMap((entry): Draft[] => {
  const found = entry.notDoneReason === null ? textOf(entry, "disease") : "U";
  const row = found === null ? null : { TUTESTCD: "TUEXMIND", TUTEST: testOf("TU", "TUEXMIND").name, TUORRES: found, TUSTRESC: found };
  return row === null ? [] : [{
    row: { ...row, TULNKID: null, TUMETHOD: METHODS[textOf(entry, "method") ?? ""] ?? null, TUEVAL: "INVESTIGATOR", ...visitOf(place, entry.visit), ...dated("TU", place, dayOf(entry, "examinedOn"), entry.visit) },
    beside: { TULOCTXT: textOf(entry, "site"), TUREASND: entry.notDoneReason },
  }];
});

const assessedVisits = (responded: readonly Draft[]): ReadonlySet<unknown> => new Set(responded.filter(({ row }) => row["RSTESTCD"] === "OVRLRESP").map(({ row }) => row["VISITNUM"]));

/** The findings of a visit with the group of its response, where a response rests on them. */
export function withResponseGroup(domain: "LB" | "TU", drafts: readonly Draft[], responded: readonly Draft[]): readonly Draft[] {
  const visits = assessedVisits(responded);
  return drafts.map((draft) => {
    const rests = visits.has(draft.row["VISITNUM"]) && (domain === "TU" || RESPONSE_TESTS.includes(String(draft.row["LBTESTCD"])));
    return rests ? { ...draft, row: { ...draft.row, [`${domain}LNKGRP`]: groupOf(draft.row) } } : draft;
  });
}

