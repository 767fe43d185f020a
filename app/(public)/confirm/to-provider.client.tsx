"use client";

import { useEffect, useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { addressOfProvider } from "@/app/_ui/next-auth.client";

/** Goes on by itself; says so when it cannot. */
export function ToProvider({ provider, then, name }: { readonly provider: string; readonly then: string; readonly name: string }) {
  const [unreached, setUnreached] = useState(false);
  useEffect(() => {
    addressOfProvider(provider, then).then((address) => location.assign(address), () => setUnreached(true));
  }, [provider, then]);
  return unreached
    ? <Callout tone="hard" live="alert">{name} could not be reached. Close this window and try again; nothing was changed.</Callout>
    : <p className="muted">Going on to {name}…</p>;
}
