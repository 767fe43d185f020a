"use client";
import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { makeCutAction } from "./actions";

/** Names a cut and makes it. A large study takes some seconds; people go on working meanwhile. */
export function MakeCutForm({ suggestion }: { readonly suggestion: string }) {
  const router = useRouter();
  const [name, setName] = useState(suggestion);
  const { send, fault, busy } = useAct();
  const make = (event: FormEvent) => {
    event.preventDefault();
    void send(makeCutAction, "make", { name: name.trim(), reason: null }).then((done) => { if (done) router.refresh(); });
  };
  return (
    <form className="cut-form" onSubmit={make}>
      <TextInput aria-label="Name of the cut" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} error={fault} required />
      <Button type="submit" loading={busy} disabled={name.trim() === ""}>Make a cut</Button>
    </form>
  );
}
