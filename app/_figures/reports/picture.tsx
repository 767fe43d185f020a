import { createElement } from "react";
import { FigureReader } from "../figure-reader.client";
import type { Drawing, Mark } from "./drawing";
import { tokenOf, type Ink } from "./inks";

const painted = (ink: Ink | "none" | undefined) => (ink === undefined || ink === "none" ? ink : tokenOf(ink));

function drawn({ tag, at, fill, stroke, text, says }: Mark, key: number) {
  const { fontSize, ...placed } = at;
  const style = { ...(fill ? { fill: painted(fill) } : {}), ...(stroke ? { stroke: painted(stroke) } : {}), ...(fontSize === undefined ? {} : { fontSize: `${fontSize}px` }) }; // goes before what .figure says of texts
  return createElement(tag, { key, ...placed, style, ...(says ? { "data-says": says } : {}) }, text);
}

/** A picture on a page: its marks say their values to pointer and keyboard, the sentence beside it says the whole, the table below has all of it. */
export function Picture({ drawing, title, says }: { readonly drawing: Drawing; readonly title: string; readonly says: string }) {
  return (
    <FigureReader label={`${title}: arrow keys go from value to value`}>
      <svg className="report-picture" viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={`${title}. ${says}`}>{drawing.marks.map(drawn)}</svg>
    </FigureReader>
  );
}
