import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/text-link";
import type { Worklist } from "@/lib/analysis/read-worklist";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { sayDate } from "@/lib/kernel/calendar-date";

interface Says { readonly title: string; readonly teaches: string; readonly ways: readonly { readonly label: string; readonly href: string; readonly first?: boolean }[] }

/** A day with nothing in it says what will appear here, and when. */
export function NothingWaits({ actor, worklist }: { readonly actor: Actor; readonly worklist: Worklist }) {
  const { title, teaches, ways } = wordsFor(actor, worklist);
  return <Card title="Nothing waits" hideTitle><EmptyState title={title} actions={ways.map(({ label, href, first }) => <LinkButton key={href} href={href} look={first ? "primary" : "plain"}>{label}</LinkButton>)}>{teaches}</EmptyState></Card>;
}

const PATIENTS = { label: "See all patients", href: "/patients" };
const HELP = { label: "What each role does", href: "/protocol#permissions" };

function wordsFor(actor: Actor, { patients, next }: Worklist): Says {
  const coming = next === null ? "" : ` The next visit is ${next.patient}, ${next.title}, from ${sayDate(next.from)}.`;
  const upToDate = patients === 0 ? "No patient yet" : patients === 1 ? "The one patient is up to date" : `All ${patients} patients are up to date`;
  if (can(actor, "patient.create")) {
    return { title: upToDate, teaches: `Forms that fall due, questions of the monitor, values that are missing and serious events appear here, the most urgent first.${coming}`, ways: [{ label: "New patient", href: "/patients?new=1", first: true }, PATIENTS] };
  }
  if (can(actor, "entry.verify")) return { title: "Nothing waits for you", teaches: `Medications to decide, answers of the sites, values to compare with the source and what changed since you verified it appear here.${coming}`, ways: [PATIENTS, { label: "Exposure board", href: "/exposure" }] };
  if (can(actor, "lock.place")) return { title: "Nothing waits for you", teaches: `Answers of the sites, overdue visits, redactions to decide and casebooks that are ready to freeze or lock appear here.${coming}`, ways: [PATIENTS, { label: "Lock ledger", href: "/lock" }] };
  if (can(actor, "person.invite")) return { title: "Every account is in order", teaches: "Invitations that nobody took up, roles that wait for a training and accounts that were closed by wrong tries appear here.", ways: [{ label: "People", href: "/people", first: true }, HELP] };
  if (can(actor, "patient.read")) return { title: "Nothing waits for you", teaches: `Serious events, what the trail’s verification finds and new data cuts appear here. Everything else is open to you to read.${coming}`, ways: [PATIENTS, { label: "Trail", href: "/trail" }] };
  return { title: "No new data cut", teaches: "A cut that was sealed since you were last here appears on this page. The efficacy page shows the newest one.", ways: [{ label: "Data cuts", href: "/cuts", first: true }, { label: "Efficacy", href: "/efficacy" }] };
}
