"use client";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { BulkBar } from "./bulk-bar.client";
import type { Pickable } from "./bulk-acts";

interface Picking {
  readonly picked: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}
const PickingContext = createContext<Picking | null>(null);

interface QuerySelectionProps {
  /** What stands on this page, with what this person may do with each. */
  readonly queries: readonly Pickable[];
  readonly people: readonly Assignable[];
  readonly children: ReactNode;
}

/** Several queries of a page, chosen by their boxes, and what can be done with them at once. A box of another page chooses nothing here. */
export function QuerySelection({ queries, people, children }: QuerySelectionProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const picking = useMemo(() => ({
    picked, toggle: (id: string) => setPicked((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]))),
  }), [picked]);
  return (
    <PickingContext value={picking}>
      <BulkBar queries={queries} chosen={queries.filter(({ id }) => picked.has(id))} people={people} onAll={() => setPicked(new Set(queries.map(({ id }) => id)))} onNone={() => setPicked(new Set())} />
      {children}
    </PickingContext>
  );
}

export function PickQuery({ id, label }: { readonly id: string; readonly label: string }) {
  const picking = useContext(PickingContext);
  return <input type="checkbox" aria-label={label} checked={picking?.picked.has(id) ?? false} onChange={() => picking?.toggle(id)} />;
}
