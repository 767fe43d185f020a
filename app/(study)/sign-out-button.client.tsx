"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { forgetDrafts } from "@/app/_crf/use-draft";
import { signOut } from "@/app/_ui/next-auth.client";

export const SignOutButton = () => (
  <div className="stack">
    <Link href="/account" prefetch={false} className="underlined">My account</Link>
    <Link href="/sessions" prefetch={false} className="underlined">My sessions</Link>
    <Button variant="default" onClick={() => { forgetDrafts(); void signOut().finally(() => location.assign("/sign-in")); }}>Sign out</Button>
  </div>
);
