"use server";

import { askForLink } from "@/lib/people/ask-for-link";

/** Asks nobody who they are, and answers the same for every name. */
export const askForLinkAction = async (raw: unknown): Promise<string | null> => askForLink(raw);
