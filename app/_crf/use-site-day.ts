import { useEffect, useState } from "react";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";

const LOOKS_EVERY_MS = 15_000;

/**
 * Today at the site, on a page that stays open over midnight too, so that "t" and the checks mean the day that the server means.
 * `now`: the server's clock when it made the page, in ms; of the device's, which may be wrong, only the time that has passed counts.
 */
export function useSiteDay(now: number, timeZone: string): CalendarDate {
  const opened = dayIn(new Date(now).toISOString(), timeZone);
  const [turned, setTurned] = useState<{ readonly now: number; readonly day: CalendarDate } | null>(null);
  useEffect(() => {
    const began = Date.now();
    const looking = setInterval(() => {
      const day = dayIn(new Date(now + Date.now() - began).toISOString(), timeZone);
      setTurned((before) => (before?.now === now && before.day === day ? before : { now, day }));
    }, LOOKS_EVERY_MS);
    return () => clearInterval(looking);
  }, [now, timeZone]);
  return turned?.now === now ? turned.day : opened;
}
