"use client";

import type { ReactNode } from "react";
import { hasSignedOut, stopKeeping } from "@/app/_crf/drafts/draft-keeper";
import { sealAnew } from "@/app/_crf/drafts/every-draft";
import { late } from "@/app/_ui/late.client";
import { MeProvider, type Person } from "@/app/_ui/me.client";
import "./here.css";

/** What lies below is hidden without it. */
const AnotherPerson = late(() => import("./another-person.client").then((all) => all.AnotherPerson));

/** Whose pages these are, in this tab, for as long as it lives. */
export function Here({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  return <MeProvider person={person} onNewKey={sealAnew} onSignedOut={leave} cover={<AnotherPerson />}>{children}</MeProvider>;
}

/** Somebody signed out, in another tab of this browser: nothing of theirs stays on any screen. */
function leave(): void {
  if (hasSignedOut()) return;
  stopKeeping();
  location.assign("/sign-in");
}
