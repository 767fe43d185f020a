"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useWayOfProof } from "./way-of-proof.client";

/** The page that a way over the provider ends on tells the dialog that waits for it; an opener would be cut off on the way. */
export const PROVED = "ecrf proved";

/** Opens the provider in a window of its own, and hears how it ended. */
export function useProviderWindow(address: "/confirm" | "/confirm?for=session", heard: (outcome: string) => void) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel(PROVED);
    channel.onmessage = ({ data }) => { setWaiting(false); heard(String(data)); };
    return () => channel.close();
  }, [heard]);
  const open = () => {
    setWaiting(true);
    window.open(address, "_blank", "popup,width=520,height=700");
  };
  return { waiting, open };
}

interface OwnProofProps {
  /** What goes with the act as `password`; "" while there is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  /** False where something before it is filled in first. */
  readonly takesFocus?: boolean;
}

/** The person's own password, or the way over their provider, for an act that asks who sits there. */
export function OwnProof(props: OwnProofProps) {
  const way = useWayOfProof();
  return way.by === "password" ? <OwnPassword {...props} /> : <OwnProvider {...props} name={way.name} />;
}

const OwnPassword = ({ value, onChange, error = null, takesFocus = true }: OwnProofProps) => (
  <PasswordInput label="Your password" value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error} autoComplete="current-password" required {...(takesFocus ? { "data-autofocus": true } : {})} />
);

function OwnProvider({ value, onChange, error = null, name }: OwnProofProps & { readonly name: string }) {
  const heard = useCallback((outcome: string) => onChange(outcome === "proved" ? "by provider" : ""), [onChange]);
  const { waiting, open } = useProviderWindow("/confirm", heard);
  return (
    <div className="stack">
      <p className="muted">Your account belongs to {name}. Sign in there again, in a window of its own; that stands for your password here.</p>
      <Button variant="default" onClick={open} disabled={value !== ""} data-autofocus>{value !== "" ? `Confirmed at ${name}` : waiting ? `Waiting for ${name}; open it again` : `Confirm at ${name}…`}</Button>
      {error !== null && <p role="alert" className="tone-q">{error}</p>}
    </div>
  );
}
