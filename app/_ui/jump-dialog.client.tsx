"use client";

import { JumpList } from "./jump-list.client";
import type { JumpPlaces } from "./jump-target";
import { BareModal } from "./modal.client";

/** The dialog of the jump box. */
export function JumpDialog({ opened, onClose, pages, from }: JumpPlaces & { readonly opened: boolean; readonly onClose: () => void }) {
  return <BareModal opened={opened} onClose={onClose} size={640} yOffset="12vh" aria-label="Jump to a patient, a form or a page"><JumpList pages={pages} from={from} onLeave={onClose} /></BareModal>;
}
