import { inductionSchedule } from "@/lib/study/versions/induction-schedule";

const as2007 = "Assumption: as in the 2007 protocol; the review gives no schedule";

/** The review gives no schedule of assessments; its longer infusion ends on day 8. */
export const scheduleReview = inductionSchedule({
  screening: { from: -28, to: 1, source: as2007 },
  start: { days: 7, source: as2007 },
  dosing: { from: 1, to: 8, source: "Review: 7-day infusion, which ends on calendar day 8" },
  earlyMarrow: { from: 14, to: 21, source: as2007 },
  recovery: { from: 22, to: 35, source: as2007 },
  response: { from: 28, to: 42, source: as2007 },
  followUp: { months: [3, 6, 9, 12, 15, 18, 21, 24], plusMinusDays: 14, source: as2007 },
});
