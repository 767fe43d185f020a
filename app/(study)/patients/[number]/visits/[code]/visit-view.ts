import type { EntryState } from "@/lib/entries/entry-state";
import type { State } from "@/app/_ui/state-drawings";
import type { NextAct } from "../../next-act";

/** A visit as the pop-over of the matrix tells of it. */
export interface VisitView {
  readonly state: State;
  /** Where it stands and when it was done; null for logs. */
  readonly says: string | null;
  readonly planned: string | null;
  readonly next: NextAct | null;
  readonly forms: readonly { readonly title: string; readonly href: string; readonly state: EntryState; readonly ifDone: boolean; readonly rows: number | null; readonly open: number; readonly answered: number }[];
}
