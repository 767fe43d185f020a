"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "react-hook-form";
import { Callout } from "@/app/_ui/callout";
import { signIn } from "@/app/_ui/next-auth.client";

export function SignInForm() {
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { username: "", password: "" } });
  const enter = handleSubmit(async (given) => {
    const entered = await signIn(given.username, given.password).catch(() => null);
    if (entered) location.assign("/");
    else setError("root", { message: entered === null ? "The server could not be reached. Try again." : "This name and password do not belong together." });
  });
  return (
    <main className="public">
      <section className="card" aria-labelledby="sign-in">
        <h1 id="sign-in">Sign in</h1>
        <p className="muted">Cenersen + idarubicin ± cytarabine in AML</p>
        <form onSubmit={enter} noValidate>
          <TextInput label="Name" autoComplete="username" autoFocus autoCapitalize="none" {...register("username")} />
          <PasswordInput label="Password" autoComplete="current-password" {...register("password")} />
          {formState.errors.root && <Callout tone="hard" live="alert">{formState.errors.root.message}</Callout>}
          <Button type="submit" loading={formState.isSubmitting}>Sign in</Button>
        </form>
      </section>
    </main>
  );
}
