"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { invitePersonAction, renewLinkAction } from "./actions";
import { OneTimeLink } from "./one-time-link.client";

/** A new account, and the link with which its owner chooses a password. */
export function InviteDialog() {
  const { send, fault, busy } = useAct();
  const [username, setUsername] = useState("");
  const [fullName, setFullName] = useState("");
  const [link, setLink] = useState<string | null>(null);
  const invite = async () => {
    await send(async (input: { username: string; fullName: string; reason: null; requestId: string }) => {
      const result = await invitePersonAction(input);
      if (result.ok) setLink(result.value.link);
      return result;
    }, "invite", { username, fullName, reason: null });
    return false;
  };
  const reset = () => {
    setUsername("");
    setFullName("");
    setLink(null);
  };
  return (
    <ActDialog
      trigger="Invite a person…" look="filled" title={link === null ? "Invite a person" : "One-time link"} button="Make the link" ready={username.trim() !== "" && fullName.trim() !== ""}
      fault={fault} busy={busy} act={invite} reset={reset} shown={link !== null && <OneTimeLink link={link} fullName={fullName} lasts="7 days" />}
    >
      <TextInput label="Full name" description="As it stands in the delegation log. Every signature and every change shows it." value={fullName} onChange={(event) => setFullName(event.currentTarget.value)} maxLength={120} required data-autofocus />
      <TextInput label="Name to sign in with" description="3 to 40 letters, digits, dots or dashes. It cannot be changed." value={username} onChange={(event) => setUsername(event.currentTarget.value)} maxLength={40} autoCapitalize="none" autoComplete="off" spellCheck={false} required />
    </ActDialog>
  );
}

/** For somebody who forgot the password or let the link expire. */
export function RenewLinkDialog({ accountId, fullName, invited }: { readonly accountId: string; readonly fullName: string; readonly invited: boolean }) {
  const { send, fault, busy } = useAct();
  const [link, setLink] = useState<string | null>(null);
  const renew = async () => {
    await send(async (input: { accountId: string; reason: null; requestId: string }) => {
      const result = await renewLinkAction(input);
      if (result.ok) setLink(result.value.link);
      return result;
    }, "renew", { accountId, reason: null });
    return false;
  };
  return (
    <ActDialog
      trigger="New link…" label={`New link for ${fullName}`} look="subtle" small title={`New link for ${fullName}`} button="Make a new link" ready fault={fault} busy={busy} act={renew} reset={() => setLink(null)}
      shown={link !== null && <OneTimeLink link={link} fullName={fullName} lasts={invited ? "7 days" : "24 hours"} />}
    >
      <p>{invited ? "The earlier link becomes worthless." : "With it a new password is chosen. That ends every session of this person; the present password is good until then. A second factor stays and is asked for."}</p>
    </ActDialog>
  );
}
