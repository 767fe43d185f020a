"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAct } from "@/app/(study)/queries/use-act.client";
import { revokeSessionAction } from "./actions";

interface EndSessionProps {
  readonly sessionId: string;
  /** The very session of this page: its end is the way to the sign-in page. */
  readonly own: boolean;
  readonly whose: string;
}

/** Ends a session at its next request. What was saved stays; what is being typed there stays on that screen until its next save. */
export function EndSession({ sessionId, own, whose }: EndSessionProps) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const end = () => void send(revokeSessionAction, "end", { sessionId, reason: null }).then((done) => {
    if (!done) return;
    if (own) location.assign("/sign-in");
    else router.refresh();
  });
  return (
    <>
      <Button variant="default" size="xs" loading={busy} onClick={end} aria-label={own ? "End this session" : `End a session of ${whose}`}>End</Button>
      {fault && <p role="alert" className="tone-q small">{fault}</p>}
    </>
  );
}
