import { CriteriaPanel, type LinkedCriterion } from "@/app/_ui/criteria-panel";
import { doseFindings } from "@/lib/study/derive/dose-findings";
import { eligibilityFinding } from "@/lib/study/derive/eligibility-finding";
import { responseFindings } from "@/lib/study/derive/response-findings";
import { inSentence } from "@/lib/kernel/in-sentence";
import { ELIGIBILITY_TITLE, PROFILE_TITLES } from "@/lib/study/words";
import type { Finding, PatientRecord, ResponseProfile, TracedCriterion } from "@/lib/study/patient-record";
import { sayAdjudicated, sayReasons, type AdjudicationReason } from "@/lib/study/response/adjudication";
import { responseFlags } from "@/lib/study/response/response-flags";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { DosePanel } from "./dose-panel";
import { labelKey, type FormLabels } from "./form-labels";
import type { Panel } from "./panel-of";

interface Props {
  readonly panel: Panel;
  /** With what stands on the screen, saved or not. */
  readonly record: PatientRecord;
  readonly labels: FormLabels;
  readonly visitCode: string | null;
  readonly formId: string;
  readonly investigator: string;
}

/** Beside a form: what the rules make of it now. The same code that the server runs, on what is typed; only what the panel shows is derived. */
export function LivePanel({ panel, record, labels, visitCode, formId, investigator }: Props) {
  if (panel.of === "eligibility") return <EligibilityPanel finding={eligibilityFinding(record)} record={record} labels={labels} />;
  if (panel.of === "doses") return <DosePanel record={record} findings={doseFindings(record)} course={panel.course} formId={formId} />;
  const response = responseFindings(record).find(({ kind, subject }) => kind === "response" && subject === visitCode);
  return response ? <ResponsePanel finding={response} record={record} labels={labels} investigator={investigator} live /> : null;
}

interface ResponseTrace {
  readonly profile: ResponseProfile;
  readonly derived: string;
  readonly reasons: readonly AdjudicationReason[];
  readonly awaiting: boolean;
  readonly adjudication: { readonly reason: string; readonly byName: string } | null;
  readonly profiles: Readonly<Record<ResponseProfile, {
    readonly status: string; readonly because: string; readonly criteria: readonly TracedCriterion[]; readonly missing: readonly string[]; readonly flags: readonly string[];
  }>>;
  readonly investigator: { readonly response: string; readonly agrees: boolean } | null;
}

export function ResponsePanel({ finding, record, labels, investigator, live = false }: { finding: Finding; record: PatientRecord; labels: FormLabels; investigator: string; live?: boolean }) {
  const { profile, profiles, derived, reasons, awaiting, adjudication, investigator: theirs } = finding.trace as ResponseTrace;
  const own = profiles[profile];
  const needed = own.criteria.filter(({ state }) => state !== "met");
  const others = (Object.keys(profiles) as ResponseProfile[]).filter((other) => other !== profile);
  const open = awaiting ? [`Awaits adjudication: ${sayReasons(reasons)}`] : [];
  return (
    <CriteriaPanel
      title={adjudication === null ? "Derived response" : "Adjudicated response"} rule={`${PROFILE_TITLES[profile]} ${RULE_VERSION}${live ? " · live" : ""}`} status={finding.value}
      sentence={adjudication === null ? own.because : `${sayAdjudicated(adjudication, derived)}: ${own.because}`}
      criteria={own.criteria.map(linked(record, labels))} missing={finding.value === "CR" ? [] : needed.map(({ label, note }) => note ?? label)} flags={[...open, ...own.flags.map(sayFlag)]}
      others={others.map((other) => ({ profile: PROFILE_TITLES[other], status: profiles[other].status, note: profiles[other].because }))}
      investigator={theirs ? { status: theirs.response, by: investigator, agrees: theirs.agrees } : null}
    />
  );
}

const WORDS = {
  eligible: { sentence: "Every criterion is met.", icon: "met" }, not_eligible: { sentence: "At least one criterion is not met.", icon: "failed" },
  waived: { sentence: "Every criterion is met, or was waived by the sponsor.", icon: "overdue" },
  unknown: { sentence: "Not all criteria are known yet.", icon: "unknown" },
} as const;

export function EligibilityPanel({ finding, record, labels }: { finding: Finding | undefined; record: PatientRecord; labels: FormLabels }) {
  if (!finding) return null;
  const { criteria } = finding.trace as { readonly criteria: readonly TracedCriterion[] };
  const count = (state: TracedCriterion["state"]) => criteria.filter((criterion) => criterion.state === state).length;
  return (
    <CriteriaPanel title={ELIGIBILITY_TITLE} rule={`${count("met")} met · ${count("failed")} not met · ${count("unknown")} unknown`} status={null}
      {...WORDS[finding.value as keyof typeof WORDS]} criteria={criteria.map(linked(record, labels))} missing={[]} />
  );
}

/** The way to the very field that a criterion read, named as on its form. */
const linked = (record: PatientRecord, labels: FormLabels) => (criterion: TracedCriterion): LinkedCriterion => {
  const entry = record.entries.find(({ id }) => id === criterion.source?.entryId);
  const form = entry && labels[labelKey(entry)];
  if (!criterion.source || !form) return { ...criterion, href: null };
  return { ...criterion, href: `/entries/${criterion.source.entryId}#${criterion.source.field}`, sourceLabel: `${form.title}, ${inSentence(form.fields[criterion.source.field] ?? "")}` };
};

const sayFlag = (flag: unknown): string => (typeof flag === "string" ? (responseFlags as Readonly<Record<string, string>>)[flag] ?? flag : String(flag));
