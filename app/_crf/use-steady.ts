import { useEffect, useState } from "react";

type Acts = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The same functions for as long as the component lives, each doing what the latest drawing makes of it: whoever is handed them is not drawn again for them. */
export function useSteady<Given extends Acts>(acts: Given): Given {
  const [held] = useState(() => holding(acts));
  useEffect(() => held.take(acts));
  return held.steady;
}

function holding<Given extends Acts>(first: Given) {
  let latest = first;
  return {
    take: (next: Given) => { latest = next; },
    steady: Object.fromEntries(Object.keys(first).map((name) => [name, (...given: never[]) => latest[name]?.(...given)])) as Given,
  };
}
