"use server";

import { enterByLink } from "@/lib/people/accept-invitation";

/** The one action that asks nobody who they are: the link itself is the proof, and the database spends it once. */
export const acceptInvitationAction = async (raw: { readonly link: string; readonly password: string; readonly code?: string }) => enterByLink(raw);
