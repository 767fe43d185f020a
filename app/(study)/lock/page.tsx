import { Callout } from "@/app/_ui/callout";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { LOCK_WORDS } from "@/lib/locks/lock";
import { readLockLedger, type LockLedger } from "@/lib/locks/read-lock-ledger";
import { asReader } from "@/lib/server/page";
import { ActiveLocks } from "./active-locks";
import { BlockerTable } from "./blocker-table";
import { LedgerAddress, ledgerHref } from "./ledger-address";
import { LockChecklist } from "./lock-checklist";
import { PlaceLockDialog } from "./lock-dialogs.client";
import { LockSteps } from "./lock-steps";
import "./lock.css";

export const metadata = { title: "Lock ledger" };

export default async function LockPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const address = LedgerAddress.parse(await searchParams);
  const ledger = await asReader("lock.read", (tx, actor) => readLockLedger(tx, actor, address, new Date()));
  const { blockers, counts, says, state } = ledger;
  return (
    <>
      <PageHeader
        title={`Lock ledger, ${says}`} trail={trailOf(ledger)} actions={<LedgerActions ledger={ledger} />}
        subtitle={`${counts.patients} ${counts.patients === 1 ? "patient" : "patients"} · ${blockers.length} ${blockers.length === 1 ? "blocker" : "blockers"} · verify, sign, freeze, lock${state ? ` · ${LOCK_WORDS[state]} now` : ""}`}
      />
      <Scope ledger={ledger} />
      {ledger.mayLock && state !== "lock" && blockers.length > 0 && <Refusal count={blockers.length} />}
      <LockSteps counts={counts} />
      <div className="two">
        <BlockerTable blockers={blockers} by={address.by} all={ledger.patient !== null} groupings={
          <LinkSegments label="Group by" choices={[
            { label: "By owner", href: ledgerHref({ ...address, by: "owner" }), active: address.by === "owner" },
            { label: "By patient", href: ledgerHref({ ...address, by: "patient" }), active: address.by === "patient" },
          ]} />
        } />
        <div>
          <LockChecklist counts={counts} blockers={blockers} />
          <ActiveLocks locks={ledger.locks} mayRelease={ledger.mayRelease} />
        </div>
      </div>
    </>
  );
}

const trailOf = ({ site, patient }: LockLedger) => [
  { label: "Lock", href: site === null ? null : "/lock" },
  ...(site === null ? [] : [{ label: `Site ${site}`, href: patient === null ? null : ledgerHref({ site }) }]),
  ...(patient === null ? [] : [{ label: patient, href: null }]),
];

function LedgerActions({ ledger: { over, says, state, mayLock, patient } }: { readonly ledger: LockLedger }) {
  return (
    <>
      {patient !== null && <LinkButton href={`/patients/${patient}`}>Open casebook</LinkButton>}
      {mayLock && state === null && <PlaceLockDialog kind="freeze" over={over} says={says} />}
      {mayLock && state !== "lock" && <PlaceLockDialog kind="lock" over={over} says={says} />}
    </>
  );
}

/** The site and the patient whose ledger is shown; works without scripts. */
function Scope({ ledger: { sites, site, patient } }: { readonly ledger: LockLedger }) {
  return (
    <form key={`${site} ${patient}`} className="filters" action="/lock" role="search" aria-label="Scope">
      <select className="field-plain lock-site" name="site" defaultValue={site ?? ""} aria-label="Site">
        <option value="">All sites</option>
        {sites.map(({ code, name }) => <option key={code} value={code}>{code} {name}</option>)}
      </select>
      <input className="field-plain lock-patient" name="patient" defaultValue={patient ?? ""} placeholder="Patient number" aria-label="Patient number, for one patient's ledger" maxLength={8} />
      <button className="button" type="submit">Show</button>
    </form>
  );
}

const Refusal = ({ count }: { readonly count: number }) => (
  <Callout tone="refused" title={`A lock is refused: ${count} ${count === 1 ? "blocker remains" : "blockers remain"}.`}>
    <p className="muted">Freezing is possible at any time. Queries, forms, medications and signatures are asked for again by the database itself, with every patient held, so no other way in can lock past them.</p>
  </Callout>
);
