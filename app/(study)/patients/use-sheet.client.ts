"use client";

import { startTransition, useCallback, useEffect, useState } from "react";
import { readJson } from "@/app/_ui/read-json";
import { isWhole, joinSheets, type Sheet } from "./sheet";

/** Up to so many patients the rest is read without being asked for; of more, when a hand scrolls, narrows or orders. */
const READ_BY_ITSELF = 1000;

export interface GrowingSheet {
  readonly sheet: Sheet;
  /** A part could not be read; `again` tries once more. */
  readonly failed: boolean;
  readonly again: () => void;
  readonly readOn: () => void;
  readonly readAll: () => void;
}

/** The sheet that a page was given, growing part by part to as many patients as are wanted. */
export function useSheet(given: Sheet): GrowingSheet {
  const [grown, setGrown] = useState({ of: given, sheet: given });
  const [wanted, setWanted] = useState(given.total <= READ_BY_ITSELF ? given.total : given.rows.length);
  const [failed, setFailed] = useState(false);
  const sheet = grown.of === given ? grown.sheet : given; // the page was read anew: what was added to the old one is old
  useEffect(() => {
    if (failed || isWhole(sheet) || sheet.rows.length >= wanted) return;
    const gone = new AbortController();
    const asked = new URLSearchParams({ after: sheet.rows.at(-1)?.number ?? "", ...(sheet.visit === null ? {} : { visit: sheet.visit }) });
    void readJson<Sheet>(`/patients/sheet?${asked.toString()}`, gone.signal).then((part) => {
      if (gone.signal.aborted) return;
      if (part === null) setFailed(true);
      else startTransition(() => setGrown({ of: given, sheet: joinSheets(sheet, part) }));
    });
    return () => gone.abort();
  }, [given, sheet, wanted, failed]);
  const { length } = sheet.rows;
  return {
    sheet, failed,
    again: useCallback(() => setFailed(false), []),
    readOn: useCallback(() => setWanted((most) => Math.max(most, length + 1)), [length]),
    readAll: useCallback(() => setWanted(Number.MAX_SAFE_INTEGER), []),
  };
}
