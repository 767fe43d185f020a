"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAct } from "@/app/_ui/use-act.client";
import type { ReviewLine } from "@/lib/analysis/medical-review/review-line";
import { markLineAction } from "./actions";

interface Props {
  readonly line: Pick<ReviewLine, "patientId" | "list" | "subject" | "seenHash">;
  /** "101-002, Seizure" */
  readonly of: string;
  readonly isReviewed: boolean;
}

/** Says that a line was looked at, or takes that back. */
export function MarkLine({ line: { patientId, list, subject, seenHash }, of, isReviewed }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct(() => router.refresh());
  const mark = async () => { if (await send(markLineAction, "mark", { patientId, list, subject, seenHash, reviewed: !isReviewed, reason: null })) router.refresh(); };
  const says = isReviewed ? "Take back" : "Mark reviewed";
  return (
    <>
      <Button size="xs" variant={isReviewed ? "subtle" : "default"} loading={busy} onClick={() => void mark()} aria-label={`${says}: ${of}`}>{says}</Button>
      {fault && <small className="tone-due" role="alert">{fault}</small>}
    </>
  );
}
