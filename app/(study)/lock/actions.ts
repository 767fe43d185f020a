"use server";
import { action } from "@/lib/server/action";
import { placeLock } from "@/lib/locks/place-lock";
import { releaseLock } from "@/lib/locks/release-lock";

export const placeLockAction = action(placeLock, () => ["/lock"]);
export const releaseLockAction = action(releaseLock, () => ["/lock"]);
