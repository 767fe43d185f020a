"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAct } from "@/app/_ui/use-act.client";
import type { Notice } from "@/lib/kernel/guidance";
import { noteGuidanceAction } from "./actions";

/** Puts the guide away, or begins it again; kept with the account. */
export function GuideButton({ notice, children }: { readonly notice: Notice; readonly children: string }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const note = async () => { if (await send(noteGuidanceAction, notice, { notice, reason: null })) router.refresh(); };
  return <>{fault && <span className="tone-q" role="alert">{fault}</span>}<Button variant="subtle" size="compact-sm" loading={busy} onClick={() => void note()}>{children}</Button></>;
}
