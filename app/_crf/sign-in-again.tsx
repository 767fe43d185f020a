import { Button, Modal } from "@mantine/core";
import { SignInFields, useSignIn } from "@/app/_ui/sign-in-fields.client";

/** A session that ended while somebody was typing: sign in here, in place, and the save goes on. Nothing is typed again. */
export function SignInAgain({ opened, onSignedIn, onClose }: { opened: boolean; onSignedIn: () => void; onClose: () => void }) {
  const { fault, busy, enter, ...fields } = useSignIn(onSignedIn);
  return (
    <Modal opened={opened} onClose={onClose} title="Your session has ended">
      <form onSubmit={(event) => { event.preventDefault(); void enter(); }}>
        <div className="dialog-body stack">
          <p>Sign in to save. What you typed is still on the screen.</p>
          <SignInFields {...fields} />
          {fault && <p role="alert" className="tone-q">{fault}</p>}
        </div>
        <div className="dialog-foot"><Button type="submit" loading={busy}>Sign in and save</Button></div>
      </form>
    </Modal>
  );
}
