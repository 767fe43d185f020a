"use client";

import { Button } from "@mantine/core";
import { stopKeeping } from "@/app/_crf/drafts/draft-keeper";
import { Callout } from "@/app/_ui/callout";
import { tellTabs, usePresence } from "@/app/_ui/me.client";
import { SignInFields, useSignIn } from "@/app/_ui/sign-in-fields.client";

/** In place of everything while somebody else is signed in: what one person typed is neither shown to another nor saved under their name. */
export function AnotherPerson() {
  const { me, other, look } = usePresence();
  const { fault, busy, enter, ...fields } = useSignIn(() => { tellTabs("signed in"); void look(); });
  return (
    <main className="another-person" aria-labelledby="another-person">
      <section className="card">
        <h1 id="another-person">{other} has signed in in this browser</h1>
        <p>This page was opened by {me?.name} and is covered. What {me?.name} typed and did not save is behind it, and is saved under nobody else’s name.</p>
        <form className="stack" onSubmit={(event) => { event.preventDefault(); void enter(); }} noValidate>
          <h2>{me?.name}: sign in here and go on</h2>
          <SignInFields {...fields} />
          {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
          <Button type="submit" loading={busy}>Sign in and go on</Button>
        </form>
        <hr />
        <h2>{other}</h2>
        <p>Your own start page opens here. Typing of {me?.name} that is not saved is then gone from this tab.</p>
        <Button variant="default" onClick={() => { stopKeeping(); location.assign("/"); }}>Go on as {other}</Button>
      </section>
    </main>
  );
}
