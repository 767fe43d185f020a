import { sayAge } from "@/lib/kernel/say-age";
import type { WaitingRow } from "./waiting-rows";

/** So many of a kind, the oldest since that day. */
export interface Waiting extends Pick<WaitingRow, "kind" | "since"> { readonly count: number }

/** What somebody else has to do before one's own work goes on. */
export interface WaitsForOthers {
  readonly kind: "asked" | "answered" | "exposure" | "confirm" | "sign" | "redaction";
  readonly says: string;
  readonly oldest: string;
  readonly href: string;
}

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const WORDS: Readonly<Record<WaitsForOthers["kind"], { readonly says: (count: number) => string; readonly href: string }>> = {
  asked: { says: (count) => `${some(count, "query", "queries")} with the sites`, href: "/queries?state=unanswered" },
  answered: { says: (count) => `${some(count, "answer", "answers")} with the monitor`, href: "/queries?state=answered" },
  exposure: { says: (count) => `${some(count, "medication", "medications")} under exposure review`, href: "/exposure?show=decide" },
  confirm: { says: (count) => `${some(count, "patient", "patients")} eligible, to be confirmed or randomised at the site`, href: "/patients" },
  sign: { says: (count) => `${some(count, "casebook", "casebooks")} for an investigator to sign`, href: "/patients" },
  redaction: { says: (count) => `${some(count, "redaction", "redactions")} for somebody else to decide`, href: "/redactions" },
};

/** `waiting`: what waits within reach and is not one's own to do. */
export function othersOf(waiting: readonly Waiting[], today: string): readonly WaitsForOthers[] {
  return (Object.keys(WORDS) as WaitsForOthers["kind"][]).flatMap((kind) => {
    const own = waiting.filter((some) => some.kind === kind);
    const oldest = own.map(({ since }) => since).toSorted()[0];
    return oldest === undefined ? [] : [{ kind, says: WORDS[kind].says(own.reduce((sum, { count }) => sum + count, 0)), oldest: sayAge(oldest, today), href: WORDS[kind].href }];
  });
}
