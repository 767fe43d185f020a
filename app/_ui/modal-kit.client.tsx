"use client";

import { Modal, type ModalProps } from "@mantine/core";
import { useDrawn } from "./late.client";

/** The kit's dialog. It opens after it was drawn once, so that it knows where the focus goes back to. */
export function ModalKit({ opened, ...props }: ModalProps) {
  const drawn = useDrawn();
  return <Modal {...props} opened={drawn && opened} />;
}

/** A dialog without a head: what is in it says what it is. */
export function BareModalKit({ opened, children, "aria-label": label, ...props }: ModalProps) {
  const drawn = useDrawn();
  return (
    <Modal.Root {...props} opened={drawn && opened}>
      <Modal.Overlay />
      <Modal.Content aria-label={label}><Modal.Body>{children}</Modal.Body></Modal.Content>
    </Modal.Root>
  );
}
