"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { BULK_ACTS, sayQueries, type BulkAct, type Pickable } from "./bulk-acts";
import { BulkDialog } from "./bulk-dialog.client";

interface BulkBarProps {
  readonly queries: readonly Pickable[];
  readonly chosen: readonly Pickable[];
  readonly people: readonly Assignable[];
  readonly onAll: () => void;
  readonly onNone: () => void;
}

/** Above the list: how many are chosen, and what this person may do with at least one query of the page. */
export function BulkBar({ queries, chosen, people, onAll, onNone }: BulkBarProps) {
  const [act, setAct] = useState<BulkAct | null>(null);
  const offered = (Object.keys(BULK_ACTS) as BulkAct[]).filter((each) => queries.some(BULK_ACTS[each].may));
  return (
    <div className="query-bulk row" role="group" aria-label="Several queries at once">
      <span aria-live="polite">{chosen.length === 0 ? "None chosen" : `${sayQueries(chosen.length)} chosen`}</span>
      <Button size="xs" variant="subtle" onClick={onAll}>Choose all {queries.length} here</Button>
      {chosen.length > 0 && <Button size="xs" variant="subtle" onClick={onNone}>Choose none</Button>}
      {chosen.length > 0 && offered.map((each) => {
        const able = chosen.filter(BULK_ACTS[each].may).length;
        return <Button key={each} size="xs" variant="default" disabled={able === 0} onClick={() => setAct(each)}>{BULK_ACTS[each].button} {able}</Button>;
      })}
      {act && <BulkDialog act={act} chosen={chosen} people={people} onClose={() => { setAct(null); onNone(); }} onCancel={() => setAct(null)} />}
    </div>
  );
}
