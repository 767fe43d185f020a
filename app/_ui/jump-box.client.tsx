"use client";

import { Modal } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { findTargets, type JumpTarget } from "./find-targets";
import { Glyph } from "./glyph";

/** Ctrl K from anywhere: a patient's number or a page, then Enter. */
export function JumpBox({ targets }: { readonly targets: readonly JumpTarget[] }) {
  const [open, { open: show, close }] = useDisclosure(false);
  useHotkeys([["mod+K", show]], []);
  return (
    <>
      <button type="button" className="jump" onClick={show} aria-keyshortcuts="Control+K">
        <Glyph of="find" />
        <span className="unseen">Jump to </span>
        <span className="jump-says">Patient or page</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <Modal.Root opened={open} onClose={close} size={640} yOffset="12vh">
        <Modal.Overlay />
        <Modal.Content aria-label="Jump to a patient or a page">
          <Modal.Body><JumpList targets={targets} onLeave={close} /></Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}

function JumpList({ targets, onLeave }: { readonly targets: readonly JumpTarget[]; readonly onLeave: () => void }) {
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = findTargets(targets, typed);

  const leave = (target: JumpTarget | undefined) => {
    if (!target) return;
    onLeave();
    router.push(target.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step === undefined) leave(found[chosen]);
    else setChosen((chosen + step + found.length) % Math.max(found.length, 1));
  };

  return (
    <>
      <div className="jump-ask">
        <Glyph of="find" />
        <input
          data-autofocus role="combobox" aria-label="Patient number or page" aria-expanded="true" aria-controls={`${id}-list`} aria-autocomplete="list"
          aria-activedescendant={found[chosen] && `${id}-${chosen}`} autoComplete="off" value={typed}
          onChange={(event) => { setTyped(event.currentTarget.value); setChosen(0); }} onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      {found.length === 0 && <p className="jump-nothing" role="status">Nothing is called “{typed}” here.</p>}
      <div className="jump-list" id={`${id}-list`} role="listbox" aria-label="Found">
        {found.map((target, index) => (
          <div key={target.href} id={`${id}-${index}`} role="option" aria-selected={index === chosen} onClick={() => leave(target)}>
            <Glyph of="document" /><span>{target.label}</span>
            {target.detail && <span className="detail">{target.detail}</span>}
          </div>
        ))}
      </div>
      <div className="jump-keys"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span>A few digits of the number are enough: <b>32</b></span></div>
    </>
  );
}
