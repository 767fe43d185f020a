import { useEffect, useRef, useState } from "react";

type Acts = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The same functions for as long as the component lives, each doing what the latest drawing makes of it: whoever is handed them is not drawn again for them. */
export function useSteady<Given extends Acts>(acts: Given): Given {
  const latest = useRef(acts);
  useEffect(() => { latest.current = acts; });
  const [steady] = useState(() => Object.fromEntries(Object.keys(acts).map((name) => [name, (...given: never[]) => latest.current[name]?.(...given)])) as Given);
  return steady;
}
