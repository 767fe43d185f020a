import { late } from "@/app/_ui/late.client";

/** What a form asks or shows in dialogs. Filling it needs none of their code at once. */
export const KeysOverlay = late(() => import("./keys-overlay").then((all) => all.KeysOverlay), ({ opened }) => opened);
export const ReasonDialog = late(() => import("./reason-dialog").then((all) => all.ReasonDialog), ({ changes }) => changes !== null);
export const SignInAgain = late(() => import("./sign-in-again").then((all) => all.SignInAgain), ({ opened }) => opened);
