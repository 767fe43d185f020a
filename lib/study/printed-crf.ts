import type { Form } from "@/lib/crf/define-form";
import { printedForm, type PrintedForm } from "@/lib/crf/printed-form";
import { sayStudyDay } from "@/lib/kernel/calendar-date";
import type { PlannedForm, PlannedVisit } from "@/lib/study/planned-visit";
import { sdtmDomainName } from "@/lib/study/sdtm-domains";
import { formById, study } from "@/lib/study/study";
import type { ArmDefinition, ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { logs, unscheduledCode, visitByCode } from "@/lib/study/visits";

/** A form where the schedule calls for it. */
export interface PrintedPlace {
  readonly formId: string;
  readonly title: string;
  /** "arms B, C; if it happens; a row each"; "" for one that everybody has once. */
  readonly note: string;
}

export interface PrintedVisit {
  readonly code: string;
  readonly title: string;
  readonly shortTitle: string;
  /** "D14 to D21 of course 2"; "any" for a visit without planned days. */
  readonly days: string;
  readonly places: readonly PrintedPlace[];
}

/** A case report form on paper: what stands on its cover, visit by visit, and every form once. */
export interface PrintedCrf {
  readonly title: string;
  readonly shortTitle: string;
  readonly version: Pick<ProtocolVersion, "id" | "title" | "source">;
  readonly arms: readonly ArmDefinition[];
  readonly visits: readonly PrintedVisit[];
  readonly forms: readonly PrintedForm[];
  readonly domains: readonly { readonly code: string; readonly name: string }[];
}

/** Logs belong to the patient and to no visit; on paper they have a place like any other. */
export const AT_ANY_TIME = "LOG";

/** What the first page of a form is called in the printed case report form: links lead there, and define.xml. */
export const placeOfForm = (formId: string): string => `form-${formId}`;

const formOf = (formId: string, { forms }: ProtocolVersion): Form | undefined => formById(formId, forms[formId] ?? 1) as unknown as Form | undefined;

function placeOf({ formId, arms, optional }: PlannedForm, version: ProtocolVersion): readonly PrintedPlace[] {
  const form = formOf(formId, version);
  if (form === undefined) return [];
  const note = [arms && `arms ${arms.join(", ")}`, optional && "if it happens", form.repeats && "a row each", form.source === "system" && "filled by the system"].filter(Boolean).join("; ");
  return [{ formId, title: form.title, note }];
}

function sayDays({ window, course }: PlannedVisit): string {
  if (window === null) return "any";
  return `${sayStudyDay(window.from)} to ${sayStudyDay(window.to)}${course === 2 ? " of course 2" : ""}`;
}

const visitOf = (visit: PlannedVisit, version: ProtocolVersion): PrintedVisit => ({
  code: visit.code, title: visit.title, shortTitle: visit.shortTitle, days: sayDays(visit), places: visit.forms.flatMap((form) => placeOf(form, version)),
});

function visitsOf(version: ProtocolVersion): readonly PrintedVisit[] {
  const unscheduled = visitByCode(unscheduledCode(1));
  return [
    ...version.visits.map((visit) => visitOf(visit, version)),
    ...(unscheduled ? [{ ...visitOf(unscheduled, version), code: "UNS", title: "Unscheduled", shortTitle: "Uns" }] : []),
    { code: AT_ANY_TIME, title: "At any time", shortTitle: "Any", days: "any", places: logs.flatMap((formId) => placeOf({ formId }, version)) },
  ];
}

/** The case report form of a protocol version: every form that its schedule or its logs call for, once, in the order in which it is first called for. */
export function printedCrf(version: ProtocolVersion): PrintedCrf {
  const visits = visitsOf(version);
  const formIds = [...new Set(visits.flatMap(({ places }) => places.map(({ formId }) => formId)))];
  const forms = formIds.flatMap((formId) => formOf(formId, version) ?? []).map(printedForm);
  const domains = [...new Set(forms.flatMap((form) => form.domains))].toSorted().map((code) => ({ code, name: sdtmDomainName(code) ?? "" }));
  const { id, title, source } = version;
  return { title: study.title, shortTitle: study.shortTitle, version: { id, title, source }, arms: Object.values(version.arms), visits, forms, domains };
}
