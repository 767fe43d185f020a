import { TextInput } from "@mantine/core";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import { StateIcon } from "@/app/_ui/state-icon";

interface Props {
  readonly check: FiredCheck;
  readonly disabled: boolean;
  /** An explanation that is already stored and still stands. */
  readonly given: { readonly text: string; readonly byName: string } | undefined;
  readonly text: string;
  readonly onExplain: (text: string) => void;
}

/** An unlikely answer asks. An explanation here settles it and no query is sent. */
export function SoftCheck({ check, disabled, given, text, onExplain }: Props) {
  return (
    <div className="form-message form-message-soft">
      <StateIcon state="overdue" />
      <div>
        <p>{check.message}</p>
        {given
          ? <p className="dim">Explained at entry by {given.byName}: “{given.text}”</p>
          : !disabled && <TextInput aria-label={`Explanation: ${check.message}`} placeholder="If it is right, say why: this settles the question" value={text} maxLength={2000} onChange={(event) => onExplain(event.currentTarget.value)} />}
      </div>
    </div>
  );
}
