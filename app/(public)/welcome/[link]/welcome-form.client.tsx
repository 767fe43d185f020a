"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "react-hook-form";
import { Callout } from "@/app/_ui/callout";
import { signIn } from "@/app/_ui/next-auth.client";
import { sayFault } from "@/lib/kernel/action-result";
import { acceptInvitationAction } from "./actions";

export function WelcomeForm({ link, username, fullName }: { link: string; username: string; fullName: string }) {
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { password: "", again: "" } });
  const choose = handleSubmit(async ({ password, again }) => {
    if (password !== again) return setError("again", { message: "The two differ. Type the same password twice." });
    const done = await acceptInvitationAction({ link, password }).catch(() => null);
    if (!done) return setError("root", { message: "The server could not be reached. Try again; the link is still good." });
    if (!done.ok) return setError("root", { message: sayFault(done.fault) });
    await signIn(username, password);
    location.assign("/");
  });
  return (
    <main className="public">
      <section className="card" aria-labelledby="welcome">
        <h1 id="welcome">Welcome, {fullName}</h1>
        <p className="muted">You sign in as <b>{username}</b>. Choose a password of at least 12 characters; a few words you can remember are best.</p>
        <form onSubmit={choose} noValidate>
          <input type="text" className="unseen" value={username} readOnly autoComplete="username" tabIndex={-1} aria-hidden />
          <PasswordInput label="Password" autoComplete="new-password" autoFocus {...register("password")} />
          <PasswordInput label="The same again" autoComplete="new-password" error={formState.errors.again?.message} {...register("again")} />
          {formState.errors.root && <Callout tone="hard" live="alert">{formState.errors.root.message}</Callout>}
          <Button type="submit" loading={formState.isSubmitting}>Set password and sign in</Button>
        </form>
      </section>
    </main>
  );
}
