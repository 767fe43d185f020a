"use client";

import type { ModalProps } from "@mantine/core";
import { late } from "./late.client";

/** The kit's Modal, used in the same way; its code arrives with the first touch of the page. */
export const Modal = late<ModalProps>(() => import("./modal-kit.client").then((kit) => kit.ModalKit), ({ opened }) => opened);

/** The same without a head; its `aria-label` names it. */
export const BareModal = late<ModalProps>(() => import("./modal-kit.client").then((kit) => kit.BareModalKit), ({ opened }) => opened);
