"use client";

import { Button, Checkbox, CopyButton, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { SCOPES, TOKEN_DAYS_MAX, TOKEN_SCOPES, type TokenScope } from "@/lib/access/token-scopes";
import { makeTokenAction } from "./actions";

interface Wish { readonly name: string; readonly scopes: TokenScope[]; readonly days: number; readonly password: string }

const BLANK: Wish = { name: "", scopes: ["dataset-json"], days: 30, password: "" };
const DAYS = [1, 7, 30, TOKEN_DAYS_MAX];
const CHOICES = SCOPES.filter((scope) => scope !== "cuts");

/** What it is for, what it reaches, how long, and the password; then the token, once. */
export function MakeToken() {
  const { send, fault, busy } = useAct();
  const [wish, setWish] = useState(BLANK);
  const [token, setToken] = useState<string | null>(null);
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const make = async () => {
    await send(async (input: Wish & { reason: null; requestId: string }) => {
      const result = await makeTokenAction(input);
      if (result.ok) setToken(result.value);
      return result;
    }, "make a token", { ...wish, name: wish.name.trim(), reason: null });
    return false;
  };
  return (
    <ActDialog
      trigger="New token…" title="New access token" button="Make the token" ready={wish.name.trim() !== "" && wish.password !== ""} fault={fault} busy={busy} act={make}
      reset={() => { setWish(BLANK); setToken(null); }} shown={token && <ShownOnce token={token} />}
    >
      <TextInput label="What is it for?" description="The program and where it runs: “weekly tables, server of biometrics”." maxLength={60} value={wish.name} onChange={(event) => change({ name: event.currentTarget.value })} required data-autofocus />
      <Checkbox.Group label="What may it take?" description="Every token reads which cuts there are, with their manifests." value={wish.scopes} onChange={(scopes) => change({ scopes })}>
        <div className="stack account-scopes">{CHOICES.map((scope) => <Checkbox key={scope} value={scope} label={TOKEN_SCOPES[scope].title} description={TOKEN_SCOPES[scope].says} />)}</div>
      </Checkbox.Group>
      <NativeSelect label="Ends after" data={DAYS.map((days) => ({ value: String(days), label: days === 1 ? "1 day" : `${days} days` }))} value={String(wish.days)} onChange={(event) => change({ days: Number(event.currentTarget.value) })} />
      <OwnProof value={wish.password} onChange={(password) => change({ password })} takesFocus={false} />
    </ActDialog>
  );
}

function ShownOnce({ token }: { readonly token: string }) {
  return (
    <div className="stack" role="status">
      <p>This is the token. It is shown only now: keep it where you keep passwords, never in a script or a mail. Whoever has it reads what you may read.</p>
      <p className="account-secret">{token}</p>
      <CopyButton value={token}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? "Copied" : "Copy"}</Button>}</CopyButton>
    </div>
  );
}
