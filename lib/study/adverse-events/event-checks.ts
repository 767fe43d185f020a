import type { Check, Known } from "@/lib/crf/define-form";
import { needsWords } from "@/lib/crf/coded-term";
import { sayDate } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import { earlierRows, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import type { RecordEntry } from "@/lib/study/patient-record";
import type { EventFields } from "./event-fields";
import { isHaematological } from "./haematological";

type EventCheck = Check<EventFields, CheckContext>;

const say = (date: string | null) => sayPartialDate(date ?? "");
const deathDate = (context: CheckContext) => textIn(context, "death", "deathDate");

const dates: readonly EventCheck[] = [
  {
    id: "AE01",
    on: ["stopDate", "startDate"],
    says: "An event does not end before it starts",
    protocol: "Adverse events",
    holds: ({ startDate, stopDate }) => notAfter(startDate, stopDate),
    asks: ({ startDate, stopDate }) => `Ended ${say(stopDate)}, before it started ${say(startDate)}. Correct one of the dates.`,
  },
  {
    id: "AE04",
    on: ["startDate"],
    says: "An event starts on or after the day of consent",
    protocol: "Adverse events, period",
    holds: ({ startDate }, context) => notAfter(textIn(context, "consent", "consentDate"), startDate),
    asks: ({ startDate }, context) =>
      `The event started ${say(startDate)}, before consent on ${say(textIn(context, "consent", "consentDate"))}. Correct the date, or remove the row: what came before belongs to the history.`,
  },
  {
    id: "AE05",
    on: ["startDate"],
    says: "No event starts after death",
    protocol: "Adverse events, period",
    holds: ({ startDate }, context) => notAfter(startDate, deathDate(context)),
    asks: ({ startDate }, context) => `The event started ${say(startDate)}, after the death on ${say(deathDate(context))}. Correct one of the dates.`,
  },
];

const grades: readonly EventCheck[] = [
  {
    id: "AE15",
    on: ["grade", "ctcaeTerm"],
    says: "The grade is one that the CTCAE term has",
    protocol: "Adverse events, CTCAE 5.0",
    holds: ({ grade, ctcaeTerm }) => whenKnown([grade, ctcaeTerm], (severity, { levels }) => levels.includes(severity)),
    asks: ({ grade, ctcaeTerm }) => `${ctcaeTerm?.term} has grade ${ctcaeTerm?.levels.join(", ")} and no grade ${grade} in ${ctcaeTerm?.dictionary}. Correct the grade, or choose the term that fits.`,
  },
  {
    id: "AE16",
    on: ["ctcaeOther", "ctcaeTerm"],
    says: "A term \"Other, specify\" names the event",
    protocol: "Adverse events, CTCAE 5.0",
    holds: ({ ctcaeTerm, ctcaeOther }) => whenKnown([ctcaeTerm], (term) => !needsWords(term) || ctcaeOther !== null),
    asks: ({ ctcaeTerm }) => `"${ctcaeTerm?.term}" says only the organ class. Name the event, or choose a term that names it.`,
  },
  {
    id: "AE02",
    on: ["grade", "outcome"],
    says: "Grade 5 goes with a fatal outcome, and a fatal outcome with grade 5",
    protocol: "Adverse events, CTCAE 5.0",
    holds: ({ grade, outcome }) => whenKnown([grade, outcome], (severity, end) => (severity === "5") === (end === "fatal")),
    asks: ({ grade, outcome }) => `Grade ${grade} and outcome "${outcome}" contradict each other: grade 5 means that the event was fatal. Correct one of them.`,
  },
  {
    id: "AE06",
    on: ["outcome"],
    says: "A fatal event goes with a recorded death",
    protocol: "Adverse events, survival",
    holds: ({ outcome }, context) => whenKnown([outcome], (end) => end !== "fatal" || deathDate(context) !== null),
    asks: () => "The event was fatal, and no death is recorded. Record the death in its log, or correct the outcome.",
  },
  {
    id: "AE07",
    on: ["stopDate", "outcome"],
    says: "A fatal event ends on the day of death",
    protocol: "Adverse events, survival",
    holds: ({ outcome, stopDate }, context) => whenKnown([outcome, stopDate, deathDate(context)], (end, stop, died) => end !== "fatal" || (earliestDay(stop) <= died && died <= latestDay(stop))),
    asks: ({ stopDate }, context) => `The fatal event ended ${say(stopDate)}, and the death is dated ${say(deathDate(context))}. Correct one of the dates.`,
  },
];

const others: readonly EventCheck[] = [
  {
    id: "AE19",
    on: ["term", "ctcaeTerm", "startDate", "stopDate"],
    says: "The same event is not recorded twice for the same days",
    protocol: "Adverse events",
    holds: (answers, context) => whenKnown([nameOf(answers), answers.startDate], () => twinOf(answers, context) === null),
    asks: (answers, context) => {
      const twin = twinOf(answers, context);
      const words = nameOf(answers) === answers.term || answers.term === null ? "" : ` ("${answers.term}")`;
      return `${nameOf(answers)}${words} from ${say(answers.startDate)} overlaps with row ${twin?.rowNo}, which records it from ${say(partialDateOf(twin ?? undefined, "startDate"))}. Remove one of the rows, or correct the dates: one row holds the highest grade of an event.`;
    },
  },
  {
    id: "AE23",
    on: ["treatmentGiven", "grade"],
    says: "A life-threatening event that is no cytopenia was treated",
    protocol: "Adverse events, CTCAE 5.0",
    holds: ({ treatmentGiven, grade, ctcaeTerm }) => whenKnown([treatmentGiven, grade, ctcaeTerm], (treated, severity, term) => severity !== "4" || treated === "Y" || isHaematological(term)),
    asks: ({ ctcaeTerm }) => `${ctcaeTerm?.term} of grade 4 calls for urgent treatment, and none is recorded. Correct the grade or the treatment, or say why none was given.`,
  },
  {
    id: "AE24",
    on: ["ledToWithdrawal"],
    says: "An event that ended study treatment is the reason at end of treatment",
    protocol: "End of treatment",
    holds: ({ ledToWithdrawal }, context) => whenKnown([ledToWithdrawal, textIn(context, "end_of_treatment", "reason")], (left, reason) => left !== "Y" || reason === "adverse_event" || reason === "death"),
    asks: (_answers, context) =>
      `This event is said to have ended study treatment, and the reason at end of treatment${dated(context)} is "${textIn(context, "end_of_treatment", "reason")}". Correct one of the two.`,
  },
];

const dated = (context: CheckContext): string => {
  const ended = textIn(context, "end_of_treatment", "endedOn");
  return ended === null ? "" : ` (${sayDate(ended)})`;
};

const nameOf = ({ ctcaeTerm, term }: Known<EventFields>): string | null => (ctcaeTerm !== null && !needsWords(ctcaeTerm) ? ctcaeTerm.term : term);

/** What a row above is called: its CTCAE term unless that says only the class, else its own words. */
function rowName(row: RecordEntry): string | null {
  const coded = row.answers["ctcaeTerm"] as Known<EventFields>["ctcaeTerm"] | undefined;
  return coded && typeof coded === "object" && "term" in coded && !needsWords(coded) ? coded.term : textOf(row, "term");
}

/** The first row above with the same event on days that certainly overlap; an event without an end goes on. */
function twinOf(answers: Known<EventFields>, context: CheckContext): RecordEntry | null {
  const { startDate, stopDate } = answers;
  const name = nameOf(answers)?.trim().toLowerCase();
  if (startDate === null || name === undefined) return null;
  return earlierRows(context, "adverse_event").find((row) => {
    const [start, stop] = [partialDateOf(row, "startDate"), partialDateOf(row, "stopDate")];
    if (rowName(row)?.trim().toLowerCase() !== name || start === null) return false;
    return (stop === null || latestDay(startDate) <= earliestDay(stop)) && (stopDate === null || latestDay(start) <= earliestDay(stopDate));
  }) ?? null;
}

export const eventChecks: readonly EventCheck[] = [...dates, ...grades, ...others];
