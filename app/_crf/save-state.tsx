import { StateIcon } from "@/app/_ui/state-icon.client";
import { deviceClock } from "./device-clock";
import type { Connection } from "./use-connection";
import type { DraftState } from "./use-draft";
import type { Saving } from "./use-saving";

export interface SaveStateProps {
  readonly saving: Pick<Saving, "busy" | "said">;
  readonly unsaved: boolean;
  readonly draft: Pick<DraftState, "kept" | "restoredFrom" | "elsewhere">;
  readonly connection: Connection;
  /** Said until something is typed: what the form before this one came to. */
  readonly savedBefore: string | null;
}

/** Always says where what was typed is: saved, on this device, or nowhere but on the screen. */
export function SaveState({ saving: { busy, said }, unsaved, draft, connection, savedBefore }: SaveStateProps) {
  if (said?.tone === "checking") return <><StateIcon state="in_progress" label="" />{said.text}</>;
  if (busy) return <><StateIcon state="in_progress" label="" />Saving …</>;
  if (connection.is === "back" && unsaved) return <><StateIcon state="overdue" label="" />The connection is back since {deviceClock(connection.since)}. Nothing was sent by itself: what you typed is not saved yet.</>;
  if (said?.tone === "refused") return <><StateIcon state="impossible" label="" /><span role="alert">{said.text}{keptToo(unsaved, draft)}</span></>;
  if (connection.is === "down") return <><StateIcon state="overdue" label="" />No connection since {deviceClock(connection.since)}. Typing goes on{draft.kept.is === "not kept" ? ", and stands only on this screen" : " and is kept on this device"}; save when it is back.</>;
  if (unsaved && draft.kept.is === "not kept") return <><StateIcon state="overdue" label="" />Not saved, and not kept on this device: {draft.kept.why}. Save before you leave.</>;
  if (unsaved) return <><StateIcon state="in_progress" label="" />{sayUnsaved(draft)}</>;
  const before = said?.text ?? savedBefore;
  return before ? <><StateIcon state="complete" label="" />{before}</> : <span className="dim">Nothing waits to be saved{draft.elsewhere ? "; another tab has typing of yours in this form" : ""}</span>;
}

/** After a refusal too it is said where the typing is. */
function keptToo(unsaved: boolean, { kept }: SaveStateProps["draft"]): string {
  if (unsaved && kept.is === "kept") return " What you typed is kept on this device.";
  return unsaved && kept.is === "not kept" ? ` What you typed is not kept on this device: ${kept.why}.` : "";
}

function sayUnsaved({ kept, restoredFrom, elsewhere }: SaveStateProps["draft"]): string {
  const where = kept.is === "kept" ? "Kept on this device, not saved yet" : "Not saved yet";
  const from = restoredFrom === null ? "" : `; put back from ${deviceClock(restoredFrom)}`;
  return `${where}${from}${elsewhere ? "; another tab has other typing of yours in this form" : ""}`;
}
