import { Badge } from "@/app/_ui/badge";
import { ROLE_LABELS } from "@/lib/kernel/actor";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { HeldRole, PersonView, SiteView } from "@/lib/people/read-people";
import { RenewLinkDialog } from "./invite-dialog.client";
import { GrantDialog, RevokeDialog, TrainingDialog } from "./role-dialogs.client";

const sayRole = ({ role, siteCode }: HeldRole): string => `${ROLE_LABELS[role]}, ${siteCode === null ? "all sites" : `site ${siteCode}`}`;

/** A person, the roles that stand, and what an administrator can do about them. */
export function PersonRow({ person, sites, mayAdminister }: { readonly person: PersonView; readonly sites: readonly SiteView[]; readonly mayAdminister: boolean }) {
  const { id, username, fullName, invited, disabled, roles } = person;
  return (
    <tr className={disabled ? "removed" : undefined}>
      <td><b>{fullName}</b><small>signs in as {username}</small></td>
      <td>{disabled ? <Badge>Closed</Badge> : invited ? <Badge tone="due" state="in_progress">Link not opened yet</Badge> : <Badge tone="ok" state="complete">Can sign in</Badge>}</td>
      <td>
        {roles.length === 0 && <span className="dim">No role: sees nothing yet</span>}
        <ul className="people-roles">
          {roles.map((held) => (
            <li key={held.id}>
              <span>{sayRole(held)}<small>{held.trainedOn === null ? <Badge tone="due" state="overdue">Training pending, of no effect</Badge> : `trained ${sayDate(held.trainedOn)}`}</small></span>
              {mayAdminister && (
                <span className="row end">
                  {held.trainedOn === null && <TrainingDialog membershipId={held.id} says={sayRole(held)} fullName={fullName} />}
                  <RevokeDialog membershipId={held.id} says={sayRole(held)} fullName={fullName} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </td>
      {mayAdminister && <td className="number"><div className="row people-acts"><GrantDialog accountId={id} fullName={fullName} sites={sites} /><RenewLinkDialog accountId={id} fullName={fullName} invited={invited} /></div></td>}
    </tr>
  );
}
