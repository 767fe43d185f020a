import { z } from "zod";
import { EXPOSURES, SHOWN, type SheetView } from "./sheet-view";

const words = (longest: number) => z.string().max(longest).catch("");

/** Apart from the view itself, which the browser has: no page there needs a schema library. */
const View: z.ZodType<SheetView> = z.object({
  show: z.enum(SHOWN).catch("all"),
  number: z.string().trim().max(20).catch(""),
  site: words(10),
  arm: words(10),
  disease: words(20),
  best: words(10),
  exposure: z.enum(EXPOSURES).catch(""),
  at: words(60),
  sort: words(40),
});

/** The view that an address asks for; what it says of no use is left out. */
export const readSheetView = (asked: Readonly<Record<string, unknown>>): SheetView => View.parse(asked);
