"use client";

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { TextLink } from "@/app/_ui/text-link";
import { askForLinkAction } from "./actions";

/** Asks for the name only; what comes of it is seen in the mailbox. */
export function AskForm() {
  const [username, setUsername] = useState("");
  const [state, setState] = useState<"asking" | "busy" | "asked">("asking");
  const [fault, setFault] = useState<string | null>(null);
  const ask = async () => {
    setState("busy");
    const problem = await askForLinkAction({ username }).catch(() => "The server could not be reached. Try again.");
    setFault(problem);
    setState(problem === null ? "asked" : "asking");
  };
  if (state === "asked") {
    return <p className="below" role="status">If an account of that name has a mail address here, a link is on its way to it. It opens once, within 30 minutes. If nothing comes, ask an administrator. <TextLink href="/sign-in" underlined>Back to signing in</TextLink></p>;
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); void ask(); }} noValidate>
      <TextInput label="Name" description="That you sign in with. The link goes to the mail address an administrator has for you." autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={username} onChange={(event) => setUsername(event.currentTarget.value)} error={fault} maxLength={200} />
      <Button type="submit" loading={state === "busy"}>Send me a link</Button>
    </form>
  );
}
