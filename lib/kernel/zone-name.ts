/**
 * Short names of zones, "CDT", by the hours they lie ahead of UTC. Engines know different ones ("GMT-5", "CDT", "EST5EDT"), so the table is ours:
 * every machine says the same. Only letters that people of the place use; a zone without them is named by its distance, "UTC+3".
 */
const FAMILIES: readonly (readonly [names: Readonly<Record<number, string>>, zones: string])[] = [
  [{ [-3.5]: "NST", [-2.5]: "NDT" }, "America/St_Johns"],
  [{ [-4]: "AST", [-3]: "ADT" }, "America/Halifax America/Puerto_Rico America/Moncton Atlantic/Bermuda"],
  [{ [-5]: "EST", [-4]: "EDT" }, "America/New_York America/Detroit America/Toronto America/Montreal America/Indiana/Indianapolis America/Indianapolis America/Kentucky/Louisville America/Louisville America/Panama US/Eastern"],
  [{ [-6]: "CST", [-5]: "CDT" }, "America/Chicago America/Winnipeg America/Regina America/Mexico_City America/Monterrey America/Costa_Rica America/Guatemala US/Central"],
  [{ [-7]: "MST", [-6]: "MDT" }, "America/Denver America/Edmonton America/Boise America/Phoenix US/Mountain"],
  [{ [-8]: "PST", [-7]: "PDT" }, "America/Los_Angeles America/Vancouver America/Tijuana US/Pacific"],
  [{ [-9]: "AKST", [-8]: "AKDT" }, "America/Anchorage America/Juneau"],
  [{ [-10]: "HST" }, "Pacific/Honolulu"],
  [{ 0: "GMT", 1: "BST" }, "Europe/London Europe/Belfast Europe/Jersey Europe/Guernsey Europe/Isle_of_Man"],
  [{ 0: "GMT", 1: "IST" }, "Europe/Dublin"],
  [{ 0: "GMT" }, "Atlantic/Reykjavik Africa/Abidjan Africa/Accra"],
  [{ 0: "WET", 1: "WEST" }, "Europe/Lisbon Atlantic/Canary Atlantic/Madeira"],
  [{ 1: "CET", 2: "CEST" }, `Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Vienna Europe/Zurich Europe/Brussels Europe/Amsterdam Europe/Luxembourg Europe/Copenhagen Europe/Stockholm
    Europe/Oslo Europe/Warsaw Europe/Prague Europe/Budapest Europe/Bratislava Europe/Ljubljana Europe/Zagreb Europe/Belgrade Europe/Sarajevo Europe/Skopje Europe/Tirane Europe/Malta Europe/Monaco
    Europe/Vaduz Europe/Andorra Europe/San_Marino Europe/Vatican Europe/Gibraltar Europe/Podgorica Europe/Busingen Arctic/Longyearbyen Africa/Ceuta Africa/Tunis Africa/Algiers`],
  [{ 2: "EET", 3: "EEST" }, "Europe/Athens Europe/Helsinki Europe/Bucharest Europe/Sofia Europe/Kiev Europe/Kyiv Europe/Riga Europe/Vilnius Europe/Tallinn Europe/Mariehamn Asia/Nicosia Asia/Beirut Africa/Cairo"],
  [{ 2: "SAST" }, "Africa/Johannesburg"],
  [{ 3: "MSK" }, "Europe/Moscow"],
  [{ 9: "JST" }, "Asia/Tokyo"],
  [{ 9: "KST" }, "Asia/Seoul"],
  [{ 8: "AWST" }, "Australia/Perth"],
  [{ 9.5: "ACST", 10.5: "ACDT" }, "Australia/Adelaide Australia/Darwin"],
  [{ 10: "AEST", 11: "AEDT" }, "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Hobart Australia/Canberra"],
  [{ 12: "NZST", 13: "NZDT" }, "Pacific/Auckland"],
];
const NAMES = new Map(FAMILIES.flatMap(([names, zones]) => zones.split(/\s+/).map((zone) => [zone, names] as const)));

/** "CDT" of America/Chicago 300 minutes behind UTC; "UTC+5:30" where the table has no letters for this distance. */
export function zoneName(timeZone: string, minutesAhead: number): string {
  const named = NAMES.get(timeZone)?.[minutesAhead / 60];
  if (named !== undefined) return named;
  if (minutesAhead === 0) return "UTC";
  const [hours, minutes] = [Math.floor(Math.abs(minutesAhead) / 60), Math.abs(minutesAhead) % 60];
  return `UTC${minutesAhead < 0 ? "−" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
}
