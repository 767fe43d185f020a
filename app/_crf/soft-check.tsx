import { TextInput } from "@mantine/core";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import { StateIcon } from "@/app/_ui/state-icon.client";
import type { OpenQuery } from "./open-query";
import { QueryState } from "./query-at-field";

interface Props {
  readonly check: FiredCheck;
  readonly disabled: boolean;
  /** An explanation that is already stored and still stands. */
  readonly given: { readonly text: string; readonly byName: string } | undefined;
  /** The query that this check has raised at an earlier save. */
  readonly query: OpenQuery | undefined;
  readonly text: string;
  readonly onExplain: (text: string) => void;
}

/** An unlikely answer asks. An explanation here settles it: no query is sent, and one that was sent has its answer. */
export function SoftCheck({ check, disabled, given, query, text, onExplain }: Props) {
  return (
    <div className="form-message form-message-soft" data-query={query?.id}>
      <StateIcon state={query ? "query_open" : "overdue"} />
      <div>
        <p><b>{query ? "Query." : "Check."}</b> {check.message}</p>
        {query && <QueryState query={query} />}
        {query?.lastWord && <p>{query.lastWord}</p>}
        {given && <p className="dim">Explained at entry by {given.byName}: “{given.text}”</p>}
        {disabled ? query?.steps : !given && (
          <>
            <TextInput aria-label={`Explanation: ${check.message}`} placeholder="If it is right, say why" value={text} maxLength={2000} onChange={(event) => onExplain(event.currentTarget.value)} />
            <p className="form-hint">{query ? "Correct the value, or explain it: that answers the query." : "An explanation here settles it: no query is sent."}</p>
          </>
        )}
      </div>
    </div>
  );
}
