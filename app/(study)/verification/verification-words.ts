import type { State } from "@/app/_ui/state-drawings";
import type { ValueStanding } from "@/lib/review/read-source-sheet";
import type { LeftWhy } from "@/lib/review/verify-forms";

export const STANDING_WORDS: Readonly<Record<ValueStanding, { readonly says: string; readonly state: State }>> = {
  verified: { says: "verified", state: "verified" },
  changed: { says: "changed since verified", state: "changed_since_verified" },
  asked: { says: "query not closed", state: "query_open" },
  open: { says: "to verify", state: "not_started" },
};

export const LEFT_WORDS: Readonly<Record<LeftWhy, string>> = {
  asked: "a query on it is not closed", changed: "it changed since it was verified; look at it by itself", moved: "its form was saved again since you looked",
  blank: "it is blank", removed: "its row was removed", locked: "its record is locked",
};

export const sayValues = (count: number): string => `${count} ${count === 1 ? "value" : "values"}`;
export const sayForms = (count: number): string => `${count} ${count === 1 ? "form" : "forms"}`;
