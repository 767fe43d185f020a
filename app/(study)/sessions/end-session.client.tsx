"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAct } from "@/app/_ui/use-act.client";
import { revokeOthersAction, revokeSessionAction } from "./actions";

/** Ends a session at its next request. What was saved stays; what is being typed there stays on that screen. */
export function EndSession({ sessionId, whose }: { readonly sessionId: string; readonly whose: string }) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const end = () => void send(revokeSessionAction, "end", { sessionId, reason: null }).then((done) => { if (done) router.refresh(); });
  return (
    <>
      <Button variant="default" size="xs" loading={busy} onClick={end} aria-label={`End a session of ${whose}`}>End</Button>
      {fault && <p role="alert" className="tone-q small">{fault}</p>}
    </>
  );
}

/** Ends all of one's own sessions but this one. */
export function EndOthers() {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const end = () => void send(revokeOthersAction, "others", { reason: null }).then((done) => { if (done) router.refresh(); });
  return (
    <>
      {fault && <span role="alert" className="tone-q small">{fault}</span>}
      <Button variant="default" loading={busy} onClick={end}>End all my others</Button>
    </>
  );
}
