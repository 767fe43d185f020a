import type { Check, Known } from "@/lib/crf/define-form";
import { earliestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { eventFields, type EventFields } from "./event-fields";
import { isHaematological } from "./haematological";
import { minutesBetween, REPORT_WITHIN_HOURS, sayElapsed } from "./report-deadline";

type EventCheck = Check<EventFields, CheckContext>;

export const SERIOUSNESS_CRITERIA = ["seriousDeath", "seriousLifeThreatening", "seriousHospital", "seriousDisability", "seriousCongenital", "seriousMedical"] as const;

const answersTo = (answers: Known<EventFields>) => SERIOUSNESS_CRITERIA.map((name) => answers[name]);
const time = (value: string | null) => eventFields.awareAt.show(value);

const E2A = "Adverse events, seriousness (ICH E2A)";
const REPORTING = `Adverse events, report within ${REPORT_WITHIN_HOURS} h`;

export const seriousnessChecks: readonly EventCheck[] = [
  {
    id: "AE03",
    on: ["serious", "grade"],
    says: "Grade 5 is serious",
    protocol: E2A,
    holds: ({ grade, serious }) => whenKnown([grade, serious], (severity, answer) => severity !== "5" || answer === "Y"),
    asks: () => "An event of grade 5 is serious by definition. Correct the grade or the seriousness.",
  },
  {
    id: "AE10",
    on: ["serious", "grade", "ctcaeTerm"],
    says: "An event of grade 4 that is no cytopenia is serious",
    protocol: E2A,
    holds: ({ grade, serious, ctcaeTerm }) => whenKnown([grade, serious, ctcaeTerm], (severity, answer, term) => severity !== "4" || answer === "Y" || isHaematological(term)),
    asks: ({ ctcaeTerm }) => `${ctcaeTerm?.term} of grade 4 has life-threatening consequences, which makes it serious. Correct the grade or the seriousness, or say why it is not.`,
  },
  {
    id: "AE08",
    on: ["serious", ...SERIOUSNESS_CRITERIA],
    says: "A serious event meets at least one criterion",
    protocol: E2A,
    holds: (answers) => {
      const given = answersTo(answers);
      if (answers.serious === null || (answers.serious === "Y" && !given.includes("Y") && given.includes(null))) return "unknown";
      return answers.serious === "N" || given.includes("Y") ? "yes" : "no";
    },
    asks: () => "The event is said to be serious, and every criterion is answered No. Answer Yes to the one that it meets, or correct Serious to No.",
  },
  {
    id: "AE09",
    on: ["seriousDeath", "grade"],
    says: "\"Resulted in death\" goes with grade 5",
    protocol: E2A,
    holds: ({ seriousDeath, grade }) => whenKnown([seriousDeath, grade], (died, severity) => (died === "Y") === (severity === "5")),
    asks: ({ seriousDeath, grade }) => `"Resulted in death" is ${seriousDeath === "Y" ? "Yes" : "No"} and the grade is ${grade}. Grade 5 means that the patient died of the event. Correct one of them.`,
  },
  {
    id: "AE11",
    on: ["awareAt", "serious"],
    says: "A serious event says when the site became aware of it",
    protocol: REPORTING,
    holds: ({ serious, awareAt }) => whenKnown([serious], (answer) => answer === "N" || awareAt !== null),
    asks: () => `The event is serious, and the time of awareness is blank. Give date and time: the ${REPORT_WITHIN_HOURS} hours to report run from then.`,
  },
  {
    id: "AE12",
    on: ["awareAt", "startDate"],
    says: "Nobody is aware of an event before it starts",
    protocol: REPORTING,
    holds: ({ awareAt, startDate }) => whenKnown([awareAt, startDate], (aware, start) => earliestDay(start) <= aware.slice(0, 10)),
    asks: ({ awareAt, startDate }) => `The site became aware on ${time(awareAt)}, before the event started ${sayPartialDate(startDate ?? "")}. Correct one of the dates.`,
  },
  {
    id: "AE13",
    on: ["reportedAt", "awareAt"],
    says: "No event is reported before the site is aware of it",
    protocol: REPORTING,
    holds: ({ reportedAt, awareAt }) => whenKnown([reportedAt, awareAt], (reported, aware) => aware <= reported),
    asks: ({ reportedAt, awareAt }) => `Reported ${time(reportedAt)}, before the site became aware on ${time(awareAt)}. Correct one of the times.`,
  },
  {
    id: "AE14",
    on: ["reportedAt", "awareAt"],
    says: `A serious event is reported within ${REPORT_WITHIN_HOURS} hours of awareness`,
    protocol: REPORTING,
    holds: ({ reportedAt, awareAt }) => whenKnown([reportedAt, awareAt], (reported, aware) => minutesBetween(aware, reported) <= REPORT_WITHIN_HOURS * 60),
    asks: ({ reportedAt, awareAt }) =>
      `Reported ${time(reportedAt)}, ${sayElapsed(minutesBetween(awareAt ?? "", reportedAt ?? ""))} after the site became aware on ${time(awareAt)}; ${REPORT_WITHIN_HOURS} h are allowed. Correct one of the times, or say why it was late.`,
  },
];
