"use client";
import { TextLink } from "@/app/_ui/text-link";
import type { TrailAct, TrailStep } from "@/lib/analysis/trail-story";
import { sayRoles } from "@/lib/kernel/actor";
import { atBeginning } from "@/lib/kernel/in-sentence";
import { dayIn, sayInstant } from "@/lib/kernel/instant";

/** Steps and consequences of one act that stand open; more are folded away. */
const OPEN = 6;

/** An act with where its person's and its patient's trail are. */
export interface LinkedAct extends TrailAct {
  readonly ofPerson: string;
  /** Null in the trail of that very patient. */
  readonly ofPatient: string | null;
}

/** The acts of one day. They are sent as what they say, and drawn from that. */
export function TrailActs({ acts, day }: { readonly acts: readonly LinkedAct[]; readonly day: string }) {
  return <ol>{acts.map((act) => <Act key={act.id} act={act} day={day} />)}</ol>;
}

function Act({ act, day }: { readonly act: LinkedAct; readonly day: string }) {
  const { at, timeZone, ofPerson, ofPatient, who, role, act: name, reason, patientNumber, siteCode, steps, thereby, again } = act;
  const [local = "", clock = "", ...zone] = sayInstant(at, timeZone).split(" ");
  return (
    <li className="trail-act" id={`e${act.id}`}>
      <time dateTime={at} title={sayInstant(at, timeZone)}>{dayIn(at, timeZone) !== day && `${local.slice(0, 6)} `}<b>{clock}</b> <small>{zone.join(" ")}</small></time>
      <div>
        <p className="trail-who">
          <TextLink href={ofPerson} underlined>{who}</TextLink>
          {role !== null && <span className="dim">{sayRoles(role)}</span>}
          <span className="trail-what">{name}</span>
          {ofPatient !== null && <TextLink href={ofPatient} underlined>{patientNumber}</TextLink>}
          {patientNumber === null && siteCode !== null && <span className="dim">site {siteCode}</span>}
        </p>
        <Steps steps={steps} of="steps" />
        {reason !== null && <p className="trail-why"><span className="dim">Reason:</span> {reason}</p>}
        {thereby.length + again.length > 0 && (
          <div className="trail-thereby">
            {thereby.length > 0 && <><span className="dim">Thereby</span><Steps steps={thereby} of="consequences" /></>}
            {again.length > 0 && <details><summary>{again.length === 1 ? "1 result" : `${again.length} results`} derived again, with the same outcome</summary><ul>{again.map((step) => <Step key={step.id} step={step} />)}</ul></details>}
          </div>
        )}
      </div>
    </li>
  );
}

function Steps({ steps, of }: { readonly steps: readonly TrailStep[]; readonly of: string }) {
  const rest = steps.length > OPEN + 1 ? steps.slice(OPEN) : [];
  return (
    <>
      <ul>{steps.slice(0, steps.length - rest.length).map((step) => <Step key={step.id} step={step} />)}</ul>
      {rest.length > 0 && <details><summary>{rest.length} more {of}</summary><ul>{rest.map((step) => <Step key={step.id} step={step} />)}</ul></details>}
    </>
  );
}

function Step({ step: { says, href } }: { readonly step: TrailStep }) {
  return <li>{href === null ? atBeginning(says) : <TextLink href={href}>{atBeginning(says)}</TextLink>}</li>;
}
