import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import type { FindingKind, TracedCriterion } from "@/lib/study/patient-record";
import type { PrintedFinding } from "./casebook-content";

const TITLES: Readonly<Record<FindingKind, string>> = {
  eligibility: "Eligibility", planned_dose: "Planned doses", dose_given: "Dose given", course_dose: "Dose intensity", lab: "Laboratory", response: "Response", agreement: "Agreement of both assessments",
  best_response: "Best response", treatment_outcome: "Outcome of treatment", overall_survival: "Overall survival", event_free_survival: "Event-free survival", disease_free_survival: "Disease-free survival",
  remission_duration: "Duration of remission", early_death: "Early death", exposure_window: "Exposure window", exposure: "Inhibitor exposure by a medication", patient_exposure: "Inhibitor exposure of the patient",
  population: "Analysis population", deviation: "Deviation",
};
/** What belongs to the machine and says nothing to a reader. */
const UNSAID = new Set(["inputsHash", "sources", "source", "criteria", "profiles", "profile"]);

interface Derived { readonly kind: string; readonly subject: string; readonly value: string | null; readonly trace: unknown; readonly ruleVersion: string; readonly about: string }

/** A derived result with its criteria, and whatever else its trace says in words or numbers. */
export function sayFinding({ kind, value, trace, ruleVersion, about }: Derived): PrintedFinding {
  const title = TITLES[kind as FindingKind] ?? kind;
  const told = (typeof trace === "object" && trace !== null ? trace : {}) as Readonly<Record<string, unknown>>;
  return { title: about === "" ? title : `${title}, ${about}`, value: sayValue(value ?? ""), lines: [...criteriaOf(told).map(sayCriterion), ...Object.entries(told).flatMap(sayTold), `rules ${ruleVersion}`] };
}

function criteriaOf(trace: Readonly<Record<string, unknown>>): readonly TracedCriterion[] {
  if (Array.isArray(trace["criteria"])) return trace["criteria"] as readonly TracedCriterion[];
  const profiles = trace["profiles"] as Readonly<Record<string, { readonly criteria?: readonly TracedCriterion[] }>> | undefined;
  return profiles?.[String(trace["profile"] ?? "SEED")]?.criteria ?? [];
}

const sayCriterion = ({ state, label, value, on, note }: TracedCriterion): string =>
  [`${state}: ${label}`, value, on === null || on === undefined ? null : sayDate(on), note].filter((part) => part !== null && part !== undefined && part !== "").join(" · ");

const sayValue = (value: string): string => value.split("/").map((part) => (isCalendarDate(part) ? sayDate(part) : part)).join(" to ").replaceAll("_", " ");
const inWords = (key: string): string => key.replace(/([a-z])([A-Z0-9])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`);

function sayTold([key, told]: readonly [string, unknown]): readonly string[] {
  if (UNSAID.has(key)) return [];
  const says = sayPart(told);
  return says === "" ? [] : [`${inWords(key)}: ${says}`];
}

/** Nested facts in one line: "idarubicin, 22 mg, D1 to D3; …". */
function sayPart(told: unknown): string {
  if (told === null || told === undefined || told === "") return "";
  if (typeof told === "string") return sayValue(told);
  if (Array.isArray(told)) return told.map(sayPart).filter((part) => part !== "").join("; ");
  if (typeof told !== "object") return String(told);
  return Object.entries(told).filter(([key]) => !UNSAID.has(key) && key !== "entryId").map(([key, part]) => { const says = sayPart(part); return says === "" ? "" : `${inWords(key)} ${says}`; }).filter((part) => part !== "").join(", ");
}
