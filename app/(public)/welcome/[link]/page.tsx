import { readInvitation } from "@/lib/people/accept-invitation";
import { providerName, SIGN_IN } from "@/lib/people/single-sign-on";
import { WelcomeForm } from "./welcome-form.client";
import "../../public.css";

export const metadata = { title: "Choose a password" };

/** Where a one-time link leads: its owner chooses a password, or a provider to sign in at from then on. A spent link says so and names nobody. */
export default async function WelcomePage({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  const invitation = await readInvitation(link);
  if (invitation) return <WelcomeForm link={link} {...invitation} provider={providerName === null ? null : { id: SIGN_IN, name: providerName }} />;
  return (
    <main className="public">
      <section className="card"><h1>This link is spent</h1><p className="below">It was used, has expired, or is incomplete. Ask an administrator for a new one.</p></section>
    </main>
  );
}
