import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { CHAPTERS, type Chapter } from "./chapters";

/** A chapter with the address of its own, so that others can link to it. */
export function HandbookCard({ chapter, note, children }: { readonly chapter: Chapter; readonly note: ReactNode; readonly children: ReactNode }) {
  return <div id={chapter} className="handbook-chapter"><Card title={CHAPTERS[chapter]} note={note}>{children}</Card></div>;
}
