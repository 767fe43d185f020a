import { KEYS } from "@/app/_crf/keys";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { Contact } from "@/lib/people/read-contacts";
import { SITE_QUESTIONS } from "@/lib/study/site-questions";

const STATES: readonly (readonly [State, string])[] = [
  ["not_started", "nothing entered yet"], ["in_progress", "begun, something is missing"], ["overdue", "missing or overdue"], ["complete", "everything expected is there"],
  ["verified", "compared with the source"], ["changed_since_verified", "changed after it was compared"], ["signed", "signed by an investigator"], ["locked", "nothing changes any more"],
  ["not_planned", "not planned for this patient"], ["not_done", "not done, with a reason"], ["query_open", "a query waits for the site"], ["query_answered", "answered, waits for the sponsor"],
  ["exposed", "took an inhibitor in the window"], ["possible", "possibly an inhibitor: somebody decides"], ["impossible", "cannot be so, and is not saved"],
];

export function StatesCard() {
  return (
    <Card id="signs" title="What the signs mean" note="each has a shape, a word and a colour" padded>
      <ul className="help-states">{STATES.map(([state, says]) => <li key={state}><StateIcon state={state} /><span>{says}</span></li>)}</ul>
      <p>Red means one thing: an open query or an impossible value. What is not complete is never red. A row or a visit shows its least complete part; the number at a sign counts open queries.</p>
    </Card>
  );
}

export function KeysCard() {
  const places = [...new Set(KEYS.map(({ where }) => where))];
  return (
    <Card id="keys" title="Keys" note="? opens the same list on a form">
      <DataTable caption="Keys" columns={[{ key: "keys", label: "Key" }, { key: "does", label: "What it does" }, { key: "where", label: "Where" }]} dense>
        {places.flatMap((place) => KEYS.filter(({ where }) => where === place)).map(({ keys, does, where }) => <tr key={`${where} ${keys}`}><td className="nowrap"><kbd>{keys}</kbd></td><td>{does}</td><td className="dim">{where}</td></tr>)}
      </DataTable>
    </Card>
  );
}

export function AroundCard() {
  return (
    <Card id="around" title="Getting around" padded>
      <ul className="help-list">
        <li>My day has what waits for you. Each line leads to its very field.</li>
        <li>Ctrl K finds a patient by number, and every page by name.</li>
        <li>Patients is one row for each patient and one cell for each visit; a cell opens its forms.</li>
        <li>A casebook has everything of one patient: results with their reason, visits, logs, queries, signatures.</li>
        <li>At the right of every field: help, history, queries, verification.</li>
        <li>A word of grey beside an empty field says why a value may be missing; pressing it is an answer.</li>
      </ul>
    </Card>
  );
}

export function SentCard({ isTraining }: { readonly isTraining: boolean }) {
  return (
    <Card id="sent" title="What is sent where" padded>
      <p>What you type stays on this device, encrypted, until you save. Saved means: stored by the server and shown to you as it was stored.</p>
      <p>A save goes to this server and nowhere else. Its rows, with who, when and why, are kept for good.</p>
      <p>{isTraining ? "A training sends no mail." : "Mails hold links and counts, never a patient’s data."} No page loads anything from another place.</p>
    </Card>
  );
}

export function ContactsCard({ contacts }: { readonly contacts: readonly Contact[] }) {
  return (
    <Card id="contacts" title="Whom to ask" padded>
      <p>About a value or a form: ask in the query at its field; it stays with the record. About the protocol: the <TextLink href="/protocol" underlined>handbook</TextLink>. Otherwise:</p>
      {contacts.length === 0 ? <p className="dim">Nobody is named for your sites yet.</p>
        : <ul className="help-list">{contacts.map(({ role, name, where }) => <li key={`${role} ${name} ${where}`}><b>{name}</b><span className="dim">{role}, {where}</span></li>)}</ul>}
      <p>When a page says it could not be made, give them the reference that it shows.</p>
    </Card>
  );
}

export function QuestionsCard() {
  return <Card title="How do I …" note="answered in the handbook" padded><ul className="help-list">{SITE_QUESTIONS.map(({ id, asks }) => <li key={id}><TextLink href={`/protocol#${id}`}>{asks}</TextLink></li>)}</ul></Card>;
}
