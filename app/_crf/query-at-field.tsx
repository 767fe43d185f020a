import { TextInput } from "@mantine/core";
import { QuestionCount, StateIcon } from "@/app/_ui/state-icon.client";
import type { OpenQuery } from "./open-query";

interface Props {
  readonly query: OpenQuery;
  /** The form takes values: an answer travels with the save, so that value and answer are one act. */
  readonly mayEdit: boolean;
  readonly reply: string;
  readonly onReply: (text: string) => void;
}

/** An open query stands under its field, in words, with the box for the answer. */
export function QueryAtField({ query, mayEdit, reply, onReply }: Props) {
  const isOpen = query.state === "open";
  return (
    <div className="form-message form-message-query" data-query={query.id}>
      <StateIcon state={isOpen ? "query_open" : "query_answered"} />
      <div>
        <p><b>{isOpen ? "Query." : "Query, answered."}</b> {query.question}</p>
        <p className="dim">{query.askedBy}</p>
        {query.lastWord !== null && <p>{query.lastWord}</p>}
        {query.mayAnswer && mayEdit
          ? <TextInput aria-label={`Answer: ${query.question}`} placeholder="Answer; correct the value above if it is wrong. Both go with the save" value={reply} maxLength={2000} onChange={(event) => onReply(event.currentTarget.value)} />
          : query.steps}
      </div>
    </div>
  );
}

/** Beside a check that asks the same: how far its query is. */
export const QueryState = ({ query }: { readonly query: OpenQuery }) => (
  <p className="row dim"><QuestionCount open={query.state === "open" ? 1 : 0} answered={query.state === "open" ? 0 : 1} />{query.state === "open" ? "A query is open" : "Answered; the sponsor has not closed it"}: {query.askedBy}</p>
);
