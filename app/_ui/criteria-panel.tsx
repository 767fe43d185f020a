import { type ReactNode, useId } from "react";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { TracedCriterion } from "@/lib/study/patient-record";
import { ResponseBadge } from "./response-badge";
import type { State } from "./state-drawings";
import { StateIcon } from "./state-icon.client";
import { TextLink } from "./text-link";

/** A criterion with the way to the very field that it read; null where this person may not go, or nothing was read. */
export interface LinkedCriterion extends TracedCriterion {
  readonly href: string | null;
  /** What the link is called: "Blood counts, platelets". */
  readonly sourceLabel?: string;
}

export interface OtherVerdict {
  /** "IWG 2003" */
  readonly profile: string;
  readonly status: string;
  readonly note?: string;
}

export interface CriteriaPanelProps {
  readonly title: string;
  /** The rule that decided, with its version: "SEED 1.3 · live". */
  readonly rule: string;
  /** The response, or null while it waits for an answer. */
  readonly status: string | null;
  /** What stands in place of a response where the verdict is none. */
  readonly icon?: State;
  /** The verdict in a sentence: "All CR criteria but platelets: 82,000 /µL is below 100,000." */
  readonly sentence: string;
  readonly criteria: readonly LinkedCriterion[];
  /** What CR still needs; an empty list draws no box. */
  readonly missing: readonly string[];
  /** What was noted without changing the verdict. */
  readonly flags?: readonly string[];
  readonly others?: readonly OtherVerdict[];
  readonly investigator?: { readonly status: string; readonly by: string; readonly agrees: boolean } | null;
}

/** Why a response is what it is: the verdict, then every criterion with what was read, when, and where it stands. */
export function CriteriaPanel({ title, rule, status, icon = "unknown", sentence, criteria, missing, flags = [], others = [], investigator = null }: CriteriaPanelProps) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card-head"><h2 id={id}>{title}</h2><span className="dim end">{rule}</span></header>
      <div className="trace-verdict" aria-live="polite" aria-atomic="true">
        {status === null ? <StateIcon state={icon} /> : <ResponseBadge status={status} big />}
        <p>{sentence}</p>
      </div>
      <ol className="criteria">{criteria.map((criterion) => <Criterion key={criterion.id} criterion={criterion} />)}</ol>
      {missing.length > 0 && (
        <div className="trace-missing"><h3>Missing for CR</h3>{missing.map((need) => <p key={need}>{need}</p>)}</div>
      )}
      {(flags.length > 0 || others.length > 0 || investigator !== null) && (
        <dl className="trace-others">
          {flags.length > 0 && <Beside term="Also noted">{flags.join("; ")}</Beside>}
          {others.map(({ profile, status: theirs, note }) => (
            <Beside key={profile} term={profile}><ResponseBadge status={theirs} /> {note && <small>{note}</small>}</Beside>
          ))}
          {investigator !== null && (
            <Beside term="Investigator"><b>{investigator.status}</b>, {investigator.by} <small>{investigator.agrees ? "agrees" : "differs"}</small></Beside>
          )}
        </dl>
      )}
    </section>
  );
}

const Beside = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>;

/** One criterion: shape, label, value; then its state in a word, the day, the reason and the field. */
function Criterion({ criterion: { label, state, value, on, note, href, sourceLabel = "Source" } }: { readonly criterion: LinkedCriterion }) {
  const facts = [state, on === null ? null : sayDate(on), note].filter((fact) => fact !== null);
  return (
    <li data-state={state}>
      <StateIcon state={state} label="" />
      <span>{label}</span>
      <span className="criterion-value">{value ?? "unknown"}</span>
      <span className="criterion-source">{facts.join(" · ")}{href !== null && <> · <TextLink href={href} underlined>{sourceLabel}</TextLink></>}</span>
    </li>
  );
}
