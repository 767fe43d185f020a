import { Told } from "./told.client";
import "../public.css";

export const metadata = { title: "Confirmed" };

const OUTCOMES = {
  proved: { title: "Confirmed", says: "You can close this window; the dialog that asked goes on." },
  signed_in: { title: "Signed in", says: "You can close this window; the form you were in goes on." },
  somebody_else: { title: "Not confirmed", says: "The person who signed in there is not the person whose session this is. Nothing was signed. Close this window and confirm as yourself." },
  not_asked: { title: "Not confirmed", says: "The provider did not ask who you are just now. Nothing was signed. Close this window and try again; if it happens again, tell the administrator." },
} as const;

/** Where a confirmation at the provider ends. Tells the dialog that waits for it, in the window beside. */
export default async function ConfirmedPage({ searchParams }: { searchParams: Promise<{ outcome?: string }> }) {
  const { outcome = "" } = await searchParams;
  const { title, says } = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome as keyof typeof OUTCOMES] : OUTCOMES.not_asked;
  return <main className="public"><section className="card"><h1>{title}</h1><p className="below">{says}</p><Told outcome={outcome} /></section></main>;
}
