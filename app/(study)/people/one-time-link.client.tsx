"use client";

import { Button, CopyButton, TextInput } from "@mantine/core";

/** The link that its owner chooses a password with. Only its hash is kept: once this dialog closes, nobody can show it again. */
function OneTimeLink({ link, fullName, lasts }: { readonly link: string; readonly fullName: string; readonly lasts: string }) {
  const address = `${location.origin}/welcome/${link}`;
  return (
    <div className="stack" role="status">
      <p>Hand this link to <b>{fullName}</b> by a way that you trust. It opens once, within {lasts}, and is shown only now.</p>
      <TextInput label="One-time link" value={address} readOnly onFocus={(event) => event.currentTarget.select()} data-autofocus />
      <CopyButton value={address}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy link"}</Button>}
      </CopyButton>
      <p className="muted">A role that has been given counts from the first sign-in on, once its training is recorded.</p>
    </div>
  );
}

/** A link that was made: `link` to hand over, or sent to `mailedTo`. */
export interface Made { readonly link: string | null; readonly mailedTo: string | null }

export function LinkMade({ made: { link, mailedTo }, fullName, lasts }: { readonly made: Made; readonly fullName: string; readonly lasts: string }) {
  if (link !== null) return <OneTimeLink link={link} fullName={fullName} lasts={lasts} />;
  if (mailedTo === null) return <p role="status">The link was made and shown before. Make a new one if it was lost.</p>;
  return <p role="status">The link is on its way to <b>{mailedTo}</b> and nobody else sees it. It opens once, within {lasts}. If the address is wrong, set another one and make a new link.</p>;
}
