"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { makeExportAction } from "./actions";

const LOOK_AGAIN = 2_000; // milliseconds

interface Props {
  readonly cutId: string;
  readonly format: string;
  readonly title: string;
  /** Nobody asked yet, it failed, or it is under way. */
  readonly state: "none" | "failed" | "under_way";
}

/** Has a cut written in a format, and looks again while it is. */
export function MakeExport({ cutId, format, title, state }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const waits = state === "under_way";
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [waits, router]);
  if (waits) return null;
  const make = () => void send(makeExportAction, "export", { cutId, format, reason: null }).then((done) => { if (done) router.refresh(); });
  const says = state === "failed" ? "Try again" : "Write";
  return (
    <>
      {fault && <span className="tone-q" role="alert">{fault}</span>}
      <Button size="xs" variant="default" onClick={make} loading={busy} aria-label={`${says}: ${title}`}>{says}</Button>
    </>
  );
}
