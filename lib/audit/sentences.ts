import { sayDeed } from "./deeds";
import type { EventWords, TrailEvent } from "./trail-event";

/** Reasons that a deed already quotes: what the row keeps of them, so that nothing is said twice. */
const QUOTED = ["not_done_reason", "reason", "release_reason", "decision_reason", "text", "body", "question"];

/** The reason of the act, unless the deed itself says it. */
export function reasonBeside({ reason, changes }: TrailEvent): string | null {
  const alreadySaid = reason !== null && QUOTED.some((field) => changes?.[field]?.new === reason);
  return alreadySaid ? null : reason;
}

/** "Dr Ines Varga changed Platelets 98 → 101 ×10⁹/L in Haematology, Day 28 to 42: transcription error". */
export function saySentence(event: TrailEvent, words: EventWords): string {
  const reason = reasonBeside(event);
  return `${event.who} ${sayDeed(event, words)}${reason === null ? "" : `: ${reason}`}`;
}
