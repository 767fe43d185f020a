import { Button, Modal, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { signIn } from "@/app/_ui/next-auth.client";

/** A session that ended while somebody was typing: sign in here, in place, and the save goes on. Nothing is typed again. */
export function SignInAgain({ opened, onSignedIn, onClose }: { opened: boolean; onSignedIn: () => void; onClose: () => void }) {
  const [given, setGiven] = useState({ username: "", password: "" });
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    const entered = await signIn(given.username, given.password).catch(() => false);
    setBusy(false);
    setWrong(!entered);
    if (!entered) return;
    setGiven({ username: "", password: "" });
    onSignedIn();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Your session has ended">
      <form onSubmit={(event) => { event.preventDefault(); void enter(); }}>
        <div className="dialog-body stack">
          <p>Sign in to save. What you typed is still on the screen.</p>
          <TextInput label="Name" autoComplete="username" data-autofocus value={given.username} onChange={(event) => setGiven({ ...given, username: event.currentTarget.value })} />
          <PasswordInput label="Password" autoComplete="current-password" value={given.password} onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })} />
          {wrong && <p role="alert" className="tone-q">This name and password do not belong together.</p>}
        </div>
        <div className="dialog-foot"><Button type="submit" loading={busy}>Sign in and save</Button></div>
      </form>
    </Modal>
  );
}
