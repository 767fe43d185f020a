"use client";

import { Button } from "@mantine/core";
import { Callout } from "@/app/_ui/callout";
import { tellTabs } from "@/app/_ui/me.client";
import { ProviderButton } from "@/app/_ui/provider-button.client";
import { TextLink } from "@/app/_ui/text-link";
import { SignInFields, useSignIn } from "@/app/_ui/sign-in-fields.client";

interface SignInFormProps {
  readonly provider: { readonly id: string; readonly name: string } | null;
  readonly turnedBack: string | null;
}

export function SignInForm({ provider, turnedBack }: SignInFormProps) {
  const { fault, busy, enter, ...fields } = useSignIn(() => { tellTabs("signed in"); location.assign("/"); });
  return (
    <main className="public">
      <section className="card" aria-labelledby="sign-in">
        <h1 id="sign-in">{fields.step === "code" ? "One more step" : "Sign in"}</h1>
        <p className="muted">Cenersen + idarubicin ± cytarabine in AML</p>
        {turnedBack && <Callout tone="hard" live="alert">{turnedBack}</Callout>}
        {provider && fields.step === "password" && <><ProviderButton provider={provider} then="/" /><p className="muted or">or with a password of your own</p></>}
        <form onSubmit={(event) => { event.preventDefault(); void enter(); }} noValidate>
          <SignInFields {...fields} />
          {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
          <Button type="submit" loading={busy}>Sign in</Button>
        </form>
        {fields.step === "password" && <p className="below"><TextLink href="/forgot">Forgotten password</TextLink></p>}
      </section>
    </main>
  );
}
