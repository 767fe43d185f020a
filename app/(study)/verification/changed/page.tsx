import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { MOST_CHANGES, readChangedSince } from "@/lib/review/read-changed-since";
import { readUndoable } from "@/lib/review/read-undoable";
import { asReader } from "@/lib/server/page";
import { can } from "@/lib/access/permissions";
import { UndoBar } from "../undo-bar.client";
import { sayValues } from "../verification-words";
import { ChangedTable } from "./changed-table.client";
import "../verification.css";

export const metadata = { title: "Changed since verified" };

const Asked = z.object({ whose: z.enum(["mine", "all"]).optional().catch(undefined) });

/** Values that were verified and are others now: then, now, who and why, and one key to verify again. */
export default async function ChangedPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const { whose } = Asked.catch({}).parse(await searchParams);
  const { changed, undoable, verifies } = await asReader("verification.read", async (tx, actor) => ({ changed: await readChangedSince(tx, actor), undoable: await readUndoable(tx, actor), verifies: can(actor, "entry.verify") }));
  const mine = verifies && whose !== "all";
  const all = changed.slice(0, MOST_CHANGES);
  const shown = mine ? all.filter(({ own }) => own) : all;
  const others = all.length - all.filter(({ own }) => own).length;
  return (
    <>
      <PageHeader
        title={mine ? "What changed since I verified" : "What changed since it was verified"} trail={[{ label: "Source verification", href: "/verification" }, { label: "Changed since verified", href: null }]}
        subtitle={`${sayValues(shown.length)}${changed.length > MOST_CHANGES ? " and more" : ""}, the latest change first. A verification falls on the value that changed, and on no other.`}
        actions={verifies && <LinkSegments label="Whose verifications" choices={[{ label: "Mine", href: "/verification/changed", active: mine }, { label: "Everybody’s", href: "/verification/changed?whose=all", active: !mine }]} />}
      />
      <UndoBar acts={undoable} />
      <Card title="Values that changed after they were verified" hideTitle>
        {shown.length > 0 ? <ChangedTable key={whose ?? "mine"} rows={shown} /> : (
          <EmptyState title={mine ? "Nothing that you verified has changed" : "Nothing that was verified has changed"} {...(mine && others > 0 ? { actions: <LinkButton href="/verification/changed?whose=all">Show everybody’s, {others}</LinkButton> } : {})}>
            When a site corrects a value that was compared with the source, it stands here with what it was, what it is, who changed it and why.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
