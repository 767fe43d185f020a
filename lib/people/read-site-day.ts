import "server-only";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";

/** Today at a site: what its people mean by it, and what a date that they type is held against. */
export async function readSiteDay(tx: Tx, siteId: string, now: Date): Promise<CalendarDate> {
  const { timeZone } = await tx.site.findUniqueOrThrow({ where: { id: siteId }, select: { timeZone: true } });
  return dayIn(now.toISOString(), timeZone);
}
