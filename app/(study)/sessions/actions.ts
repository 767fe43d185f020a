"use server";
import { revokeOthers, revokeSession } from "@/lib/people/revoke-session";
import { action } from "@/lib/server/action";

export const revokeSessionAction = action(revokeSession, () => ["/sessions"]);
export const revokeOthersAction = action(revokeOthers, () => ["/sessions"]);
