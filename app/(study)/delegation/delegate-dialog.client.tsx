"use client";

import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { DELEGATED_TASK_CODES, DELEGATED_TASKS, DELEGATION_STATEMENT, END_STATEMENT, type DelegatedTask } from "@/lib/kernel/delegated-tasks";
import { delegateTasksAction } from "./actions";

interface DelegateDialogProps {
  readonly siteId: string;
  readonly accountId: string;
  readonly fullName: string;
  /** What stands now. */
  readonly tasks: readonly DelegatedTask[];
  readonly today: CalendarDate;
}

/** An investigator signs what a person of the site does; without any task, that it ends. */
export function DelegateDialog({ siteId, accountId, fullName, tasks: standing, today }: DelegateDialogProps) {
  const { send, fault, busy } = useAct();
  const [tasks, setTasks] = useState<readonly string[]>(standing);
  const [startsOn, setStartsOn] = useState(today);
  const [endsOn, setEndsOn] = useState("");
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const ends = tasks.length === 0;
  const sign = async () => {
    const done = await send(delegateTasksAction, "delegate", { siteId, accountId, tasks: [...tasks] as DelegatedTask[], startsOn, endsOn: endsOn || null, password, reason: reason.trim() || null });
    setPassword("");
    return done;
  };
  const reset = () => { setTasks(standing); setStartsOn(today); setEndsOn(""); setReason(""); setPassword(""); };
  return (
    <ActDialog
      trigger={standing.length === 0 ? "Delegate…" : "Change…"} label={`${standing.length === 0 ? "Delegate…" : "Change…"} ${fullName}`} small title={`What ${fullName} does for the trial`} button="Sign"
      ready={password !== "" && startsOn !== "" && (!ends || reason.trim() !== "")} busy={busy} fault={fault} act={sign} reset={reset}
    >
      <Checkbox.Group label="Tasks" description={ends ? "None: what was delegated ends." : undefined} value={[...tasks]} onChange={setTasks}>
        <div className="stack">{DELEGATED_TASK_CODES.map((task) => <Checkbox key={task} value={task} label={DELEGATED_TASKS[task]} />)}</div>
      </Checkbox.Group>
      <div className="people-dates">
        <TextInput type="date" label="First day" value={startsOn} onChange={(event) => setStartsOn(event.currentTarget.value)} />
        <TextInput type="date" label="Last day" description="Blank: until it is changed." value={endsOn} onChange={(event) => setEndsOn(event.currentTarget.value)} />
      </div>
      <Textarea label={ends ? "Why it ends" : "Remark"} value={reason} maxLength={500} autosize minRows={1} onChange={(event) => setReason(event.currentTarget.value)} />
      <p>{ends ? END_STATEMENT : DELEGATION_STATEMENT}</p>
      <OwnProof value={password} onChange={setPassword} takesFocus={false} />
    </ActDialog>
  );
}
