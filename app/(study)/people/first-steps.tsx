import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { PeopleView } from "@/lib/people/read-people";

/** What an empty trial needs before its first patient, in order, each step ticked off by the data themselves. Nothing once all is done. */
export function FirstSteps({ people, sites }: Pick<PeopleView, "people" | "sites">) {
  const held = people.flatMap(({ roles }) => roles);
  const steps = [
    { done: sites.length > 0, title: "Add the first site", says: "Its three digits begin every patient’s number; its time zone is the clock of what is recorded there." },
    { done: people.length > 1, title: "Invite the people of the trial", says: "Each gets an account of their own and a link that opens once. Invite yourself under your own name too: an account that several share signs for nobody." },
    { done: held.some(({ role }) => role === "coordinator" || role === "investigator"), title: "Give roles", says: "A coordinator and an investigator for each site, a monitor, a data manager. Nobody both enters and verifies." },
    { done: held.some(({ role, trainedOn }) => role === "investigator" && trainedOn !== null), title: "Record the training", says: "A role without one is pending and opens nothing. Then the site adds its first patient, and an investigator can sign." },
  ];
  const next = steps.find(({ done }) => !done);
  if (!next) return null;
  return (
    <Card title="Before the first patient" note={`next: ${next.title.toLowerCase()}`}>
      <ol className="steps people-steps">
        {steps.map(({ done, title, says }) => (
          <li key={title} aria-current={title === next.title ? "step" : undefined}><h3><StateIcon state={done ? "complete" : "not_started"} label={done ? "Done" : "To do"} />{title}</h3><p className="muted">{says}</p></li>
        ))}
      </ol>
    </Card>
  );
}
