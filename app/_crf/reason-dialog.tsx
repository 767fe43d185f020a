import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { Modal } from "@/app/_ui/modal.client";
import type { Change } from "@/lib/crf/changes";
import { chooseFor, whyOf, type Correction, type CorrectionReason, type Why } from "@/lib/crf/correction";
import type { Form } from "@/lib/crf/define-form";
import { StateIcon } from "@/app/_ui/state-icon.client";

interface Props {
  readonly form: Form;
  /** The study's list; any other reason goes into words. */
  readonly list: readonly CorrectionReason[];
  /** All that the save would change. Null: closed. */
  readonly changes: readonly Change[] | null;
  /** As said so far: it survives closing, so the form keeps it. */
  readonly said: Correction;
  readonly onSay: (said: Correction) => void;
  readonly onGiven: (why: Why) => void;
  readonly onClose: () => void;
  /** What else the save would undo, in a sentence: verifications, signatures. */
  readonly undoes?: ((fields: readonly string[]) => string | null) | undefined;
}

/** One dialog per save: every replaced value old → new, one reason for all or one for each. */
export function ReasonDialog(props: Props) {
  const corrections = (props.changes ?? []).filter(({ from }) => from !== null);
  const count = corrections.length;
  return (
    <Modal opened={props.changes !== null} onClose={props.onClose} title={count === 1 ? "Why did this saved value change?" : `Why did ${count} saved values change?`} size="lg">
      <Asked {...props} corrections={corrections} />
    </Modal>
  );
}

interface AskedProps extends Props { readonly corrections: readonly Change[] }

/** A component of its own, so that a closed dialog costs nothing. */
function Asked({ form, list, changes, corrections, said, onSay, onGiven, onClose, undoes }: AskedProps) {
  const outcome = whyOf(list, changes ?? [], said);
  const wanting = "wanting" in outcome ? outcome.wanting : [];
  const give = () => { if ("why" in outcome) onGiven(outcome.why); };
  const undone = undoes?.(corrections.map(({ field }) => field)) ?? null;
  return (
    <form className="reason-form" onSubmit={(event) => { event.preventDefault(); give(); }} onKeyDown={(event) => byKey(event, list, said, onSay, give)}>
      <Changed form={form} list={list} corrections={corrections} said={said} onSay={onSay} />
      <div className="dialog-body stack">
        {corrections.length > 1 && <label className="row"><input type="checkbox" checked={said.each} onChange={(event) => onSay({ ...said, each: event.currentTarget.checked })} />Different reasons for different values</label>}
        {!said.each && (
          <div className="choices" role="radiogroup" aria-label="Reason">
            {list.map(({ code, says }, at) => (
              <label key={code} className="choice">
                <input type="radio" name="reason" value={code} checked={said.code === code} onChange={() => onSay({ ...said, code })} {...(at === 0 ? { "data-autofocus": true } : {})} />{says}<kbd aria-hidden>{at + 1}</kbd>
              </label>
            ))}
          </div>
        )}
        <TextInput label="In words" description={said.each ? "Optional, added to every reason" : "Optional when a reason is chosen"} value={said.words} maxLength={200} onChange={(event) => onSay({ ...said, words: event.currentTarget.value })} />
        {undone !== null && <div className="reason-undoes"><StateIcon state="overdue" label="" /><span>{undone}</span></div>}
      </div>
      <div className="dialog-foot">
        <Button type="submit" disabled={wanting.length > 0}>{said.each ? "Save with these reasons" : "Save with this reason"} <kbd aria-hidden>Enter</kbd></Button>
        <Button variant="default" onClick={onClose}>Keep editing</Button>
        {wanting.length > 0 && <span className="dim">{said.each ? `${wanting.map((field) => form.fields[field]?.label ?? field).join(", ")}: choose a reason, or say which.` : said.code === "" ? "Choose a reason or write one." : "Say which, in words."}</span>}
      </div>
    </form>
  );
}

type ChangedProps = Pick<AskedProps, "form" | "list" | "corrections" | "said" | "onSay">;

function Changed({ form, list, corrections, said, onSay }: ChangedProps) {
  return (
    <table className="table table-dense reason-table">
      <thead><tr><th scope="col">Value</th><th scope="col">Was → becomes</th>{said.each && <th scope="col">Reason</th>}</tr></thead>
      <tbody>
        {corrections.map(({ field, from, to }, at) => (
          <tr key={field}>
            <th scope="row">{form.fields[field]?.label ?? field}</th>
            <td><span className="old">{form.fields[field]?.show(from)}</span> <span className="arrow" aria-label="becomes">→</span> <b>{form.fields[field]?.show(to) || "blank"}</b></td>
            {said.each && <td><OwnReason list={list} label={form.fields[field]?.label ?? field} isFirst={at === 0} said={said.own[field] ?? { code: "", words: "" }}
              choose={(code) => onSay(chooseFor(said, field, code, corrections.map((each) => each.field)))} write={(words) => onSay({ ...said, own: { ...said.own, [field]: { code: said.own[field]?.code ?? "", words } } })} /></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface OwnProps { readonly list: readonly CorrectionReason[]; readonly label: string; readonly isFirst: boolean; readonly said: { readonly code: string; readonly words: string }; readonly choose: (code: string) => void; readonly write: (words: string) => void }

/** The digits stand before the words, so that typing one chooses it, as in any list of a browser. */
function OwnReason({ list, label, isFirst, said, choose, write }: OwnProps) {
  return (
    <div className="reason-own">
      <NativeSelect aria-label={`Reason for ${label}`} value={said.code} onChange={(event) => choose(event.currentTarget.value)} {...(isFirst ? { "data-autofocus": true } : {})}
        data={[{ value: "", label: "Choose…" }, ...list.map(({ code, says }, at) => ({ value: code, label: `${at + 1}  ${says}` }))]} />
      {list.find(({ code }) => code === said.code)?.needsWords && <TextInput aria-label={`Which reason for ${label}`} placeholder="Which?" value={said.words} maxLength={200} onChange={(event) => write(event.currentTarget.value)} />}
    </div>
  );
}

/** Digits choose the reason for all; Enter saves, from a list of reasons too. In words a digit is a digit. */
function byKey(event: KeyboardEvent<HTMLFormElement>, list: readonly CorrectionReason[], said: Correction, onSay: Props["onSay"], give: () => void) {
  const target = event.target as HTMLElement;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" && target.tagName === "SELECT") { event.preventDefault(); give(); return; }
  const isText = target.tagName === "SELECT" || (target.tagName === "INPUT" && (target as HTMLInputElement).type === "text");
  const chosen = list[Number(event.key) - 1];
  if (said.each || isText || !chosen) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`input[value="${chosen.code}"]`)?.focus();
  onSay({ ...said, code: chosen.code });
}
