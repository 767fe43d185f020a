"use server";
import { activateVersion } from "@/lib/people/activate-version";
import { openVersion } from "@/lib/people/open-version";
import { action } from "@/lib/server/action";

export const openVersionAction = action(openVersion);
export const activateVersionAction = action(activateVersion);
