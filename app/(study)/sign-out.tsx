import { Button } from "@mantine/core";
import { useState } from "react";
import { forgetDrafts, readUnsaved } from "@/app/_crf/drafts/every-draft";
import { useMe, tellTabs } from "@/app/_ui/me.client";
import { signOut } from "@/app/_ui/next-auth.client";

/** Signing out takes everything of this person off the device; where something is typed and not saved, that is said first. */
export function SignOut() {
  const me = useMe();
  const [unsaved, setUnsaved] = useState(0);
  const leave = async () => {
    if (me) await forgetDrafts(me).catch(() => undefined); // a browser that keeps nothing has nothing to forget
    tellTabs("signed out");
    await signOut().catch(() => undefined); // whatever the server answered, the page goes where it is seen who is signed in
    location.assign("/sign-in");
  };
  const ask = async () => {
    const waiting = me ? await readUnsaved(me).then(({ places }) => places.length, () => 0) : 0;
    if (waiting > 0 && unsaved === 0) setUnsaved(waiting);
    else await leave();
  };
  return (
    <div className="stack">
      <a href="/account" className="underlined">My account</a>
      <a href="/sessions" className="underlined">My sessions</a>
      {unsaved > 0 && <p role="alert">What you typed {unsaved === 1 ? "in one place" : `in ${unsaved} places`} is not saved. Signing out removes it from this device. <a href="/" className="underlined">Look at it first</a></p>}
      <Button variant="default" onClick={() => void ask()}>{unsaved > 0 ? "Sign out and discard it" : "Sign out"}</Button>
    </div>
  );
}
