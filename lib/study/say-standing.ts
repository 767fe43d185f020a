import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Span, Standing, Timing } from "@/lib/study/standing";

const sayDays = (days: number): string => `${days} ${days === 1 ? "day" : "days"}`;

const TIMING: Readonly<Record<Timing["is"], (days: number) => string>> = {
  in_window: () => "in time",
  early: (days) => `${sayDays(days)} early`,
  late: (days) => `${sayDays(days)} late`,
};

/** "05-Nov-2024", or "05-Nov-2024 to 08-Nov-2024". */
export const saySpan = ({ from, to }: Span, say: (day: CalendarDate) => string = sayDate): string => (from === to ? say(from) : `${say(from)} to ${say(to)}`);

/** Where a visit stands, in words: "due until 05-Nov-2024", "overdue since 06-Nov-2024, 9 days". */
export function sayStanding(standing: Standing, say: (day: CalendarDate) => string = sayDate): string {
  switch (standing.state) {
    case "not_called_for": return "not called for";
    case "not_done": return `not done: ${standing.reason}`;
    case "not_due": return standing.from === null ? "not due before day 1 is known" : `not due before ${say(standing.from)}`;
    case "due": return standing.until === null ? "due" : `due until ${say(standing.until)}`;
    case "overdue": return `overdue since ${say(standing.since)}, ${sayDays(standing.days)}`;
    case "done": return ["done", standing.on && saySpan(standing.on, say), standing.timing && TIMING[standing.timing.is](standing.timing.days)].filter(Boolean).join(", ");
  }
}
