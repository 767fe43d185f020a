import { LinkButton, TextLink } from "@/app/_ui/text-link";
import type { TrailView } from "@/lib/analysis/read-trail";
import { type TrailFilters, trailHref } from "@/lib/analysis/trail-filters";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** One event. The name narrows the trail to its person; the button leads to where the record stands today. */
export function TrailRow({ row, filters }: { readonly row: TrailView; readonly filters: TrailFilters }) {
  const { at, timeZone, accountId, who, role, act, deed, reason, patientNumber, href } = row;
  return (
    <tr>
      <td className="nowrap trail-when"><time dateTime={at}>{sayInstant(at, timeZone ?? "UTC")}</time></td>
      <td className="trail-who"><TextLink href={trailHref(filters, { person: accountId })} underlined>{who}</TextLink><small>{sayRoles(role)}</small></td>
      <td className="trail-what">{capitalised(deed)}<small>{act}</small></td>
      <td className="trail-why">{reason}</td>
      <td className="nowrap">{patientNumber !== null && <TextLink href={trailHref(filters, { patient: patientNumber })} underlined>{patientNumber}</TextLink>}</td>
      <td className="number">{href !== null && <LinkButton href={href} small look="ghost" label={`Open: ${deed}`}>Open</LinkButton>}</td>
    </tr>
  );
}
