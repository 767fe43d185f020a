"use client";
import { Button, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { Modal } from "@/app/_ui/modal.client";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { PersonChoice } from "./assign-query.client";
import { BULK_ACTS, sayLeftOut, sayQueries, sayWhich, type BulkAct, type BulkOutcome, type Pickable } from "./bulk-acts";
import { useBulk } from "./use-bulk.client";

interface BulkDialogProps {
  readonly act: BulkAct;
  readonly chosen: readonly Pickable[];
  readonly people: readonly Assignable[];
  /** After something was sent. */
  readonly onClose: () => void;
  readonly onCancel: () => void;
}

/** Says how many it is about before anything is sent, and afterwards what became of each. Every query is an act of its own, with its own outcome. */
export function BulkDialog({ act, chosen, people, onClose, onCancel }: BulkDialogProps) {
  const router = useRouter();
  const { title, button, may, text: asks } = BULK_ACTS[act];
  const [about] = useState({ able: chosen.filter(may), leftOut: chosen.filter((query) => !may(query)) });
  const [text, setText] = useState("");
  const [person, setPerson] = useState("");
  const { carryOut, sent, outcome } = useBulk(act);
  const ready = asks === null || text.trim() !== "";
  const close = () => {
    if (sent === null) return onCancel();
    if (outcome === null) return; // the last one is still on its way
    router.refresh();
    onClose();
  };
  return (
    <Modal opened onClose={close} title={title} centered closeButtonProps={{ "aria-label": "Close" }} closeOnClickOutside={false}>
      <div className="dialog-body stack">
        {outcome ? <Outcome outcome={outcome} /> : (
          <>
            <p><b>{sayWhich(about.able)}</b>{act === "assign" ? " will be assigned." : act === "answer" ? " will be answered." : act === "close" ? " will be closed." : " will be asked again."}</p>
            {about.leftOut.length > 0 && <LeftOut queries={about.leftOut} />}
            {asks === null
              ? <PersonChoice label="To" value={person} onChange={setPerson} people={people} />
              : <Textarea label={asks} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={2000} data-autofocus />}
          </>
        )}
      </div>
      <div className="dialog-foot">
        {outcome ? <Button className="end" onClick={close}>Done</Button> : (
          <>
            <Button variant="default" className="end" disabled={sent !== null} onClick={onCancel}>Cancel</Button>
            <Button loading={sent !== null} disabled={!ready} onClick={() => void carryOut(about.able, { text: text.trim(), accountId: person === "" ? null : person })}>{button} {sayQueries(about.able.length)}</Button>
          </>
        )}
        {sent !== null && outcome === null && <span className="dim" role="status">{sent} of {about.able.length}</span>}
      </div>
    </Modal>
  );
}

function LeftOut({ queries }: { readonly queries: readonly Pickable[] }) {
  return (
    <details>
      <summary>{sayQueries(queries.length)} of those chosen {queries.length === 1 ? "is" : "are"} left out</summary>
      <ul>{queries.map((query) => <li key={query.id}>{sayLeftOut(query)}</li>)}</ul>
    </details>
  );
}

function Outcome({ outcome: { done, refused, unsent } }: { readonly outcome: BulkOutcome }) {
  return (
    <div role="status" className="stack">
      <p><b>{sayQueries(done)} done{refused.length > 0 && `, ${refused.length} refused`}.</b></p>
      {refused.length > 0 && <ul className="query-refused">{refused.map((says) => <li key={says}>{says}</li>)}</ul>}
      {unsent > 0 && <Callout tone="refused">The server was not reached. {sayQueries(unsent)} not sent, or it is not known whether the last one was. Reload to see what happened.</Callout>}
    </div>
  );
}
