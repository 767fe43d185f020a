import { providerName, SIGN_IN } from "@/lib/people/single-sign-on";
import { SignInForm } from "./sign-in-form.client";
import "../public.css";

export const metadata = { title: "Sign in" };

/** What a way over the provider that led nowhere means. */
const TURNED_BACK = {
  unknown: "You are known there, but no account here belongs to you. Ask an administrator for a one-time link, and open it first.",
  taken: "Another account here already belongs to you at that provider. Ask an administrator which one to use; the link is still good.",
  spent: "This link was used or has expired. Ask an administrator for a new one.",
  failed: "The provider could not be reached, or turned you away. Try again.",
} as const;

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ provider?: string; error?: string }> }) {
  const { provider = "", error } = await searchParams;
  const turnedBack = Object.hasOwn(TURNED_BACK, provider) ? TURNED_BACK[provider as keyof typeof TURNED_BACK] : error ? TURNED_BACK.failed : null;
  return <SignInForm provider={providerName === null ? null : { id: SIGN_IN, name: providerName }} turnedBack={providerName === null ? null : turnedBack} />;
}
