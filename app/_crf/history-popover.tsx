import { useState } from "react";
import { Popover } from "@/app/_ui/popover.client";
import { Glyph } from "@/app/_ui/glyph";
import { late } from "@/app/_ui/late.client";
import type { HistoryStoryProps } from "./history-story";

const HistoryStory = late(() => import("./history-story").then((all) => all.HistoryStory));

interface Props extends HistoryStoryProps {
  /** How many there are to tell of. */
  readonly events: number;
}

/** Behind the clock at every field: old, new, who, in which role, when, why; newest first. The story is read when it is asked for, and there may be more of it than fits below. */
export function HistoryPopover({ events, ...story }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover position="bottom-end" withArrow trapFocus returnFocus preventPositionChangeWhenVisible={false} opened={opened} onChange={setOpened}>
      <Popover.Target>
        <button type="button" data-tool="history" data-history data-has={events > 1 || undefined} disabled={events === 0} aria-label={`History of ${story.label}, ${events} ${events === 1 ? "entry" : "entries"}`} title="History" onClick={() => setOpened(!opened)}>
          <Glyph of="history" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={`History of ${story.label}`}>{opened && <HistoryStory {...story} />}</Popover.Dropdown>
    </Popover>
  );
}
