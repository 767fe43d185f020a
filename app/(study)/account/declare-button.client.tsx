"use client";

import { Button } from "@mantine/core";
import { useAct } from "@/app/_ui/use-act.client";
import { declareSignatureAction } from "./actions";

/** Accepts the text beside it, once. */
export function DeclareButton({ version }: { readonly version: 1 }) {
  const { send, fault, busy } = useAct();
  return (
    <>
      {fault && <span role="alert" className="tone-q small">{fault}</span>}
      <Button loading={busy} onClick={() => void send(declareSignatureAction, "declare", { version, reason: null })}>I declare this</Button>
    </>
  );
}
