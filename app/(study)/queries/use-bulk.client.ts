"use client";
import { useState } from "react";
import { useMe } from "@/app/_ui/me.client";
import { newId } from "@/app/_ui/new-id";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { sayFault, type ActionResult } from "@/lib/kernel/action-result";
import { answerDiscrepancyAction, assignDiscrepancyAction, closeDiscrepancyAction, reopenDiscrepancyAction } from "./actions";
import { sayQuery, type BulkAct, type BulkOutcome, type Pickable } from "./bulk-acts";

interface Said {
  readonly text: string;
  readonly accountId: string | null;
}
interface Sending {
  readonly discrepancyId: string;
  readonly requestId: string;
  readonly as?: string | undefined;
  readonly reason: null;
}

/** The very acts of the single query: whoever may not do one may not do ten. */
const SENDERS: Readonly<Record<BulkAct, (sending: Sending, said: Said) => Promise<ActionResult<unknown>>>> = {
  answer: (sending, { text }) => answerDiscrepancyAction({ ...sending, body: text }),
  close: (sending, { text }) => closeDiscrepancyAction({ ...sending, note: text }),
  reopen: (sending, { text }) => reopenDiscrepancyAction({ ...sending, note: text }),
  assign: (sending, { accountId }) => assignDiscrepancyAction({ ...sending, accountId }),
};

/** Carries an act out on one query after the other, each in a transaction of its own. `sent`: how many so far; null before the first. */
export function useBulk(act: BulkAct) {
  const as = useMe()?.accountId;
  const [sent, setSent] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);

  async function carryOut(queries: readonly Pickable[], said: Said): Promise<void> {
    const refused: string[] = [];
    for (const [place, query] of queries.entries()) {
      setSent(place);
      const sending = { discrepancyId: query.id, requestId: newId(), as, reason: null };
      const result = await sendUntilKnown(() => SENDERS[act](sending, said));
      if (result === null) return setOutcome({ done: place - refused.length, refused, unsent: queries.length - place });
      if (!result.ok) refused.push(`${sayQuery(query)}: ${sayFault(result.fault)}`);
    }
    setOutcome({ done: queries.length - refused.length, refused, unsent: 0 });
  }
  return { carryOut, sent, outcome };
}
