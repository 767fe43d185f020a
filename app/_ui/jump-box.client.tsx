"use client";

import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Glyph } from "./glyph";
import type { JumpPlaces } from "./jump-target";
import { late } from "./late.client";
import { noteOpened } from "./opened-lately.client";

const JumpDialog = late(() => import("./jump-dialog.client").then((all) => all.JumpDialog), ({ opened }) => opened);

/** Ctrl K from anywhere: a patient's number, a form of theirs, a page or an action, then Enter. */
export function JumpBox({ pages, from }: JumpPlaces) {
  const [open, { open: unfold, close }] = useDisclosure(false);
  const [time, setTime] = useState(0);
  const path = usePathname();
  const show = () => { setTime((before) => before + 1); unfold(); };
  useHotkeys([["mod+K", show]], []);
  useEffect(() => noteOpened(path), [path]);
  return (
    <>
      <button type="button" className="jump" onClick={show} aria-keyshortcuts="Control+K">
        <Glyph of="find" />
        <span className="unseen">Jump to </span>
        <span className="jump-says">Patient, form or page</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <JumpDialog opened={open} onClose={close} time={time} pages={pages} from={from} />
    </>
  );
}
