"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export interface NavItem {
  readonly label: string;
  readonly href: string;
  /** What waits there; none is drawn for 0. */
  readonly count?: number;
  /** Red, as open questions are. */
  readonly asks?: boolean;
}

/** The page that a path belongs to: the longest address that it is or lies under, so that "/patients/101-032" is under "/patients". */
function currentHref(items: readonly NavItem[], path: string): string | null {
  const above = items.map(({ href }) => href).filter((href) => path === href || (href !== "/" && path.startsWith(`${href}/`)));
  return above.sort((a, b) => b.length - a.length)[0] ?? null;
}

export function MainNav({ items }: { readonly items: readonly NavItem[] }) {
  const current = currentHref(items, usePathname() ?? "");
  return (
    <nav className="nav" aria-label="Main">
      {items.map(({ label, href, count = 0, asks = false }) => (
        <Link key={href} href={href} prefetch={false} aria-current={href === current ? "page" : undefined}>
          {label}
          {count > 0 && <span className={`nav-count${asks ? " tone-q" : ""}`}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
