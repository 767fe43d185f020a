"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { invitePersonAction, renewLinkAction, setAddressAction } from "./actions";
import { LinkMade, type Made } from "./one-time-link.client";

/** A new account, and the link with which its owner chooses a password. */
export function InviteDialog({ sendsMail }: { readonly sendsMail: boolean }) {
  const { send, fault, busy } = useAct();
  const [username, setUsername] = useState("");
  const [fullName, setFullName] = useState("");
  const [email, setEmail] = useState("");
  const [made, setMade] = useState<Made | null>(null);
  const invite = async () => {
    await send(async (input: { username: string; fullName: string; email: string | null; reason: null; requestId: string }) => {
      const result = await invitePersonAction(input);
      if (result.ok) setMade(result.value);
      return result;
    }, "invite", { username, fullName, email: email.trim() === "" ? null : email.trim(), reason: null });
    return false;
  };
  const reset = () => {
    setUsername("");
    setFullName("");
    setEmail("");
    setMade(null);
  };
  return (
    <ActDialog
      trigger="Invite a person…" look="filled" title={made === null ? "Invite a person" : "One-time link"} button="Make the link" ready={username.trim() !== "" && fullName.trim() !== ""}
      fault={fault} busy={busy} act={invite} reset={reset} shown={made && <LinkMade made={made} fullName={fullName} lasts="7 days" />}
    >
      <TextInput label="Full name" description="As it stands in the delegation log. Every signature and every change shows it." value={fullName} onChange={(event) => setFullName(event.currentTarget.value)} maxLength={120} required data-autofocus />
      <TextInput label="Name to sign in with" description="3 to 40 letters, digits, dots or dashes. It cannot be changed." value={username} onChange={(event) => setUsername(event.currentTarget.value)} maxLength={40} autoCapitalize="none" autoComplete="off" spellCheck={false} required />
      <TextInput label="Mail address" description={sendsMail ? "The link goes there, and nobody else sees it. Without one it is shown to you." : "No mail is sent from here yet; the link is shown to you."} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} maxLength={254} autoComplete="off" />
    </ActDialog>
  );
}

/** For somebody who forgot the password or let the link expire. */
export function RenewLinkDialog({ accountId, fullName, invited }: { readonly accountId: string; readonly fullName: string; readonly invited: boolean }) {
  const { send, fault, busy } = useAct();
  const [made, setMade] = useState<Made | null>(null);
  const renew = async () => {
    await send(async (input: { accountId: string; reason: null; requestId: string }) => {
      const result = await renewLinkAction(input);
      if (result.ok) setMade(result.value);
      return result;
    }, "renew", { accountId, reason: null });
    return false;
  };
  return (
    <ActDialog
      trigger="New link…" label={`New link for ${fullName}`} look="subtle" small title={`New link for ${fullName}`} button="Make a new link" ready fault={fault} busy={busy} act={renew} reset={() => setMade(null)}
      shown={made && <LinkMade made={made} fullName={fullName} lasts={invited ? "7 days" : "24 hours"} />}
    >
      <p>{invited ? "The earlier link becomes worthless." : "With it a new password is chosen. That ends every session of this person; the present password is good until then. A second factor stays and is asked for."}</p>
    </ActDialog>
  );
}

/** Where somebody's links and notices go. */
export function AddressDialog({ accountId, fullName, email }: { readonly accountId: string; readonly fullName: string; readonly email: string | null }) {
  const { send, fault, busy } = useAct();
  const [typed, setTyped] = useState(email ?? "");
  return (
    <ActDialog
      trigger="Mail address…" label={`Mail address of ${fullName}`} look="subtle" small title={`Mail address of ${fullName}`} button="Keep this address" ready={typed.trim() !== (email ?? "")} fault={fault} busy={busy}
      act={() => send(setAddressAction, "address", { accountId, email: typed.trim() === "" ? null : typed.trim(), reason: null })} reset={() => setTyped(email ?? "")}
    >
      <TextInput label="Mail address" description="One-time links and notices about the account go there. Empty: nowhere." type="email" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} maxLength={254} autoComplete="off" data-autofocus />
    </ActDialog>
  );
}
