import { dateTime } from "@/lib/crf/fields/date-time";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";

const say = (at: string | null): string => `${sayDate(at?.slice(0, 10) ?? "")} ${at?.slice(11) ?? ""}`;

export const infusionInterruption = defineForm({
  id: "infusion_interruption",
  title: "Interruptions of the infusion",
  shortTitle: "Pause",
  version: 1,
  repeats: true,
  fields: {
    stoppedAt: dateTime({ label: "Stopped", criticality: "safety", required: true, sdtm: "EX.EXENDTC where EXTRT=CENERSEN" }),
    resumedAt: dateTime({ label: "Resumed", criticality: "safety", required: true, sdtm: "EX.EXSTDTC where EXTRT=CENERSEN" }),
    reason: text({ label: "Reason", criticality: "safety", required: true, missing: ["unknown"], sdtm: "EX.EXADJ where EXTRT=CENERSEN" }),
  },
  checks: [
    {
      id: "II01",
      on: ["resumedAt", "stoppedAt"],
      says: "The infusion is resumed after it was stopped",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt, resumedAt }) => whenKnown([stoppedAt, resumedAt], (stopped, resumed) => stopped < resumed),
      asks: ({ stoppedAt, resumedAt }) => `Resumed ${say(resumedAt)}, not after it was stopped ${say(stoppedAt)}. Correct one of the times.`,
    },
    {
      id: "II02",
      on: ["stoppedAt"],
      says: "An interruption begins while the infusion runs",
      protocol: "Dosing, cenersen",
      holds: ({ stoppedAt }, context) => {
        const [start, stop] = [textIn(context, "cenersen_infusion", "startAt"), textIn(context, "cenersen_infusion", "stopAt")];
        return whenKnown([stoppedAt, start, stop], (at, from, to) => from <= at && at <= to);
      },
      asks: ({ stoppedAt }, context) =>
        `The interruption of ${say(stoppedAt)} lies outside the infusion, ${say(textIn(context, "cenersen_infusion", "startAt"))} to ${say(textIn(context, "cenersen_infusion", "stopAt"))}. Correct one of the times.`,
    },
  ],
});
