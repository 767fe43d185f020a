import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";

/** The chapters of the handbook, in reading order. The list beside the text and the headings both come from here. */
export const CHAPTERS = {
  questions: "Questions of a site",
  versions: "Protocol versions",
  schedule: "Visit schedule",
  forms: "Forms",
  eligibility: "Eligibility",
  dosing: "Dose checks",
  response: "Response",
  inhibitors: "Inhibitors of cenersen",
  checks: "Edit checks",
  chronology: "Order of dates",
  permissions: "Permissions",
  trail: "Words of the trail",
} as const;

export type Chapter = keyof typeof CHAPTERS;

/** A chapter with the address of its own, so that others can link to it. */
export function HandbookCard({ chapter, note, children }: { readonly chapter: Chapter; readonly note: ReactNode; readonly children: ReactNode }) {
  return <div id={chapter} className="handbook-chapter"><Card title={CHAPTERS[chapter]} note={note}>{children}</Card></div>;
}
