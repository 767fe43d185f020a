"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "react-hook-form";
import { Callout } from "@/app/_ui/callout";
import { ProviderButton } from "@/app/_ui/provider-button.client";
import { sayFault } from "@/lib/kernel/action-result";
import type { Invitation } from "@/lib/people/accept-invitation";
import { acceptInvitationAction, keepLinkAction } from "./actions";

interface WelcomeFormProps extends Invitation {
  readonly link: string;
  readonly provider: { readonly id: string; readonly name: string } | null;
}

/** Why a password is refused is said by the server, after it was sent: the lists of stolen ones never leave it. */
export function WelcomeForm({ link, username, fullName, kind, asksCode, provider }: WelcomeFormProps) {
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { password: "", again: "", code: "" } });
  const choose = handleSubmit(async ({ password, again, code }) => {
    if (password !== again) return setError("again", { message: "The two differ. Type the same password twice." });
    const done = await acceptInvitationAction({ link, password, ...(asksCode ? { code } : {}) }).catch(() => null);
    if (!done) return setError("root", { message: "The server could not be reached. Try again; the link is still good." });
    if (!done.ok) return setError("root", { message: sayFault(done.fault) });
    location.assign("/");
  });
  return (
    <main className="public">
      <section className="card" aria-labelledby="welcome">
        <h1 id="welcome">{kind === "reset" ? `A new password, ${fullName}` : `Welcome, ${fullName}`}</h1>
        <p className="muted">You sign in as <b>{username}</b>. At least 12 characters, better 15; a few words that have nothing to do with you are best. Any characters, pasted ones too.</p>
        {provider && <><ProviderButton provider={provider} then="/" first={() => keepLinkAction(link)} /><p className="muted or">from then on, or with a password of your own:</p></>}
        <form onSubmit={choose} noValidate>
          <input type="text" className="unseen" value={username} readOnly autoComplete="username" tabIndex={-1} aria-hidden />
          <PasswordInput label="Password" autoComplete="new-password" autoFocus {...register("password")} />
          <PasswordInput label="The same again" autoComplete="new-password" error={formState.errors.again?.message} {...register("again")} />
          {asksCode && <TextInput label="Code" description="Of your authenticator app, or a recovery code. It stays as it is." autoComplete="one-time-code" {...register("code")} />}
          {formState.errors.root && <Callout tone="hard" live="alert">{formState.errors.root.message}</Callout>}
          <Button type="submit" loading={formState.isSubmitting}>Set password and sign in</Button>
        </form>
      </section>
    </main>
  );
}
