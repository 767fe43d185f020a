import { redirect } from "next/navigation";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { StateIcon, type State } from "@/app/_ui/state-icon";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { readWorklist } from "@/lib/analysis/read-worklist";
import type { Task } from "@/lib/analysis/task";
import { can } from "@/lib/access/permissions";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";

export const metadata = { title: "My day" };

const ICONS: Readonly<Record<Task["kind"], State>> = {
  serious: "overdue", query_open: "query_open", query_answered: "query_answered", in_progress: "in_progress", overdue: "overdue", due: "not_started", coming: "not_planned",
  exposure: "possible", adjudication: "possible", changed: "changed_since_verified", sign: "signed", eligible: "met",
};

/** My day: each line one click from the exact field. */
export default async function WorklistPage() {
  const { groups, elsewhere, mayCreate } = await asReader("session.read", async (tx, actor) => ({
    groups: await readWorklist(tx, actor),
    elsewhere: can(actor, "patient.read") ? null : can(actor, "person.invite") ? "/people" : can(actor, "efficacy.read") ? "/efficacy" : "/account",
    mayCreate: can(actor, "patient.create"),
  }));
  if (elsewhere) redirect(elsewhere);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <>
      <PageHeader title="My day" subtitle={`${sayInstant(new Date().toISOString(), "UTC").slice(0, 11)} · ${count === 0 ? "nothing waits for you" : `${count} ${count === 1 ? "thing" : "things"} to do`}`}
        actions={mayCreate && <LinkButton href="/patients?new=1" look="primary">New patient</LinkButton>} />
      {groups.length === 0
        ? <EmptyState title="Nothing waits for you" actions={<LinkButton href="/patients">All patients</LinkButton>}>Visits that are due, queries asked of you and medications to decide appear here by themselves.</EmptyState>
        : <div className="stack-wide">{groups.map(({ title, count: all, tasks }) => (
          <Card key={title} title={title} note={all}>
            <ul className="worklist">
              {tasks.map((task) => (
                <li key={task.key} data-serious={task.kind === "serious" || undefined}>
                  <StateIcon state={ICONS[task.kind]} />
                  <span className="worklist-patient"><TextLink href={`/patients/${task.patient}`}>{task.patient}</TextLink></span>
                  <span className="worklist-what"><TextLink href={task.href}>{task.what}</TextLink><small>{task.detail}</small></span>
                  <span className="worklist-when">{task.waits ?? (task.days === 0 ? "today" : `${task.days} d`)}</span>
                  <LinkButton href={task.href} small label={`Open ${task.patient}, ${task.what}`}>Open</LinkButton>
                </li>
              ))}
            </ul>
            {all > tasks.length && <p className="card-pad dim">and {all - tasks.length} more, in <TextLink href="/patients" underlined>the matrix</TextLink> or <TextLink href="/queries" underlined>the list of queries</TextLink></p>}
          </Card>
        ))}</div>}
    </>
  );
}
