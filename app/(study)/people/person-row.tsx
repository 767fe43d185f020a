import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import { ROLE_LABELS } from "@/lib/kernel/actor";
import { sayDate } from "@/lib/kernel/calendar-date";
import { providerName } from "@/lib/people/single-sign-on";
import type { HeldRole, PersonView, SiteView } from "@/lib/people/read-people";
import { sayInstant } from "@/lib/kernel/instant";
import { AccountDialog } from "./account-dialog.client";
import { AddressDialog, RenewLinkDialog } from "./invite-dialog.client";
import { GrantDialog, RevokeDialog, TrainingDialog } from "./role-dialogs.client";

export const sayRole = ({ role, siteCode }: Pick<HeldRole, "role" | "siteCode">): string => `${ROLE_LABELS[role]}, ${siteCode === null ? "all sites" : `site ${siteCode}`}`;

/** A person, the roles that stand, and what an administrator can do about them. */
export function PersonRow({ person, sites, mayAdminister }: { readonly person: PersonView; readonly sites: readonly SiteView[]; readonly mayAdminister: boolean }) {
  const { username, fullName, roles } = person;
  return (
    <tr id={person.id} className={person.disabled ? "removed" : undefined}>
      <td><b><TextLink href={`/people/${person.id}`}>{fullName}</TextLink></b><small>signs in as {username}</small>{person.email !== null && <small>{person.email}</small>}</td>
      <td><AccountState person={person} /></td>
      <td>
        {roles.length === 0 && <span className="dim">No role: sees nothing yet</span>}
        <ul className="people-roles">
          {roles.map((held) => (
            <li key={held.id}>
              <span>{sayRole(held)}<small>{held.trainedOn === null ? <Badge tone="due" state="overdue">Training pending, of no effect</Badge> : `trained ${sayDate(held.trainedOn)}`}{held.activeTo !== null && <>, from {sayDate(held.activeFrom)} to {sayDate(held.activeTo)}</>}</small></span>
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
      {mayAdminister && <td className="number"><Acts person={person} sites={sites} /></td>}
    </tr>
  );
}

export function AccountState({ person: { invited, disabled, hasFactor, factorReset, lockedUntil, lastIn, elsewhere } }: { readonly person: PersonView }) {
  if (disabled) return <Badge>Closed</Badge>;
  if (invited) return <Badge tone="due" state="in_progress">Link not opened yet</Badge>;
  return (
    <>
      {lockedUntil === null ? <Badge tone="ok" state="complete">Can sign in</Badge> : <Badge tone="due" state="locked">{lockedUntil === "infinity" ? "Closed by wrong tries" : "Waits after wrong tries"}</Badge>}
      <small>{hasFactor ? "second factor set up" : factorReset ? "second factor taken away: signs nothing" : "no second factor"}</small>
      {elsewhere && <small>signs in at {providerName ?? "a provider that is not configured"}</small>}
      <small>{lastIn === null ? "never signed in" : `last here ${sayInstant(lastIn, "UTC")}`}</small>
    </>
  );
}

function Acts({ person: { id, fullName, invited, disabled, hasFactor, lockedUntil, own, email }, sites }: { readonly person: PersonView; readonly sites: readonly SiteView[] }) {
  if (disabled) return <div className="row people-acts"><AccountDialog what="reopen" accountId={id} fullName={fullName} /></div>;
  if (own) return <span className="dim">your own: under Account</span>;
  return (
    <div className="row people-acts">
      <GrantDialog accountId={id} fullName={fullName} sites={sites} />
      {lockedUntil !== null && <AccountDialog what="unlock" accountId={id} fullName={fullName} />}
      <AddressDialog accountId={id} fullName={fullName} email={email} />
      <RenewLinkDialog accountId={id} fullName={fullName} invited={invited} />
      {hasFactor && <AccountDialog what="factor" accountId={id} fullName={fullName} />}
      <AccountDialog what="close" accountId={id} fullName={fullName} />
    </div>
  );
}
