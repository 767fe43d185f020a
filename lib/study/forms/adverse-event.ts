import { drugChecks } from "@/lib/study/adverse-events/drug-checks";
import { eventChecks } from "@/lib/study/adverse-events/event-checks";
import { eventFields } from "@/lib/study/adverse-events/event-fields";
import { seriousnessChecks } from "@/lib/study/adverse-events/seriousness-checks";
import { defineForm } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";

/** The words of the chart and the CTCAE term beside them; its fields and checks stand in `adverse-events/`, by what they ask about. */
export const adverseEvent = defineForm({
  id: "adverse_event",
  title: "Adverse events",
  shortTitle: "AE",
  version: 1,
  repeats: true,
  fields: eventFields,
  checks: [...datesInOrder("adverse_event"), ...eventChecks, ...seriousnessChecks, ...drugChecks],
});
