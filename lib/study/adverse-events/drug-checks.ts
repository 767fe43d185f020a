import type { Check } from "@/lib/crf/define-form";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { latestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import { firstCenersenDay, textsIn, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import type { EventFields } from "./event-fields";

type EventCheck = Check<EventFields, CheckContext>;

const firstOf = (formId: string) => (context: CheckContext): CalendarDate | null => textsIn(context, formId, "doseDate").toSorted()[0] ?? null;

const DRUGS = [
  { name: "cenersen", relation: "related", action: "actionCenersen", since: "AE20", fits: "AE25", firstDay: firstCenersenDay },
  { name: "idarubicin", relation: "relatedIdarubicin", action: "actionIdarubicin", since: "AE21", fits: "AE26", firstDay: firstOf("idarubicin_dose") },
  { name: "cytarabine", relation: "relatedCytarabine", action: "actionCytarabine", since: "AE22", fits: "AE27", firstDay: firstOf("cytarabine_dose") },
] as const;

/** What was done to a drug because of the event. */
const CHANGES: readonly string[] = ["reduced", "interrupted", "withdrawn"];

const perDrug: readonly EventCheck[] = DRUGS.flatMap(({ name, relation, action, since, fits, firstDay }): readonly EventCheck[] => [
  {
    id: since,
    on: [relation, "startDate"],
    says: `An event related to ${name} does not start before its first dose`,
    protocol: "Adverse events, relation",
    holds: (answers, context) => whenKnown([answers[relation], answers.startDate, firstDay(context)], (related, start, first) => related !== "Y" || latestDay(start) >= first),
    asks: ({ startDate }, context) => `The event started ${sayPartialDate(startDate ?? "")}, before the first ${name} on ${sayDate(firstDay(context) ?? "")}, and is said to be related to it. Correct the date or the relation.`,
  },
  {
    id: fits,
    on: [action, relation],
    says: `The dose of ${name} is changed only for an event that may be related to it`,
    protocol: "Adverse events, action taken",
    holds: (answers) => whenKnown([answers[action], answers[relation]], (taken, related) => !CHANGES.includes(taken) || related !== "N"),
    asks: (answers) => `The dose of ${name} was ${String(answers[action])} because of this event, which is said not to be related to it. Correct one of the two, or say why.`,
  },
]);

/** The arm without cytarabine, in both versions of the protocol. */
const WITHOUT_CYTARABINE = "A";
const inArmWithoutCytarabine = ({ record }: CheckContext): boolean | null => (record.arm === null ? null : record.arm === WITHOUT_CYTARABINE);

const arm: readonly EventCheck[] = [
  {
    id: "AE17",
    on: ["relatedCytarabine"],
    says: "No event is related to cytarabine in the arm that has none",
    protocol: "Dosing, arms",
    holds: ({ relatedCytarabine }, context) => whenKnown([relatedCytarabine, inArmWithoutCytarabine(context)], (related, without) => !without || related !== "Y"),
    asks: () => "The event is said to be related to cytarabine, and arm A has no cytarabine. Correct the relation, or state \"not applicable\".",
  },
  {
    id: "AE18",
    on: ["actionCytarabine"],
    says: "Nothing is done to cytarabine in the arm that has none",
    protocol: "Dosing, arms",
    holds: ({ actionCytarabine }, context) => whenKnown([actionCytarabine, inArmWithoutCytarabine(context)], (taken, without) => !without || !CHANGES.includes(taken)),
    asks: ({ actionCytarabine }) => `Cytarabine is said to have been ${actionCytarabine}, and arm A has no cytarabine. Correct the action, or state "not applicable".`,
  },
];

export const drugChecks: readonly EventCheck[] = [...perDrug, ...arm];
