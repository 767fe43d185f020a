import { startTransition, useEffect, useState } from "react";

const REST_MS = 120;

/** The value as it stood when it last rested for a moment: what is costly to draw follows the hand and never holds it up. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => startTransition(() => setSettled(value)), REST_MS);
    return () => clearTimeout(later);
  }, [value]);
  return settled;
}
