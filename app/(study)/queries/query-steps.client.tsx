"use client";
import { Button, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useKeptText } from "@/app/_crf/use-kept-text";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import { answerDiscrepancyAction, closeDiscrepancyAction, reopenDiscrepancyAction } from "./actions";
import { useAct } from "@/app/_ui/use-act.client";

type Props = Pick<DiscrepancyView, "id" | "state" | "mayAnswer" | "mayClose" | "mayReopen">;

/** What the reader may do with a query now, with the words that go into its thread. Nothing at all where they may only read. No form: it also stands inside one. */
export function QuerySteps({ id, state, mayAnswer, mayClose, mayReopen }: Props) {
  const router = useRouter();
  const { text, setText, clear } = useKeptText(`query ${id}`, { href: `/queries/${id}`, patient: null, title: mayAnswer ? "Answer to a query" : "Note on a query" });
  const { send, fault, busy } = useAct();
  if (!mayAnswer && !mayClose && !mayReopen) return null;

  const blank = text.trim() === "";
  const step = (sending: Promise<boolean>) => void sending.then((done) => { if (done) { clear(); router.refresh(); } });
  const about = { discrepancyId: id, reason: null };
  const answer = () => step(send(answerDiscrepancyAction, "answer", { ...about, body: text }));
  const close = () => step(send(closeDiscrepancyAction, "close", { ...about, note: text }));
  const reopen = () => step(send(reopenDiscrepancyAction, "reopen", { ...about, note: text }));

  return (
    <div className="query-steps">
      <Textarea label={mayAnswer ? "Answer" : "Note, kept in the thread"} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={2000} error={fault} />
      <div className="row">
        {mayAnswer && <Button loading={busy} disabled={blank} onClick={answer}>Send answer</Button>}
        {mayClose && <Button variant={mayAnswer ? "default" : "filled"} loading={busy} disabled={blank} onClick={close}>Close query</Button>}
        {mayReopen && <Button variant="default" loading={busy} disabled={blank} onClick={reopen}>{state === "answered" ? "Ask again" : "Re-open"}</Button>}
        {blank && <span className="dim small">{mayAnswer ? "Write the answer first; correct the value in its form." : "Write a note first."}</span>}
      </div>
    </div>
  );
}
