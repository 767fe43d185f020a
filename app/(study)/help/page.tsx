import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { can } from "@/lib/access/permissions";
import { ROLE_LABELS, ROLES } from "@/lib/kernel/actor";
import { readContacts } from "@/lib/people/read-contacts";
import { asReader } from "@/lib/server/page";
import { isTraining, trainingAddress } from "@/lib/server/trial-kind";
import { AroundCard, ContactsCard, KeysCard, QuestionsCard, SentCard, StatesCard } from "./cards";
import { FirstPatient } from "./first-patient";
import { ResetTraining } from "./reset-training.client";
import { ROLE_HELP } from "./role-help";
import "./help.css";

export const metadata = { title: "Help" };

export default async function HelpPage() {
  const { roles, contacts, mayReset, mayReadHandbook } = await asReader("session.read", async (tx, actor) => ({
    roles: ROLES.filter((role) => actor.grants.some((grant) => grant.role === role)), contacts: await readContacts(tx),
    mayReset: isTraining && can(actor, "training.reset"), mayReadHandbook: can(actor, "protocol.read"),
  }));
  return (
    <>
      <PageHeader title="Help" subtitle="The shortest way into the work. The handbook has the rules of the trial." />
      <div className="help">
        <div className="wide"><Card title={roles.length === 0 ? "Your account" : `As ${roles.map((role) => ROLE_LABELS[role].toLowerCase()).join(" and ")}`} padded>
          {roles.length === 0 ? <p>You hold no role yet. An administrator gives you one and records your training; then pages open.</p> : roles.map((role) => <p key={role}>{ROLE_HELP[role]}</p>)}
        </Card></div>
        <div className="wide"><FirstPatient always /></div>
        {mayReadHandbook && <QuestionsCard />}
        <AroundCard />
        <StatesCard />
        <TrainingCard mayReset={mayReset} />
        <SentCard isTraining={isTraining} />
        <ContactsCard contacts={contacts} />
        <div className="wide"><KeysCard /></div>
      </div>
    </>
  );
}

/** Where one practises, or, in a training, what it is. */
function TrainingCard({ mayReset }: { readonly mayReset: boolean }) {
  if (isTraining) return (
    <Card id="training" title="This is training" padded>
      <p>Everything here is invented, and nothing counts. It has a database of its own, which is marked as training and can become nothing else. Yellow and black stand round every page; files have TRAINING in their name.</p>
      <p>Practice patients have numbers that begin with 9. “Begin again with a new patient” above starts your guide afresh.</p>
      {mayReset && <p><ResetTraining /></p>}
    </Card>
  );
  return (
    <Card id="training" title="Training" padded>
      {trainingAddress
        ? <p>Practise in <a className="underlined" href={trainingAddress}>the training</a>: invented patients, accounts of their own, nothing counts. It looks like this, with yellow and black round every page.</p>
        : <p>Practise where nothing counts: whoever runs this system can start a training beside it. Never practise with invented patients here: what is entered here counts.</p>}
    </Card>
  );
}
