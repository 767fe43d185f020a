"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { late } from "@/app/_ui/late.client";
import { Popover } from "@/app/_ui/popover.client";
import { Glyph } from "@/app/_ui/glyph";
import { QuestionCount, StateIcon } from "@/app/_ui/state-icon.client";
import { HistoryPopover } from "@/app/_crf/history-popover";
import type { AnyField } from "@/lib/crf/any-field";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import type { HistoryHead } from "@/lib/entries/read-history";
import type { FieldVerification } from "@/lib/review/read-verifications";
import { verifyFieldsAction } from "../exposure/actions";
import { TextLink } from "@/app/_ui/text-link";
import { useAct } from "@/app/_ui/use-act.client";

const FieldQueries = late(() => import("./field-queries.client").then((all) => all.FieldQueries));

interface Props {
  readonly entryId: string;
  readonly formId: string;
  readonly field: string;
  readonly definition: AnyField;
  readonly answer: unknown;
  readonly history: HistoryHead | undefined;
  readonly queries: readonly DiscrepancyView[];
  readonly verification: FieldVerification | undefined;
  readonly timeZone: string;
  readonly mayAsk: boolean;
  readonly mayVerify: boolean;
  /** May ask that what says who the patient is be taken away. */
  readonly mayRedact: boolean;
}

/** At the right of every field: help, history, questions, verification. */
export function FieldTools(props: Props) {
  const { entryId, formId, field, definition, history, timeZone } = props;
  return (
    <>
      <Help {...props} />
      <HistoryPopover label={definition.label} events={history?.events ?? 0} from={`/entries/${entryId}/history?field=${field}`} show={definition.show} timeZone={timeZone} storyHref={`/trail?entry=${entryId}&field=${formId}.${field}`} />
      <Questions {...props} />
      <Verified {...props} />
    </>
  );
}

function Help({ entryId, formId, field, history, mayRedact, definition: { label, help, says, sdtm } }: Props) {
  return (
    <Popover position="bottom-end" withArrow width={340}>
      <Popover.Target><button type="button" data-tool="help" tabIndex={-1} aria-label={`Help for ${label}`} title="Help"><Glyph of="help" /></button></Popover.Target>
      <Popover.Dropdown aria-label={`Help for ${label}`}><p><b>{label}</b></p>{help && <p>{help}</p>}<p className="dim">{says}</p><p className="dim small">Stands in {sdtm}</p><p><TextLink href={`/protocol/forms/${formId}#${field}`}>In the handbook</TextLink></p>{mayRedact && history && <p><TextLink href={`/redactions/ask/${entryId}?field=${field}`}>Typed by mistake?</TextLink></p>}</Popover.Dropdown>
    </Popover>
  );
}

function Questions({ entryId, field, definition, queries, timeZone, mayAsk }: Props) {
  const [opened, setOpened] = useState(false);
  const open = queries.filter(({ state }) => state === "open").length;
  if (queries.length === 0 && !mayAsk) return <span />;
  return (
    <Popover position="bottom-end" withArrow width={400} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" data-tool="query" data-open={open > 0 || undefined} tabIndex={queries.length > 0 ? 0 : -1} aria-label={`Queries on ${definition.label}, ${queries.length}`} title="Queries" onClick={() => setOpened(!opened)}>
          {queries.length === 0 ? <Glyph of="ask" /> : <><StateIcon state={open > 0 ? "query_open" : "query_answered"} label="" /><QuestionCount open={open} answered={queries.length - open} /></>}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Queries on ${definition.label}`}>
        <FieldQueries queries={queries} timeZone={timeZone} ask={mayAsk ? { entryId, field, label: definition.label } : null} onAsked={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Verified({ entryId, field, definition, answer, verification, mayVerify }: Props) {
  const router = useRouter();
  const { send, fault, busy } = useAct();
  const standing = verification?.standing;
  const blank = (answer ?? null) === null;
  if (standing) return <button type="button" data-tool="verify" className="tone-ver" disabled aria-label={`${definition.label} verified against source by ${standing.byName}`} title={`Verified by ${standing.byName}`}><StateIcon state="verified" label="" /></button>;
  const says = verification?.changedSince ? "changed since verified" : "not verified";
  if (!mayVerify || blank) return verification?.changedSince ? <button type="button" data-tool="verify" disabled className="tone-due" aria-label={`${definition.label} ${says}`} title={says}><StateIcon state="changed_since_verified" label="" /></button> : <span />;
  const verify = async () => { if (await send(verifyFieldsAction, "verify", { entryId, seen: { [field]: answer }, reason: null })) router.refresh(); };
  return (
    <button type="button" data-tool="verify" disabled={busy} onClick={() => void verify()} aria-label={`Verify ${definition.label} against source, ${says}`} title={fault ?? `Verify against source (${says})`}>
      {fault ? <StateIcon state="impossible" label="" /> : verification?.changedSince ? <StateIcon state="changed_since_verified" label="" /> : <Glyph of="unverified" />}
      {fault && <span className="unseen" role="alert">{definition.label} is not verified: {fault}</span>}
    </button>
  );
}
