import type { ReactNode } from "react";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { OpenQuery } from "./open-query";
import { QueryAtField } from "./query-at-field";

interface Props {
  readonly name: string;
  readonly label: string;
  /** Why the field is not asked here, in the words of the form. */
  readonly why: string;
  readonly queries: readonly OpenQuery[];
  readonly mayEdit: boolean;
  readonly replies: Readonly<Record<string, string>>;
  readonly onReply: (id: string, text: string) => void;
  readonly tools: ReactNode;
}

/** A field that is not asked any more and has a query: the query is answered and closed where it lives. */
export function GhostRow({ name, label, why, queries, mayEdit, replies, onReply, tools }: Props) {
  return (
    <div className="form-row form-ghost" id={`row-${name}`} role="group" aria-labelledby={`${name}-label`}>
      <span className="form-label" id={`${name}-label`}>{label}</span>
      <div className="form-control"><span className="form-ghost-why" id={name} tabIndex={-1}><StateIcon state="not_planned" label="" />{why}</span></div>
      <div className="form-tools">{tools}</div>
      <div className="form-messages">
        {queries.map((query) => <QueryAtField key={query.id} query={query} mayEdit={mayEdit} reply={replies[query.id] ?? ""} onReply={(text) => onReply(query.id, text)} />)}
      </div>
    </div>
  );
}
