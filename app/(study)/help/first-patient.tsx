import { readGuide } from "@/lib/analysis/read-guide";
import { isTraining } from "@/lib/server/trial-kind";
import { asReader } from "@/lib/server/page";
import { Card } from "@/app/_ui/card";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { GuideButton } from "./guide-button.client";
import "./help.css";

const FOR = { coordinator: "Your first patient", investigator: "Your first patient", monitor: "Your first review" } as const;

/** The way through a first patient, as far as this person has really come; nothing where it is done or put away. `always`: on the page Help. */
export async function FirstPatient({ always = false }: { readonly always?: boolean }) {
  const guide = await asReader("session.read", async (tx, actor) => ({ view: await readGuide(tx, actor, always) }));
  const view = guide.view;
  if (view === null) return null;
  const done = view.steps.filter(({ isDone }) => isDone).length;
  const isOver = done === view.steps.length;
  if (isOver && !always) return null;
  const next = view.steps.find(({ isDone }) => !isDone);
  return (
    <Card id="first-patient" title={FOR[view.role]} note={`${done} of ${view.steps.length}${view.patient && view.role !== "monitor" ? ` · with ${view.patient}` : ""}`}
      actions={<>{(always || isTraining) && (done > 0 || view.isPutAway) && <GuideButton notice="guide.begin">{isTraining ? "Begin again with a new patient" : "Begin the guide again"}</GuideButton>}{!always && <GuideButton notice="guide.dismiss">Put away</GuideButton>}</>}>
      <div className="guide-progress"><ProgressBar done={done} of={view.steps.length} tone="ok" label={`${done} of ${view.steps.length} steps done`} /></div>
      <ol className="guide">
        {view.steps.map(({ id, title, why, href, isDone }, at) => (
          <li key={id} data-next={id === next?.id || undefined}>
            <StateIcon state={isDone ? "complete" : "not_started"} label={isDone ? "Done" : "To do"} />
            <span><span className="guide-title">{at + 1}. {isDone ? title : <TextLink href={href}>{title}</TextLink>}</span><small>{why}</small></span>
            {id === next?.id && <LinkButton href={href} look="primary" small label={`Go there: ${title}`}>Go there</LinkButton>}
          </li>
        ))}
      </ol>
      {isOver && <p className="card-foot">Everything was done once. {isTraining ? "Begin again whenever you like: nothing here counts." : "From now on My day says what waits."}</p>}
      {!always && <p className="card-foot">Put away, it stays on the page <TextLink href="/help" underlined>Help</TextLink>.</p>}
    </Card>
  );
}
