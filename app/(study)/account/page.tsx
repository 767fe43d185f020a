import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { Instant } from "@/app/_ui/instant";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { type AccountView, readAccount } from "@/lib/people/read-account";
import { providerName } from "@/lib/people/single-sign-on";
import { readTokens } from "@/lib/people/read-tokens";
import { asReader } from "@/lib/server/page";
import { ChooseDigest } from "./choose-digest.client";
import { DeclareButton } from "./declare-button.client";
import { FactorDialog } from "./factor-dialog.client";
import { PasswordDialog } from "./password-dialog.client";
import { RenewCodesDialog } from "./renew-codes-dialog.client";
import { TokensCard } from "./tokens-card";
import { ShowFactor } from "./show-factor.client";
import "./account.css";

export const metadata = { title: "Account" };


/** One's own account: what everybody looks after for themselves. It opens even where nothing else does yet. */
export default async function AccountPage() {
  const { account, tokens } = await asReader("session.read", async (tx, actor) => {
    const own = await readAccount(tx, actor);
    return own && { account: own, tokens: await readTokens(tx, actor) };
  });
  return (
    <div className="account">
      <PageHeader title="Account" subtitle={`${account.fullName}, who signs in as ${account.username}`} actions={<LinkButton href="/sessions">My sessions</LinkButton>} />
      {account.lacking && account.factorSince === null && <Callout tone="soft" title="Set up a second factor first.">Your role signs, locks, exports or administers, so a password alone opens nothing here. It takes two minutes and a phone.</Callout>}
      {account.lacking && account.factorSince !== null && <ShowFactor />}
      {account.factorResetAt && <Callout tone="soft" title="Your second factor was taken away.">An administrator did this on <Instant at={account.factorResetAt} zone={account.zone} />. If you did not ask for it, tell them at once. You cannot sign until you have set up a new one.</Callout>}
      <FactorCard account={account} />
      {account.elsewhere ? (
        <Card title="Signing in" padded><p>You sign in at {providerName ?? "your organisation"}; there is no password here. What you sign is confirmed there. To choose a password instead, ask an administrator for a one-time link.</p></Card>
      ) : (
        <Card title="Password" padded actions={<PasswordDialog username={account.username} />}>
          <p>At least 12 characters, better 15, and nothing that stands on lists of stolen passwords. Nobody else can set it or see it. It does not expire; change it when somebody else may know it.</p>
        </Card>
      )}
      {(account.maySign || account.declaredAt) && <SignatureCard account={account} />}
      {(tokens.mayMake || tokens.tokens.length > 0) && <TokensCard {...tokens} zone={account.zone} />}
      <DigestCard account={account} />
      <EventsCard events={account.events} zone={account.zone} />
    </div>
  );
}

function FactorCard({ account: { factorSince, codesLeft, demanded, zone } }: { readonly account: AccountView }) {
  return (
    <Card title="Second factor" padded actions={<>{factorSince && <RenewCodesDialog />}<FactorDialog standing={factorSince !== null} /></>}>
      {factorSince ? (
        <>
          <p><Badge tone="ok" state="complete">Set up</Badge> on <Instant at={factorSince} zone={zone} />. A code from the app is asked at every sign-in.</p>
          <p className={codesLeft <= 2 ? "tone-q" : "muted"}>{codesLeft === 0 ? "No recovery code is left: make new ones, or a lost phone locks you out." : `${codesLeft} of 10 recovery ${codesLeft === 1 ? "code is" : "codes are"} left.`}</p>
        </>
      ) : (
        <p><Badge tone={demanded ? "due" : "ip"} state={demanded ? "overdue" : "not_started"}>Not set up</Badge> {demanded ? "Your role needs one." : "Your role does not demand one; it protects your account all the same."} With it, somebody who knows your password still cannot sign in.</p>
      )}
    </Card>
  );
}

function SignatureCard({ account: { declaredAt, declaration, zone } }: { readonly account: AccountView }) {
  return (
    <Card title="Electronic signature" padded actions={declaredAt === null && <DeclareButton version={declaration.version} />}>
      <blockquote className="account-declaration">{declaration.text}</blockquote>
      <p className="muted">{declaredAt ? <>Declared on <Instant at={declaredAt} zone={zone} />, version {declaration.version}.</> : "Asked once, before the first signature (21 CFR 11.100)."}</p>
    </Card>
  );
}

/** How often a mail says what waits; leaving it is done here, by whoever signs in. */
function DigestCard({ account: { digest: { chosen, email, sends } } }: { readonly account: AccountView }) {
  return (
    <Card id="digest" title="Mail of what waits" padded>
      <div className="stack">
        <p>At 06:30 of your site’s clock, only when something waits: how much of each kind, and a link to My day. It names no patient and holds no value.</p>
        {sends && email !== null ? <><ChooseDigest digest={chosen} /><p className="muted">It goes to {email}.</p></>
          : <p className="muted">{sends ? "No mail address of yours is on record, so none is sent. An administrator can set one." : "This deployment has no mail server, so none is sent."}</p>}
      </div>
    </Card>
  );
}

function EventsCard({ events, zone }: Pick<AccountView, "events" | "zone">) {
  return (
    <Card title="What happened to this account" note="the newest 20">
      {events.length === 0 ? <p className="card-pad muted">Nothing yet. Each time that somebody signs in, or changes the password or the second factor of this account, stands here with the day and the address.</p> : <DataTable caption="What happened to this account" columns={[{ key: "at", label: "When" }, { key: "what", label: "What" }, { key: "who", label: "Who" }, { key: "where", label: "From" }]} dense>
        {events.map((event) => (
          <tr key={`${event.at} ${event.says}`}>
            <td className="nowrap"><Instant at={event.at} zone={zone} /></td><td>{event.says}</td><td>{event.own ? "You" : event.who}</td><td>{event.address ?? "–"}</td>
          </tr>
        ))}
      </DataTable>}
      <p className="card-foot">If something here was not you, change the password, end the other sessions and tell an administrator.</p>
    </Card>
  );
}
