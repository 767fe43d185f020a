"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { assignDiscrepancyAction } from "./actions";

interface AssignQueryProps {
  readonly id: string;
  readonly assignedTo: string | null;
  /** Who works on queries of its site. */
  readonly people: readonly Pick<Assignable, "id" | "name">[];
}

/** Whose a query is, and one press to make it somebody else's. */
export function AssignQuery({ id, assignedTo, people }: AssignQueryProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState(assignedTo ?? "");
  const { send, fault, busy } = useAct();
  const assign = () => void send(assignDiscrepancyAction, "assign", { discrepancyId: id, accountId: chosen === "" ? null : chosen, reason: null }).then((done) => { if (done) router.refresh(); });
  return (
    <div className="query-assign row">
      <PersonChoice label="Assigned to" value={chosen} onChange={setChosen} people={people} />
      <Button size="xs" variant="default" loading={busy} disabled={chosen === (assignedTo ?? "")} onClick={assign}>Assign</Button>
      {fault && <span role="alert" className="refused-says">{fault}</span>}
    </div>
  );
}

interface PersonChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (accountId: string) => void;
  readonly people: AssignQueryProps["people"];
}

/** Somebody, or nobody. */
export function PersonChoice({ label, value, onChange, people }: PersonChoiceProps) {
  const isKnown = value === "" || people.some(({ id }) => id === value);
  return (
    <label className="query-person">{label}
      <select className="field-plain" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">Nobody</option>
        {!isKnown && <option value={value}>Somebody who works here no more</option>}
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}
