import { Button } from "@mantine/core";
import { useCallback } from "react";
import { tellTabs, usePresence } from "@/app/_ui/me.client";
import { Modal } from "@/app/_ui/modal.client";
import { useProviderWindow } from "@/app/_ui/own-proof.client";
import { useWayOfProof } from "@/app/_ui/way-of-proof.client";
import { SignInFields, useSignIn } from "@/app/_ui/sign-in-fields.client";

interface SignInAgainProps { readonly opened: boolean; readonly onSignedIn: () => void; readonly onClose: () => void }

/** A session that ended while somebody was typing: sign in here, in place, and the save goes on. Nothing is typed again. */
export function SignInAgain({ opened, onSignedIn, onClose }: SignInAgainProps) {
  const way = useWayOfProof();
  const { look } = usePresence();
  const props = {
    opened, onClose,
    onSignedIn: () => { tellTabs("signed in"); void look().then((isSame) => (isSame ? onSignedIn() : onClose())); }, // somebody else: the page is covered, and nothing is sent
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Your session has ended">
      {way.by === "password" ? <WithPassword {...props} /> : <AtProvider {...props} name={way.name} />}
    </Modal>
  );
}

function WithPassword({ onSignedIn }: SignInAgainProps) {
  const { fault, busy, enter, ...fields } = useSignIn(onSignedIn);
  return (
    <form onSubmit={(event) => { event.preventDefault(); void enter(); }}>
      <div className="dialog-body stack">
        <p>Sign in to save. What you typed is still on the screen.</p>
        <SignInFields {...fields} />
        {fault && <p role="alert" className="tone-q">{fault}</p>}
      </div>
      <div className="dialog-foot"><Button type="submit" loading={busy}>Sign in and save</Button></div>
    </form>
  );
}

function AtProvider({ onSignedIn, name }: SignInAgainProps & { readonly name: string }) {
  const heard = useCallback((outcome: string) => { if (outcome === "signed_in") onSignedIn(); }, [onSignedIn]);
  const { waiting, open } = useProviderWindow("/confirm?for=session", heard);
  return (
    <>
      <div className="dialog-body stack"><p>Sign in at {name}, in a window of its own, to save. What you typed is still on the screen.</p></div>
      <div className="dialog-foot"><Button onClick={open}>{waiting ? `Waiting for ${name}; open it again` : `Sign in at ${name}…`}</Button></div>
    </>
  );
}
