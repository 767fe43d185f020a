import type { EntryView } from "@/lib/entries/read-entry";

/** Why a form takes no entries, and what becomes of what somebody has typed in it. */
export function sayClosed({ removedReason, held }: Pick<EntryView, "removedReason" | "held">): string {
  if (removedReason !== null) return `The row was removed (${removedReason}), and takes no entries. Is this still to be recorded, type it in a new row of the log; then discard it here.`;
  if (held !== null) return `The form was ${held === "lock" ? "locked" : "frozen"} before this was saved. Ask data management to open it; this is then put back into its fields, and can be saved.`;
  return "You may not enter data in this form now. When you may again, this is put back into its fields.";
}
