import { bars } from "@/app/_figures/reports/bars";
import type { Painted } from "@/app/_figures/reports/looks";
import { readDueVisits, type DueVisit } from "@/lib/analysis/read-due-visits";
import { sayDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { counted, NOTHING_YET, type Cell, type ReportContent, type ReportKind } from "../report";

/** Overdue for longer is told apart. */
const LONG_DAYS = 30;

export const formsDue: ReportKind = {
  id: "forms-due", title: "Forms due and overdue", group: "Data", verb: "entry.read", ofToday: true,
  answers: "Which forms should be there by now and are not, at which site and since when?",
  empty: { title: "Nothing is due", says: "A form appears here when its visit is due and nothing of it is entered." },
  read: async ({ tx }) => contentOf(await readDueVisits(tx)),
};

type State = "due" | "overdue" | "long";
interface Lacking { readonly site: string; readonly patient: string; readonly visit: string; readonly formId: string; readonly state: State; readonly until: string | null; readonly days: number | null }

const LOOKS: Readonly<Record<State, Painted & { readonly says: string }>> = {
  due: { look: "outline", ink: "due", says: "due" }, overdue: { look: "hatch", ink: "due", says: `overdue up to ${LONG_DAYS} days` }, long: { look: "solid", ink: "due", says: `overdue more than ${LONG_DAYS} days` },
};
const STATES = Object.keys(LOOKS) as State[];

function lackingIn({ siteCode, patient, scheduled, standing, missing }: DueVisit): readonly Lacking[] {
  if (standing.state !== "due" && standing.state !== "overdue") return [];
  const [state, days]: readonly [State, number | null] = standing.state === "due" ? ["due", null] : [standing.days > LONG_DAYS ? "long" : "overdue", standing.days];
  const until = standing.state === "due" ? standing.until : standing.since;
  return missing.map((formId) => ({ site: siteCode, patient, visit: scheduled.visit.code, formId, state, until, days }));
}

export function contentOf(visits: readonly DueVisit[]): ReportContent {
  const all = visits.flatMap(lackingIn);
  if (all.length === 0) return NOTHING_YET;
  const count = (some: readonly Lacking[], state: State) => some.filter((one) => one.state === state).length;
  const byKey = (key: (one: Lacking) => string) => [...groupBy(all, key)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const [sites, forms] = [byKey(({ site }) => site), byKey(({ formId }) => sayForm(formId)).toSorted(([, one], [, other]) => other.length - one.length)];
  const row = (label: string, some: readonly Lacking[]) => ({ label, note: `${some.length}`, parts: STATES.map((state) => ({ value: count(some, state), look: LOOKS[state].look, ink: LOOKS[state].ink, says: `${label}: ${count(some, state)} ${LOOKS[state].says}` })) });
  const measures = [{ name: "DUE", label: "Due", numeric: true }, { name: "OVERDUE", label: `Overdue to ${LONG_DAYS} days`, numeric: true }, { name: "OVERDUE_LONG", label: `More than ${LONG_DAYS} days`, numeric: true }];
  const overdue = all.length - count(all, "due");
  return {
    says: `${counted(all.length, "form")} of ${counted(new Set(all.map(({ patient }) => patient)).size, "patient")} ${all.length === 1 ? "is" : "are"} awaited: ${count(all, "due")} due, ${overdue} overdue, ${count(all, "long")} of these for more than ${LONG_DAYS} days.`,
    drawing: bars({ unit: "forms", legend: STATES.map((state) => ({ look: LOOKS[state].look, ink: LOOKS[state].ink, label: LOOKS[state].says })), labelWidth: 210, rows: [{ heading: "Site" }, ...sites.map(([site, some]) => row(site, some)), { heading: "Form" }, ...forms.map(([form, some]) => row(form, some))] }),
    tables: [
      { id: "sites", title: "By site", columns: [{ name: "SITE", label: "Site" }, ...measures], rows: sites.map(([site, some]) => [site, ...STATES.map((state) => count(some, state))]) },
      { id: "forms", title: "By form", columns: [{ name: "FORM", label: "Form" }, ...measures], rows: forms.map(([form, some]) => [form, ...STATES.map((state) => count(some, state))]) },
      {
        id: "list", title: "Each of them, the longest overdue first",
        columns: [{ name: "SITE", label: "Site" }, { name: "PATIENT", label: "Patient" }, { name: "VISIT", label: "Visit" }, { name: "FORM", label: "Form" }, { name: "STATE", label: "State" }, { name: "DUE_UNTIL_OR_OVERDUE_SINCE", label: "Until, or since" }, { name: "DAYS_OVERDUE", label: "Days overdue", numeric: true }],
        rows: all.toSorted((one, other) => (other.days ?? -1) - (one.days ?? -1)).map(({ site, patient, visit, formId, state, until, days }): readonly Cell[] =>
          [site, patient, visitByCode(visit)?.shortTitle ?? visit, sayForm(formId), state === "due" ? "due" : "overdue", until === null ? null : { shown: sayDate(until), exact: until }, days]),
      },
    ],
    notes: ["A visit is due from its first planned day, overdue a week after its last one (Assumption). Forms begun and not complete are not counted; My day has them."],
  };
}

const sayForm = (formId: string): string => formById(formId)?.title ?? formId;
