import { TextLink } from "@/app/_ui/text-link";
import { sendsMail } from "@/lib/people/ask-for-link";
import { AskForm } from "./ask-form.client";
import "../public.css";

export const metadata = { title: "Forgotten password" };

/** A link for a new password, by mail. Where no mail is sent, it says who can help. */
export default function ForgotPage() {
  return (
    <main className="public">
      <section className="card" aria-labelledby="forgot">
        <h1 id="forgot">Forgotten password</h1>
        {sendsMail ? <AskForm /> : <p className="below">Ask an administrator of the trial for a one-time link. Nobody can tell you the password you had. <TextLink href="/sign-in" underlined>Back to signing in</TextLink></p>}
      </section>
    </main>
  );
}
