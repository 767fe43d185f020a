import { notFound } from "next/navigation";
import { CONFIRM, providerName } from "@/lib/people/single-sign-on";
import { ToProvider } from "./to-provider.client";
import "../public.css";

export const metadata = { title: "Confirm who you are" };

/** Opened in a window of its own by an act that asks who sits there: leads on to the provider, which asks again. */
export default function ConfirmPage() {
  if (providerName === null) notFound();
  return <main className="public"><section className="card"><h1>Confirm who you are</h1><ToProvider provider={CONFIRM} name={providerName} /></section></main>;
}
