"use client";

import { late } from "@/app/_ui/late.client";

/** In the menu of the person, which is opened before anything of it is needed. */
export const SignOutButton = late(() => import("./sign-out").then((all) => all.SignOut));
