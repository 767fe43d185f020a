"use client";
import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { ActProgress } from "@/app/_ui/act-progress";
import { useWatchedAct } from "@/app/_ui/use-watched-act.client";
import { makeCutAction } from "./actions";

/** Names a cut and makes it. A large study takes minutes; people go on working meanwhile. */
export function MakeCutForm({ suggestion }: { readonly suggestion: string }) {
  const router = useRouter();
  const [name, setName] = useState(suggestion);
  const { send, fault, busy, percent } = useWatchedAct("/cuts/progress");
  const make = (event: FormEvent) => {
    event.preventDefault();
    void send(makeCutAction, "make", { name: name.trim(), reason: null }).then((done) => { if (done) router.refresh(); });
  };
  return (
    <form className="cut-form" onSubmit={make}>
      <TextInput aria-label="Name of the cut" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} error={fault} required />
      <Button type="submit" loading={busy} disabled={name.trim() === ""}>Make a cut</Button>
      <ActProgress percent={percent} doing="Copying and sealing" ending="Copied and sealed. It is being written down…" />
    </form>
  );
}
