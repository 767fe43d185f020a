import { dayOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { dated, notDone, resultOf, testOf, visitOf, type Place, type Result } from "../record/findings";
import type { CutEntry, PatientView } from "../record/patient-view";

const STATUS: Readonly<Record<string, string>> = { alive: "ALIVE", dead: "DEAD", lost: "UNKNOWN" };
const BY: Readonly<Record<string, string>> = { visit: "VISIT", telephone: "TELEPHONE", records: "RECORDS" };

function contact(entry: CutEntry): readonly (readonly [test: string, result: Result])[] {
  const status = textOf(entry, "status");
  const said = (field: string): Result => ({ original: textOf(entry, field) });
  return [
    ["SURVSTAT", { original: status === "lost" ? "LOST TO FOLLOW-UP" : STATUS[status ?? ""] ?? null, standard: STATUS[status ?? ""] ?? null }],
    ["NEWTX", said("newTherapySince")], ["LATETOX", said("lateToxicity")], ["LATETOXS", said("lateToxicityText")],
  ];
}

/** Survival at each contact, and what else was asked then. */
export const subjectStatus = (view: PatientView, place: Place): readonly Draft[] => view.entries("follow_up").flatMap((entry) => {
  const at = { ...visitOf(place, entry.visit), ...dated("SS", place, dayOf(entry, "contactDate"), entry.visit) };
  const found = contact(entry).flatMap(([test, result]): Draft[] => {
    const row = resultOf("SS", test, result);
    return row === null ? [] : [{ row: { ...row, ...at }, beside: test === "SURVSTAT" ? { SSMETHOD: BY[textOf(entry, "contactBy") ?? ""] ?? null } : {} }];
  });
  return [...found, ...notDone("SS", place, entry)];
});

const CAUSES: Readonly<Record<string, string>> = { aml: "LEUKAEMIA", infection: "INFECTION", haemorrhage: "HAEMORRHAGE", toxicity: "TOXICITY OF TREATMENT", other: "OTHER", unknown: "UNKNOWN" };

/** The cause of death in words where the form asks for them, and as a term; a second cause; relation and autopsy. */
export const deathDetails = (view: PatientView, place: Place): readonly Draft[] => view.entries("death").flatMap((entry) => {
  const cause = CAUSES[textOf(entry, "cause") ?? ""] ?? null;
  const asked = [
    ["PRCDTH", textOf(entry, "causeText") ?? cause, cause], ["SECDTH", textOf(entry, "contributing"), textOf(entry, "contributing")],
    ["DTHREL", textOf(entry, "relatedToTreatment"), textOf(entry, "relatedToTreatment")], ["AUTOPIND", textOf(entry, "autopsy"), textOf(entry, "autopsy")],
  ] as const;
  return asked.flatMap(([code, original, standard]): Draft[] => (original === null ? [] : [{
    row: { DDTESTCD: code, DDTEST: testOf("DD", code).name, DDORRES: original, DDSTRESC: standard, DDEVAL: "INVESTIGATOR", ...dated("DD", place, dayOf(entry, "deathDate")) },
  }]));
});
