import { LinkButton } from "@/app/_ui/text-link";
import { nextAct, type ActingAs } from "./next-act";
import { currentVisit, type ShownPhase, type ShownVisit } from "./shown-visit";
import type { FormLine } from "./visit-line";

interface Props {
  readonly number: string;
  readonly phases: readonly ShownPhase[];
  readonly logs: readonly FormLine[];
  readonly acting: ActingAs;
}

/** The one thing that this person would do now: at the visit that waits the longest, then at any other, then in the logs. */
export function NextLine({ number, phases, logs, acting }: Props) {
  const current = currentVisit(phases);
  const visits = phases.flatMap((phase) => phase.visits).filter((visit) => visit.standing.state !== "not_due" && visit.standing.state !== "not_called_for");
  const inTurn = [...visits.filter((visit) => visit === current), ...visits.filter((visit) => visit !== current)].map((visit) => ({ visit, act: nextAct(visit.lines, acting, number) }));
  const next = inTurn.find(({ act }) => act !== null) ?? { visit: null, act: nextAct(logs, acting, number) };
  if (next.act === null) return null;
  return (
    <p className="next-line row">
      <b>Next</b><LinkButton href={next.act.href} look="primary" small>{next.act.says}</LinkButton>
      <span className="muted">{next.visit === null ? "Logs" : sayWhere(next.visit)}</span>
      {visits.every(({ lines }) => lines.every(({ state }) => state === "not_started")) && acting.mayEnter && <span className="dim">Nothing is recorded yet. A half-filled form always saves, and what is missing is told here.</span>}
    </p>
  );
}

const sayWhere = ({ fullTitle, standing, says }: ShownVisit): string => `${fullTitle}${standing.state === "due" || standing.state === "overdue" ? `, ${says}` : ""}`;
