import { sayClock, sayDay } from "@/lib/kernel/instant";

// eslint-disable-next-line no-restricted-properties -- asks where this device is; the time itself is said by lib/kernel/instant.ts
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "14:29 CDT": a moment by the clock of this device, with its zone; the day before it where it was another one. */
export function deviceClock(at: number): string {
  const instant = new Date(at).toISOString();
  const day = sayDay(instant, zone());
  const clock = sayClock(instant, zone());
  return day === sayDay(new Date().toISOString(), zone()) ? clock : `${day} ${clock}`;
}
