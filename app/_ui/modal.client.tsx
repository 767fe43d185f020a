"use client";

import type { ModalProps } from "@mantine/core";
import { UNREACHED_PART, useLate } from "./use-late.client";

const load = () => import("./modal-kit.client").then((kit) => kit.ModalKit);

/** The kit's Modal, used in the same way; its code arrives with the first touch of the page. */
export function Modal(props: ModalProps) {
  const { Part, failed } = useLate(load, props.opened);
  if (failed) return <p role="alert" className="late-failed">{UNREACHED_PART}</p>;
  return Part && <Part {...props} />;
}
