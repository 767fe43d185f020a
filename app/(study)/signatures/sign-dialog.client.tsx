"use client";
import { useState } from "react";
import { late } from "@/app/_ui/late.client";
import type { Signed } from "./signing.client";
import "./signatures.css";

const Signing = late(() => import("./signing.client").then((all) => all.Signing), ({ opened }) => opened);

interface SignDialogProps extends Signed {
  readonly label?: string;
  readonly look?: "primary" | "quiet";
  readonly disabled?: boolean;
}

/** The button of a signature; its dialog comes when a hand does. */
export function SignDialog({ label, look = "primary", disabled = false, ...signed }: SignDialogProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className={look === "primary" ? "button button-primary" : "button"} disabled={disabled} aria-label={label} onClick={() => setOpened(true)}>{signed.button}…</button>
      <Signing {...signed} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
