"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { sayNumber } from "@/lib/kernel/say-number";
import { verifyTrailAction } from "./actions";

const LOOK_AGAIN = 2_000; // milliseconds

interface Props {
  readonly mayVerify: boolean;
  readonly running: { readonly links: number; readonly ofLinks: number | null; readonly begun: boolean } | null;
}

/** Asks for a verification, and says how far it is until it has ended. */
export function VerifyNow({ mayVerify, running }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const waits = running !== null;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [waits, router]);
  const ask = () => void send(verifyTrailAction, "verify", { reason: null }).then((done) => { if (done) router.refresh(); });
  return (
    <div className="row" role="status">
      {fault && <span className="tone-q">{fault}</span>}
      {running && <span className="dim">{!running.begun ? "Waiting to be verified…" : `Verifying: ${sayNumber(running.links)} of ${sayNumber(running.ofLinks ?? 0)} links…`}</span>}
      {mayVerify && <Button size="xs" variant="default" onClick={ask} loading={busy} disabled={waits}>Verify now</Button>}
    </div>
  );
}
