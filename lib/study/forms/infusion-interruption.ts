import { dateTime } from "@/lib/crf/fields/date-time";
import { text } from "@/lib/crf/fields/text";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { courseOf, infusionTime, rowsAbove, sayTime } from "@/lib/study/checks/dosing-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { textOf } from "@/lib/study/derive/record-reading";
import { siteClock } from "@/lib/study/forms/dose-change";
import { FREE_TEXT } from "@/lib/study/study-fields";

const startOf = (context: CheckContext) => infusionTime(context, courseOf(context), "startAt");
const stopOf = (context: CheckContext) => infusionTime(context, courseOf(context), "stopAt");

/** An interruption recorded above that shares time with this one. */
const overlapping = (context: CheckContext, stopped: string, resumed: string) =>
  rowsAbove(context, "infusion_interruption").map((row) => ({ from: textOf(row, "stoppedAt"), to: textOf(row, "resumedAt") }))
    .find(({ from, to }) => from !== null && to !== null && from < resumed && stopped < to) ?? null;

export const infusionInterruption = defineForm({
  id: "infusion_interruption",
  title: "Interruptions of the infusion",
  shortTitle: "Pause",
  version: 1,
  repeats: true,
  fields: {
    stoppedAt: dateTime({ label: "Stopped", help: siteClock("When nothing ran any more; a change of bag without a stop is none."), criticality: "safety", required: true, sdtm: "EC.ECSTDTC where ECTRT=CENERSEN and ECCAT=INTERRUPTION" }),
    resumedAt: dateTime({
      label: "Resumed", help: "When it ran again. Until this is known the dose is unknown. An infusion that was not resumed has no interruption: it was stopped for good.",
      criticality: "safety", required: true, sdtm: "EC.ECENDTC where ECTRT=CENERSEN and ECCAT=INTERRUPTION",
    }),
    reason: text({ label: "Reason", unchecked: FREE_TEXT, help: "For example line blocked, pump alarm, procedure, reaction.", criticality: "safety", required: true, missing: ["unknown"], sdtm: "EC.ECREASOC where ECTRT=CENERSEN and ECCAT=INTERRUPTION" }),
  },
  checks: [
    {
      id: "II01",
      on: ["resumedAt", "stoppedAt"],
      says: "The infusion is resumed after it was stopped",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt, resumedAt }) => whenKnown([stoppedAt, resumedAt], (stopped, resumed) => stopped < resumed),
      asks: ({ stoppedAt, resumedAt }) => `Resumed ${sayTime(resumedAt)}, not after it was stopped ${sayTime(stoppedAt)}. Correct one of the times.`,
    },
    {
      id: "II02",
      on: ["stoppedAt"],
      says: "An interruption begins while the infusion runs",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt }, context) => whenKnown([stoppedAt, startOf(context), stopOf(context)], (at, from, to) => from <= at && at <= to),
      asks: ({ stoppedAt }, context) => `The interruption of ${sayTime(stoppedAt)} lies outside the infusion, ${sayTime(startOf(context))} to ${sayTime(stopOf(context))}. Correct one of the times.`,
    },
    {
      id: "II03",
      on: ["resumedAt"],
      says: "An interruption ends while the infusion runs",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt, resumedAt }, context) => whenKnown([stoppedAt, resumedAt, stopOf(context)], (stopped, resumed, stop) => stopped > stop || resumed <= stop),
      asks: ({ resumedAt }, context) => `Resumed ${sayTime(resumedAt)}, after the infusion was stopped for good ${sayTime(stopOf(context))}. Correct one of the times; what was not resumed is the end of the infusion.`,
    },
    {
      id: "II04",
      on: ["stoppedAt", "resumedAt"],
      says: "No two interruptions overlap",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt, resumedAt }, context) => whenKnown([stoppedAt, resumedAt], (stopped, resumed) => overlapping(context, stopped, resumed) === null),
      asks: ({ stoppedAt, resumedAt }, context) => {
        const other = overlapping(context, stoppedAt ?? "", resumedAt ?? "");
        return `From ${sayTime(stoppedAt)} to ${sayTime(resumedAt)} overlaps with the interruption from ${sayTime(other?.from ?? null)} to ${sayTime(other?.to ?? null)}. Correct the times, or remove the row; the time that both share counts once.`;
      },
    },
    {
      id: "II05",
      on: ["resumedAt", "stoppedAt"],
      says: "Once the infusion has stopped for good no interruption is open",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt, resumedAt }, context) => whenKnown([stoppedAt, stopOf(context)], () => resumedAt !== null),
      asks: ({ stoppedAt }, context) => `The infusion stopped for good ${sayTime(stopOf(context))}, and when it was resumed after ${sayTime(stoppedAt)} is not recorded. Until then the dose is unknown. Record the time.`,
    },
  ],
});
