import { inductionSchedule } from "@/lib/study/versions/induction-schedule";

const followOn = "Follow-on trial NCT00967512: response within day 28 to 42 of each course";
const practice = "Assumption: common practice in induction of AML; the published texts of the trial give no schedule";

/** The published texts give no schedule of assessments; every span of days is a parameter with its source. */
export const schedule2007 = inductionSchedule({
  screening: { from: -28, to: 1, source: practice },
  start: { days: 7, source: "Assumption: treatment begins within a week of randomisation" },
  dosing: { from: 1, to: 8, source: "Cytarabine on days 2 to 8, the longest treatment of the three groups" },
  earlyMarrow: { from: 14, to: 21, source: "NCCN: marrow 14 to 21 days after the start of induction" },
  recovery: { from: 22, to: 35, source: practice },
  response: { from: 28, to: 42, source: followOn },
  followUp: { months: [3, 6, 9, 12, 15, 18, 21, 24], plusMinusDays: 14, source: "Follow-on trial NCT00967512: survival and remission for 2 years. Assumption: every 3 months, 14 days before or after" },
});
