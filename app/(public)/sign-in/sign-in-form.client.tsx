"use client";

import { Button } from "@mantine/core";
import { Callout } from "@/app/_ui/callout";
import { SignInFields, useSignIn } from "@/app/_ui/sign-in-fields.client";

export function SignInForm() {
  const { fault, busy, enter, ...fields } = useSignIn(() => location.assign("/"));
  return (
    <main className="public">
      <section className="card" aria-labelledby="sign-in">
        <h1 id="sign-in">{fields.step === "code" ? "One more step" : "Sign in"}</h1>
        <p className="muted">Cenersen + idarubicin ± cytarabine in AML</p>
        <form onSubmit={(event) => { event.preventDefault(); void enter(); }} noValidate>
          <SignInFields {...fields} />
          {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
          <Button type="submit" loading={busy}>Sign in</Button>
        </form>
      </section>
    </main>
  );
}
