import { redirect } from "next/navigation";
import { Callout } from "@/app/_ui/callout";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { sayLongWeekday } from "@/lib/analysis/agenda";
import { arrangeDay, type ArrangedDay } from "@/lib/analysis/arrange-day";
import { sayCounted } from "@/lib/analysis/beyond";
import { DayFilters, dayHref } from "@/lib/analysis/day-filters";
import { readWorklist } from "@/lib/analysis/read-worklist";
import { can } from "@/lib/access/permissions";
import { sayDate } from "@/lib/kernel/calendar-date";
import { asReader } from "@/lib/server/page";
import { FirstPatient } from "./help/first-patient";
import { NextVisits, WaitingForOthers } from "./_day/day-beside";
import { NothingWaits } from "./_day/day-empty";
import { DayFilterBar } from "./_day/day-filter-bar";
import { DayGroups } from "./_day/day-groups";
import { UnsavedHere } from "./unsaved-here.client";

export const metadata = { title: "My day" };

/** My day: what waits for this person in their roles, each line one click from the exact field. */
export default async function WorklistPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = DayFilters.parse(await searchParams);
  const { actor, worklist } = await asReader("session.read", async (tx, actor) => ({ actor, worklist: actor.grants.length === 0 ? null : await readWorklist(tx, actor, filters) }));
  if (worklist === null) redirect("/account");
  const { tasks, beyond: more, today, agenda, others } = worklist;
  const day = arrangeDay(tasks, filters, more);
  const beside = agenda !== null || others.length > 0;
  return (
    <>
      <PageHeader title="My day" subtitle={subtitleOf(day, today)}
        actions={(
          <>
            {agenda !== null && tasks.length > 0 && <LinkSegments label="Order" choices={[{ label: "By urgency", href: dayHref(filters, { by: undefined }), active: filters.by === undefined }, { label: "By patient", href: dayHref(filters, { by: "patient" }), active: filters.by === "patient" }]} />}
            {can(actor, "patient.create") && tasks.length > 0 && <LinkButton href="/patients?new=1" look="primary">New patient</LinkButton>}
          </>
        )} />
      <FirstPatient />
      <UnsavedHere />
      {tasks.length > 0 && <DayFilterBar day={day} filters={filters} />}
      <div className={beside ? "worklist-page" : undefined}>
        {tasks.length === 0 ? <NothingWaits actor={actor} worklist={worklist} />
          : day.count === 0 ? <EmptyState title="Nothing of this waits" actions={<LinkButton href="/">Show all that waits</LinkButton>}>It may have been done meanwhile.</EmptyState>
            : <div className="stack-wide">{day.partial && <Callout tone="info" title="More waits than is shown by patient.">Choose a site: all that waits there is shown.</Callout>}<DayGroups groups={day.groups} filters={filters} /></div>}
        {beside && <div className="stack-wide">{agenda !== null && <NextVisits days={agenda} today={today} />}<WaitingForOthers others={others} /></div>}
      </div>
    </>
  );
}

/** "Tuesday 22-Oct-2024 · 8 things to do, about 27 minutes · 1 serious" */
function subtitleOf({ count, atLeast, minutes, serious }: ArrangedDay, today: string): string {
  const things = count === 0 ? "nothing to do" : `${sayCounted({ count, atLeast })} ${count === 1 ? "thing" : "things"} to do`;
  const about = minutes === null ? "" : minutes < 90 ? `, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}` : `, about ${Math.round(minutes / 60)} hours`;
  return [`${sayLongWeekday(today)} ${sayDate(today)}`, `${things}${about}`, ...(serious > 0 ? [`${serious} serious`] : [])].join(" · ");
}
