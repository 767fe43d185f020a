"use client";

import { Button, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useKeptText } from "@/app/_crf/use-kept-text";
import { useAct } from "@/app/_ui/use-act.client";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import { raiseDiscrepancyAction } from "../queries/actions";
import { QuerySteps } from "../queries/query-steps.client";
import { QueryThread } from "../queries/query-thread";

interface Asked { readonly entryId: string; readonly field: string; readonly label: string }
interface Props {
  readonly queries: readonly DiscrepancyView[];
  readonly timeZone: string;
  /** About what the reader may ask; null where they may not. */
  readonly ask: Asked | null;
  readonly onAsked: () => void;
}

/** The queries of one field with their threads, and a new one. */
export function FieldQueries({ queries, timeZone, ask, onAsked }: Props) {
  return (
    <div className="stack">
      {queries.map((query) => <div key={query.id}><QueryThread thread={query.thread} timeZone={timeZone} /><QuerySteps {...query} /></div>)}
      {ask && <Ask {...ask} onAsked={onAsked} />}
    </div>
  );
}

function Ask({ entryId, field, label, onAsked }: Asked & Pick<Props, "onAsked">) {
  const router = useRouter();
  const { text: question, setText: setQuestion, clear } = useKeptText(`question ${entryId} ${field}`, { href: `/entries/${entryId}#${field}`, patient: null, title: `Question about ${label}` });
  const { send, fault, busy } = useAct();
  const box = useFocusOnArrival();
  const ask = async () => {
    if (!(await send(raiseDiscrepancyAction, "raise", { entryId, field, question, reason: null }))) return;
    clear();
    onAsked();
    router.refresh();
  };
  return (
    <div className="stack">
      <Textarea ref={box} label={`Ask the site about ${label}`} value={question} maxLength={2000} onChange={(event) => setQuestion(event.currentTarget.value)} error={fault} data-autofocus />
      <Button onClick={() => void ask()} loading={busy} disabled={question.trim() === ""}>Send query</Button>
    </div>
  );
}

/** This code may arrive after its popover opened and looked for where to write; then the hand is led there now. Later than the popover notes where the focus goes back to. */
function useFocusOnArrival() {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const next = setTimeout(() => box.current?.focus({ preventScroll: true }));
    return () => clearTimeout(next);
  }, []);
  return box;
}
