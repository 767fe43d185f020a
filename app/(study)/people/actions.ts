"use server";
import { createSite } from "@/lib/people/create-site";
import { grantMembership, revokeMembership } from "@/lib/people/grant-membership";
import { invitePerson, renewLink, setAddress } from "@/lib/people/invite-person";
import { closeAccount, reopenAccount, resetFactor, unlockAccount } from "@/lib/people/look-after-account";
import { recordTraining } from "@/lib/people/record-training";
import { action } from "@/lib/server/action";

export const invitePersonAction = action(invitePerson);
export const setAddressAction = action(setAddress);
export const renewLinkAction = action(renewLink);
export const grantMembershipAction = action(grantMembership);
export const revokeMembershipAction = action(revokeMembership);
export const recordTrainingAction = action(recordTraining);
export const createSiteAction = action(createSite);
export const closeAccountAction = action(closeAccount);
export const reopenAccountAction = action(reopenAccount);
export const unlockAccountAction = action(unlockAccount);
export const resetFactorAction = action(resetFactor);
