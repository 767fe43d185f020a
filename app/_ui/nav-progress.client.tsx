"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/** A line at the top while the next page is made, after 300 ms (css/shell.css): a wait that is none shows none. The page below stays and can be read on. */
export function NavProgress() {
  const here = `${usePathname()}?${useSearchParams().toString()}`;
  const [leftFrom, setLeftFrom] = useState<string | null>(null);
  useEffect(() => {
    const leave = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!link || !isPlain || link.target !== "" || link.hasAttribute("download") || link.origin !== location.origin) return;
      if (link.pathname !== location.pathname || link.search !== location.search) setLeftFrom(here);
    };
    addEventListener("click", leave);
    return () => removeEventListener("click", leave);
  }, [here]);
  return leftFrom === here ? <div className="nav-progress" role="progressbar" aria-label="The next page is being made" /> : null;
}
