import type { JumpTarget } from "@/app/_ui/jump-target";
import { SITE_QUESTIONS } from "@/lib/study/site-questions";
import { HELP_SECTIONS, type HelpSection } from "../help/help-sections";
import { CHAPTERS } from "../protocol/chapters";

/** What can be read up: chapters of the handbook, what sites ask, and the cards of Help. */
export const jumpSections = (mayReadHandbook: boolean): readonly JumpTarget[] => [
  ...(mayReadHandbook ? SITE_QUESTIONS.map(({ id, asks }) => ({ label: asks, href: `/protocol#${id}`, detail: "handbook", also: "help how" })) : []),
  ...(mayReadHandbook ? Object.entries(CHAPTERS).map(([chapter, title]) => ({ label: title, href: `/protocol#${chapter}`, detail: "handbook", also: "protocol chapter" })) : []),
  ...(Object.keys(HELP_SECTIONS) as HelpSection[]).map((id) => ({ label: HELP_SECTIONS[id].title, href: `/help#${id}`, detail: "help", also: HELP_SECTIONS[id].also })),
];
