"use client";

import { JumpList } from "./jump-list.client";
import type { JumpPlaces } from "./jump-target";
import { BareModal } from "./modal.client";

/** The dialog of the jump box. Each `time` that it is asked for begins with nothing typed, also when the last one has not quite gone. */
export function JumpDialog({ opened, onClose, time, pages, from }: JumpPlaces & { readonly opened: boolean; readonly onClose: () => void; readonly time: number }) {
  return <BareModal opened={opened} onClose={onClose} size={640} yOffset="12vh" aria-label="Jump to a patient, a form or a page"><JumpList key={time} pages={pages} from={from} onLeave={onClose} /></BareModal>;
}
