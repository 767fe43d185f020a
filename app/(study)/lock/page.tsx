import { Callout } from "@/app/_ui/callout";
import { FilterChips, LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { SiteOptions } from "@/app/_ui/site-options.client";
import { LinkButton } from "@/app/_ui/text-link";
import { readCertifiable } from "@/lib/copies/read-certificate";
import { chosenOf, countOf, groupBlockers, PATIENTS_SHOWN, type BlockerTally } from "@/lib/locks/blocker-tallies";
import { BLOCKER_LABELS, OWNERS, OWNER_LABELS, type BlockerKind } from "@/lib/locks/blocker-words";
import { LOCK_WORDS } from "@/lib/locks/lock";
import { readLockLedger, type LockLedger } from "@/lib/locks/read-lock-ledger";
import { readSizes } from "@/lib/locks/read-sizes";
import { asReader } from "@/lib/server/page";
import { sayNumber } from "@/lib/kernel/say-number";
import { BlockerTable } from "./blocker-table";
import { LedgerAddress, ledgerHref } from "./ledger-address";
import { LockChecklist } from "./lock-checklist";
import { PlaceLockDialog } from "./lock-dialogs.client";
import { LockSteps } from "./lock-steps";
import { LockHistory, LOCKS_SHOWN, LocksInForce } from "./locks-card";
import { PlannedCard } from "./planned-card";
import { RehearsalCard } from "./rehearsal-card";
import "./lock.css";

/** The ledger of a study goes through every form of it. */
const WITHIN_MS = 25_000;

export const metadata = { title: "Lock ledger" };

export default async function LockPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const address = LedgerAddress.parse(await searchParams);
  const { ledger, certifiable, sizes } = await asReader("lock.read", async (tx, actor) => {
    const found = await readLockLedger(tx, actor, address, new Date());
    return found && { ledger: found, certifiable: await readCertifiable(tx, found.locks.map(({ id }) => id)), sizes: address.rehearse ? await readSizes(tx, found) : null };
  }, { withinMs: WITHIN_MS });
  const { tallies, blockers, counts, says, state, locks } = ledger;
  const left = countOf(tallies);
  const mostLocks = ledger.patient === null ? LOCKS_SHOWN : Infinity;
  const filtered = address.owner !== undefined || address.kind !== undefined;
  const inForce = locks.filter(({ release }) => release === null);
  return (
    <>
      <PageHeader
        title={`Lock ledger, ${says}`} trail={trailOf(ledger)} actions={<LedgerActions ledger={ledger} address={address} />}
        subtitle={`${sayNumber(counts.patients)} ${counts.patients === 1 ? "patient" : "patients"} · ${sayNumber(left)} ${left === 1 ? "blocker" : "blockers"} · verify, sign, freeze, lock: in this order${state ? ` · ${LOCK_WORDS[state]} now` : ""}`}
      />
      <Scope ledger={ledger} />
      {ledger.above && <Callout tone="refused" title={`Locked with ${ledger.above.what} by ${ledger.above.byName}.`}>Nothing inside is locked or released until that lock is gone.</Callout>}
      {ledger.mayLock && ledger.above === null && state !== "lock" && left > 0 && <Refusal count={left} />}
      <LockSteps counts={counts} />
      {sizes && <RehearsalCard ledger={ledger} sizes={sizes} />}
      <div className="two">
        <BlockerTable patients={counts.patients} tallies={chosenOf(tallies, address)} groups={groupBlockers(tallies, blockers, address, ledger.patient !== null)} filtered={filtered} rest={<Rest ledger={ledger} address={address} />}
          filters={<Filters tallies={tallies} address={address} />} groupings={
            <>
              <LinkSegments label="Group by" choices={[
                { label: "By owner", href: ledgerHref({ ...address, by: "owner" }), active: address.by === "owner" },
                { label: "By patient", href: ledgerHref({ ...address, by: "patient" }), active: address.by === "patient" },
              ]} />
              <LinkButton href={ledgerHref(address, "/lock/blockers.csv")} small>CSV</LinkButton>
            </>
          } />
        <div>
          <LockChecklist counts={counts} tallies={tallies} />
          <PlannedCard planned={ledger.planned} />
          <LocksInForce locks={inForce} most={mostLocks} mayRelease={ledger.mayRelease} certifiable={certifiable} />
          <LockHistory most={mostLocks} locks={locks.filter(({ release }) => release !== null)} certifiable={certifiable} />
        </div>
      </div>
    </>
  );
}

/** How many of each owner and of each kind; one of them shows only those. */
function Filters({ tallies, address }: { readonly tallies: readonly BlockerTally[]; readonly address: LedgerAddress }) {
  const kinds = Object.keys(BLOCKER_LABELS) as readonly BlockerKind[];
  const counted = [
    ...OWNERS.map((owner) => ({ label: OWNER_LABELS[owner].replace(" must act", "").toLowerCase(), count: countOf(chosenOf(tallies, { owner })), active: address.owner === owner, href: ledgerHref({ ...address, owner: address.owner === owner ? undefined : owner }) })),
    ...kinds.map((kind) => ({ label: BLOCKER_LABELS[kind], count: countOf(chosenOf(tallies, { kind })), active: address.kind === kind, href: ledgerHref({ ...address, kind: address.kind === kind ? undefined : kind }) })),
  ];
  return <FilterChips label="Show only" chips={counted.filter(({ count, active }) => count > 0 || active)} />;
}

/** Where what is not shown can be seen. */
function Rest({ ledger: { site, tallies }, address }: { readonly ledger: LockLedger; readonly address: LedgerAddress }) {
  const patients = new Set(chosenOf(tallies, address).map(({ patient }) => patient)).size;
  const listed = address.by === "patient" && patients > PATIENTS_SHOWN ? `These are the first ${PATIENTS_SHOWN} of ${sayNumber(patients)} patients, the oldest of each first. ` : "The oldest come first. ";
  return <>{listed}Choose {site === null ? "a site or a patient" : "a patient"} above to see the others{address.owner === undefined && address.kind === undefined ? ", one owner or kind to see more of it" : ""}; the CSV has all of them.</>;
}

const trailOf = ({ site, patient }: LockLedger) => [
  { label: "Lock", href: site === null ? null : "/lock" },
  ...(site === null ? [] : [{ label: `Site ${site}`, href: patient === null ? null : ledgerHref({ site }) }]),
  ...(patient === null ? [] : [{ label: patient, href: null }]),
];

function LedgerActions({ ledger: { over, says, state, above, mayLock, href, planned }, address }: { readonly ledger: LockLedger; readonly address: LedgerAddress }) {
  const open = mayLock && above === null && state !== "lock";
  return (
    <>
      {href !== null && <LinkButton href={href}>{over.scope === "entry" ? "Open form" : "Open casebook"}</LinkButton>}
      <LinkButton href={ledgerHref({ ...address, rehearse: address.rehearse ? undefined : "yes" })}>{address.rehearse ? "End rehearsal" : "Rehearse"}</LinkButton>
      {open && state === null && <PlaceLockDialog kind="freeze" over={over} says={says} />}
      {open && <PlaceLockDialog kind="lock" over={over} says={says} passes={planned.values} />}
    </>
  );
}

/** The site and the patient whose ledger is shown; works without scripts. */
function Scope({ ledger: { sites, site, patient } }: { readonly ledger: LockLedger }) {
  return (
    <form key={`${site} ${patient}`} className="filters lock-scope" action="/lock" role="search" aria-label="Scope">
      <select className="field-plain lock-site" name="site" defaultValue={site ?? ""} aria-label="Site">
        <option value="">All sites</option>
        <SiteOptions codes={sites.map(({ code }) => code)} names={sites.map(({ name }) => name)} />
      </select>
      <input className="field-plain lock-patient" name="patient" defaultValue={patient ?? ""} placeholder="Patient number" aria-label="Patient number, for one patient's ledger" maxLength={8} />
      <button className="button" type="submit">Show</button>
    </form>
  );
}

const Refusal = ({ count }: { readonly count: number }) => (
  <Callout tone="refused" title={`A lock is refused: ${sayNumber(count)} ${count === 1 ? "blocker remains" : "blockers remain"}.`}>
    <p className="muted">Sign, freeze, lock: a lock also asks for a freeze that was placed after the last signature. Freezing is possible at any time. Queries, forms, medications, signatures and the freeze are asked for again by the database itself, with every patient held, so no other way in can lock past them.</p>
  </Callout>
);
