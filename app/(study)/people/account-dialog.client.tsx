"use client";

import { Textarea } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { closeAccountAction, reopenAccountAction, resetFactorAction, unlockAccountAction } from "./actions";

/** What an administrator can do about somebody else's account: what it means, and why it is done. Nobody's password can be set or seen. */
const ACTS = {
  unlock: { act: unlockAccountAction, trigger: "Unlock…", title: "Unlock", button: "Forget the wrong tries", says: "Too many wrong tries closed this account. Make sure that it was its owner who tried; otherwise make a new link as well." },
  factor: { act: resetFactorAction, trigger: "Take second factor away…", title: "Take the second factor away", button: "Take it away", says: "For a lost or broken phone, once you have recognised the person in another way. Sessions end; the password stays, and nothing is signed until a new second factor is set up." },
  close: { act: closeAccountAction, trigger: "Close…", title: "Close the account", button: "Close the account", says: "Sessions and links end at once, and nobody signs in with this name again until you open it. What was done under it stays, with name and role. The name is never given to anybody else." },
  reopen: { act: reopenAccountAction, trigger: "Open again…", title: "Open the account again", button: "Open the account", says: "The roles that were not taken away count again, and the password is the one from before." },
} as const;

export function AccountDialog({ what, accountId, fullName }: { readonly what: keyof typeof ACTS; readonly accountId: string; readonly fullName: string }) {
  const { send, fault, busy } = useAct();
  const [reason, setReason] = useState("");
  const { act, trigger, title, button, says } = ACTS[what];
  return (
    <ActDialog
      trigger={trigger} label={`${trigger} ${fullName}`} look="subtle" small title={`${title}: ${fullName}`} button={button} ready={reason.trim() !== ""} fault={fault} busy={busy}
      act={() => send(act, what, { accountId, reason })} reset={() => setReason("")}
    >
      <p>{says}</p>
      <Textarea label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} required data-autofocus />
    </ActDialog>
  );
}
