"use client";

import { useEffect } from "react";
import { PROVED } from "@/app/_ui/own-proof.client";

/** Says it to the window that waits. The proof itself lies in the database; what is said here only lets a button go on. */
export function Told({ outcome }: { readonly outcome: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(PROVED);
    channel.postMessage(outcome);
    channel.close();
    if (outcome === "proved" || outcome === "signed_in") window.close();
  }, [outcome]);
  return null;
}
