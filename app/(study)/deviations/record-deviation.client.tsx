"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { newId } from "@/app/_ui/new-id";
import { useAct } from "@/app/_ui/use-act.client";
import type { DeviationCategory } from "@/lib/study/deviations/deviation-categories";
import { addRowAction } from "../entries/actions";

interface RecordDeviationProps {
  readonly patientId: string;
  readonly patientNumber: string;
  readonly subject: string;
  readonly category: DeviationCategory;
  readonly happenedOn: string | null;
  readonly description: string;
}

/** Begins the site's own row with what the rules know, and opens it for what only a person can say. */
export function RecordDeviation({ patientId, patientNumber, subject, category, happenedOn, description }: RecordDeviationProps) {
  const router = useRouter();
  const entryId = useRef<string | null>(null);
  const { send, fault, busy } = useAct();
  const record = async () => {
    entryId.current ??= newId();
    const answers = { category, description, answers: subject, ...(happenedOn === null ? {} : { happenedOn }) };
    const done = await send(addRowAction, "record deviation", { entryId: entryId.current, patientId, visitId: null, formId: "protocol_deviation", answers, explanations: [], reason: null });
    if (done) router.push(`/entries/${entryId.current}#important`);
  };
  return (
    <>
      <Button size="xs" variant="default" loading={busy} onClick={() => void record()} aria-label={`Record… this deviation of ${patientNumber}`}>Record…</Button>
      {fault !== null && <span role="alert" className="tone-q">{fault}</span>}
    </>
  );
}
