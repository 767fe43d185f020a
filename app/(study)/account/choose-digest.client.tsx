"use client";

import { SegmentedControl } from "@mantine/core";
import { useAct } from "@/app/_ui/use-act.client";
import type { Digest } from "@/lib/people/choose-digest";
import { chooseDigestAction } from "./actions";

const CHOICES: { readonly value: Digest; readonly label: string }[] = [{ value: "daily", label: "Every working day" }, { value: "weekly", label: "Mondays" }, { value: "none", label: "None" }];

/** How often; what is chosen is stored at once. */
export function ChooseDigest({ digest }: { readonly digest: Digest }) {
  const { send, fault, busy } = useAct();
  return (
    <div className="row">
      <SegmentedControl aria-label="Mail of what waits" data={CHOICES} value={digest} disabled={busy} onChange={(chosen) => void send(chooseDigestAction, "digest", { digest: chosen, reason: null })} />
      {fault && <span role="alert" className="tone-q small">{fault}</span>}
    </div>
  );
}
