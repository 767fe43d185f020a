"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";

/** Around a mark that is small: so near the pointer reads it. */
const NEAR_PX = 12;

interface Read { readonly says: string; readonly left: number; readonly top: number; readonly place: number }

/** Distance from a point to a box; 0 within it. */
const distance = ({ left, right, top, bottom }: DOMRect, x: number, y: number): number => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** A figure whose marks carry `data-says`: pointing at one, or going from one to the next with the arrow keys, tells its value beside it and to the screen reader. */
export function FigureReader({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [read, setRead] = useState<Read | null>(null);
  const marksIn = () => [...(frame.current?.querySelectorAll<SVGElement>("[data-says]") ?? [])];
  const tell = (mark: SVGElement, place: number) => {
    const [box, around] = [mark.getBoundingClientRect(), frame.current?.getBoundingClientRect()];
    if (!around || !frame.current) return;
    const left = Math.min(Math.max(box.left + box.width / 2 - around.left, 90), around.width - 90);
    setRead({ says: mark.dataset["says"] ?? "", left, top: box.bottom - around.top + 6, place });
  };
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const marks = marksIn();
    const far = marks.map((mark) => distance(mark.getBoundingClientRect(), clientX, clientY));
    const nearest = far.indexOf(Math.min(...far));
    const mark = marks[nearest];
    if (mark && (far[nearest] ?? NEAR_PX) < NEAR_PX) tell(mark, nearest);
    else setRead(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marks = marksIn().map((mark, place) => ({ mark, place, x: mark.getBoundingClientRect().left })).toSorted((one, other) => one.x - other.x);
    const at = marks.findIndex(({ place }) => place === read?.place);
    const to = { ArrowRight: at + 1, ArrowLeft: at < 0 ? marks.length - 1 : at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (event.key === "Escape") setRead(null);
    const next = to === undefined ? undefined : marks[Math.max(0, Math.min(marks.length - 1, to))];
    if (!next) return;
    event.preventDefault();
    next.mark.scrollIntoView({ block: "nearest", inline: "nearest" });
    tell(next.mark, next.place);
  };
  return (
    <div className="figure-reader">
      <div className="figure figure-wide" ref={frame} tabIndex={0} role="group" aria-label={label} onPointerMove={onPointerMove} onPointerLeave={() => setRead(null)} onKeyDown={onKeyDown} onScroll={() => { if (read && frame.current && !frame.current.matches(":focus")) setRead(null); }}>{children}</div>
      <p className="unseen" role="status">{read?.says}</p>
      {read && <p className="figure-tip" aria-hidden="true" style={{ left: read.left, top: read.top }}>{read.says}</p>}
    </div>
  );
}
