"use client";

import { useState } from "react";
import { LeftOver } from "@/app/_crf/left-over";
import { besideForm, mergeKept } from "@/app/_crf/typing-merge";
import { useDraft } from "@/app/_crf/use-draft";
import type { KeptForm } from "@/app/_crf/use-kept-typing";
import type { Form } from "@/lib/crf/define-form";
import type { LogView } from "@/lib/entries/read-log";
import { WithForm } from "../../../../entries/form-screens.client";
import { placeOfRow } from "./place-of-row";

interface Props { readonly log: LogView; readonly formVersion: number; readonly title: string; readonly why: string }

/** A log that takes no new row: what this person typed for one before it stopped. Nothing where nothing was typed. */
export function KeptRow({ log, formVersion, title, why }: Props) {
  const [kept, setKept] = useState<KeptForm | null>(null);
  useDraft<KeptForm>(placeOfRow(log, title), kept, (found) => setKept(mergeKept(found)));
  if (kept === null) return null;
  const stored = log.rows.find(({ id }) => id === kept.entryId)?.answers ?? {};
  return <WithForm formId={log.formId} formVersion={formVersion}>{(form) => <LeftOver typed={besideForm(form as unknown as Form, kept, stored)} why={why} isNew={false} onDiscard={() => setKept(null)} />}</WithForm>;
}
