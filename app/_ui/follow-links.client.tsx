"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * Follows links to pages of this house without loading the browser anew. A link needs nothing for it but to be an `<a>`, so that a list of fifty carries no code for each; `data-scroll="keep"` leaves the page where it is scrolled to.
 * A line at the top while the next page is made, after 300 ms (css/shell.css): a wait that is none shows none. The page below stays and can be read on.
 */
export function FollowLinks() {
  const router = useRouter();
  const here = `${usePathname()}?${useSearchParams().toString()}`;
  const [leftFrom, setLeftFrom] = useState<string | null>(null);
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || event.defaultPrevented || !isPlain(event) || !leadsToAPage(link)) return;
      event.preventDefault();
      if (link.pathname !== location.pathname || link.search !== location.search) setLeftFrom(here);
      router.push(link.pathname + link.search + link.hash, { scroll: link.dataset.scroll !== "keep" });
    };
    addEventListener("click", follow);
    return () => removeEventListener("click", follow);
  }, [here, router]);
  return leftFrom === here ? <div className="nav-progress" role="progressbar" aria-label="The next page is being made" /> : null;
}

/** With a key held the browser opens another tab or keeps the file. */
const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) => button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** Files, other origins and places of the same page are the browser's. */
const leadsToAPage = (link: HTMLAnchorElement) => link.origin === location.origin && link.target === "" && !link.hasAttribute("download") && !link.getAttribute("href")?.startsWith("#");
