import { Popover } from "@/app/_ui/popover.client";
import { Glyph } from "@/app/_ui/glyph";
import { late } from "@/app/_ui/late.client";
import type { HistoryStoryProps } from "./history-story";

const HistoryStory = late(() => import("./history-story").then((all) => all.HistoryStory));

/** Behind the clock at every field: old, new, who, in which role, when, why; newest first. */
export function HistoryPopover({ label, events, show, timeZone, storyHref }: HistoryStoryProps) {
  return (
    <Popover position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" data-tool="history" data-history data-has={events.length > 1 || undefined} disabled={events.length === 0} aria-label={`History of ${label}, ${events.length} ${events.length === 1 ? "entry" : "entries"}`} title="History">
          <Glyph of="history" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={`History of ${label}`}>
        <HistoryStory label={label} events={events} show={show} timeZone={timeZone} storyHref={storyHref} />
      </Popover.Dropdown>
    </Popover>
  );
}
