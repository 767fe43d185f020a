"use client";

import type { ModalProps } from "@mantine/core";
import { UNREACHED_PART, useLate } from "./use-late.client";

const load = () => import("./modal-kit.client").then((kit) => kit.ModalKit);
const loadBare = () => import("./modal-kit.client").then((kit) => kit.BareModalKit);

/** The kit's Modal, used in the same way; its code arrives with the first touch of the page. */
export function Modal(props: ModalProps) {
  const { Part, failed } = useLate(load, props.opened);
  return failed ? <Unreached /> : Part && <Part {...props} />;
}

/** The same without a head; its `aria-label` names it. */
export function BareModal(props: ModalProps) {
  const { Part, failed } = useLate(loadBare, props.opened);
  return failed ? <Unreached /> : Part && <Part {...props} />;
}

const Unreached = () => <p role="alert" className="late-failed">{UNREACHED_PART}</p>;
