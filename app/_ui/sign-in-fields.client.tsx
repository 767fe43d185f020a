"use client";

import { Anchor, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { CODE_FAILED, SIGN_IN_FAILED, signIn } from "./next-auth.client";

/** Signing in, in two quiet steps: name and password, then the code where there is a second factor. What was typed goes nowhere but into the request. */
export function useSignIn(onSignedIn: () => void) {
  const [given, setGiven] = useState({ username: "", password: "", code: "" });
  const [step, setStep] = useState<"password" | "code">("password");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    const answer = await signIn(given.username, given.password, step === "code" ? given.code : "").catch(() => null);
    setBusy(false);
    if (answer === "in") {
      setGiven({ username: "", password: "", code: "" });
      setStep("password");
      return onSignedIn();
    }
    if (answer === null) return setFault("The server could not be reached. Try again.");
    if (typeof answer === "object") return setFault(answer.turnedAway);
    if (answer === "code" && step === "password") return setStep("code");
    setGiven({ ...given, code: "" });
    setFault(step === "code" ? CODE_FAILED : SIGN_IN_FAILED);
  };
  const back = () => { setStep("password"); setFault(null); setGiven({ ...given, password: "", code: "" }); };
  return { given, setGiven, step, fault, busy, enter, back };
}

type SignIn = Pick<ReturnType<typeof useSignIn>, "given" | "setGiven" | "step" | "back">;

export function SignInFields({ given, setGiven, step, back }: SignIn) {
  if (step === "code") {
    return (
      <>
        <TextInput
          key="code" label="Code" description={`The six digits that your authenticator app shows for ${given.username}, or a recovery code.`} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={40} autoFocus data-autofocus
          value={given.code} onChange={(event) => setGiven({ ...given, code: event.currentTarget.value })}
        />
        <Anchor component="button" type="button" size="sm" onClick={back}>Sign in as somebody else</Anchor>
      </>
    );
  }
  return (
    <>
      <TextInput label="Name" autoComplete="username" autoFocus data-autofocus autoCapitalize="none" spellCheck={false} value={given.username} onChange={(event) => setGiven({ ...given, username: event.currentTarget.value })} />
      <PasswordInput label="Password" autoComplete="current-password" value={given.password} onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })} />
    </>
  );
}
