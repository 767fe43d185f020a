"use server";

import { enterByLink } from "@/lib/people/accept-invitation";
import { keepLink } from "@/lib/people/single-sign-on";

/** The one action that asks nobody who they are: the link itself is the proof, and the database spends it once. */
export const acceptInvitationAction = async (raw: { readonly link: string; readonly password: string; readonly code?: string }) => enterByLink(raw);

/** Remembers the link in this browser while its owner signs in at a provider; it is looked at when they come back. */
export const keepLinkAction = async (raw: unknown): Promise<boolean> => keepLink(raw);
