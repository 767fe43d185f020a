import { notFound } from "next/navigation";
import { CONFIRM, providerName, SIGN_IN } from "@/lib/people/single-sign-on";
import { ToProvider } from "./to-provider.client";
import "../public.css";

export const metadata = { title: "Confirm who you are" };

/** Opened in a window of its own, by an act that asks who sits there, or where a session ended in the middle of a form: leads on to the provider. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<{ for?: string }> }) {
  if (providerName === null) notFound();
  const isSession = (await searchParams).for === "session";
  return <main className="public"><section className="card"><h1>Confirm who you are</h1><ToProvider provider={isSession ? SIGN_IN : CONFIRM} then={isSession ? "/confirmed?outcome=signed_in" : "/confirmed"} name={providerName} /></section></main>;
}
