"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { Callout } from "./callout";
import { addressOfProvider } from "./next-auth.client";

interface ProviderButtonProps {
  readonly provider: { readonly id: string; readonly name: string };
  /** Where it leads in the end. */
  readonly then: string;
  /** Done before it leaves; false stays here. */
  readonly first?: () => Promise<boolean>;
}

/** The way in over a provider of single sign-on. */
export function ProviderButton({ provider: { id, name }, then, first = async () => true }: ProviderButtonProps) {
  const [busy, setBusy] = useState(false);
  const [unreached, setUnreached] = useState(false);
  const go = async () => {
    setBusy(true);
    setUnreached(false);
    try {
      if (await first()) return location.assign(await addressOfProvider(id, then));
    } catch {
      setUnreached(true);
    }
    setBusy(false);
  };
  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void go()}>Sign in with {name}</Button>
      {unreached && <Callout tone="hard" live="alert">{name} could not be reached. Try again.</Callout>}
    </>
  );
}
