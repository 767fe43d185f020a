"use client";

import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState } from "react";

/** The kit's dialog. It opens after it was drawn once, so that it knows where the focus goes back to. */
export function ModalKit({ opened, ...props }: ModalProps) {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return <Modal {...props} opened={drawn && opened} />;
}
