import type { CutPayload } from "../../cut-record";
import { dayOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, type Place } from "../record/findings";
import { missingReason, type PatientView } from "../record/patient-view";

const CATEGORIES: Readonly<Record<string, string>> = {
  eligibility: "ELIGIBILITY", consent: "CONSENT", randomisation: "RANDOMISATION", dose: "DOSE", prohibited_medication: "PROHIBITED MEDICATION", visit_window: "VISIT WINDOW", missed_assessment: "MISSED ASSESSMENT", other: "OTHER",
};

const recorded = (view: PatientView, place: Place): readonly Draft[] => view.entries("protocol_deviation").filter(({ notDoneReason }) => notDoneReason === null).map((entry) => ({
  row: { DVSPID: textOf(entry, "answers"), DVTERM: textOf(entry, "description"), DVCAT: CATEGORIES[textOf(entry, "category") ?? ""] ?? null, ...begun("DV", place, dayOf(entry, "happenedOn")) },
  beside: {
    DVSRC: "SITE", DVSTDTCR: missingReason(entry, "happenedOn"), DVIMPORT: textOf(entry, "important"), DVSAFETY: textOf(entry, "affectsSafety"), DVDATA: textOf(entry, "affectsData"),
    DVACTION: textOf(entry, "correctiveAction"), DVACTIOR: missingReason(entry, "correctiveAction"), DVIRB: textOf(entry, "reported"), DVIRBR: missingReason(entry, "reported"), DVIRBDTC: dayOf(entry, "reportedOn"),
  },
}));

interface DerivedTrace {
  readonly says: string;
  readonly on: string | null;
  readonly reason: string | null;
  readonly source: { readonly entryId: string } | null;
}

/** The name by which a row of the site answers a deviation that the rules found. */
const namesOf = ({ subject, trace }: CutPayload): readonly string[] => [String(subject), `${String(subject)}:${(trace as DerivedTrace).source?.entryId ?? ""}`];

/** Deviations that the rules found, without those that the site has recorded itself. */
function derived(view: PatientView, place: Place): readonly Draft[] {
  const answered = new Set(view.entries("protocol_deviation").map((entry) => textOf(entry, "answers")));
  return view.of("finding").filter((finding) => finding["kind"] === "deviation" && !namesOf(finding).some((name) => answered.has(name))).map((finding) => {
    const { says, on, reason } = finding["trace"] as DerivedTrace;
    return { row: { DVTERM: says, DVCAT: CATEGORIES[String(finding["value"])] ?? "OTHER", ...begun("DV", place, on) }, beside: { DVSRC: "RULES", DVREASON: reason } };
  });
}

export const deviations = (view: PatientView, place: Place): readonly Draft[] => [...recorded(view, place), ...derived(view, place)];
