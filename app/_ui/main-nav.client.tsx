"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { Popover } from "@/app/_ui/popover.client";
import { sayCount } from "@/lib/kernel/say-count";
import { foldOf, type Fold } from "./fold-nav";
import { Glyph } from "./glyph";

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

interface PageLinkProps {
  readonly item: NavItem;
  readonly fold: Fold;
  readonly current: boolean;
  readonly onClick?: () => void;
}

function PageLink({ item: { label, href, count = 0, asks = false }, fold, current, onClick }: PageLinkProps) {
  return (
    <a href={href} aria-current={current ? "page" : undefined} data-fold={fold} {...(onClick ? { onClick } : {})}>
      {label}
      {count > 0 && <span className={`nav-count${asks ? " tone-q" : ""}`}>{sayCount(count)}</span>}
    </a>
  );
}

/** The pages in one row; those that do not fit stand behind "More", except the one that is open. */
export function MainNav({ items }: { readonly items: readonly NavItem[] }) {
  const current = currentHref(items, usePathname() ?? "");
  const folded = items.map((item, index) => ({ item, fold: foldOf(index, items.length), current: item.href === current }));
  const hidden = folded.filter(({ fold }) => fold !== "never");
  return (
    <nav className="nav" aria-label="Main">
      {folded.filter((page) => page.fold !== "always" || page.current).map((page) => <PageLink key={page.item.href} {...page} />)}
      {hidden.length > 0 && <More pages={hidden} />}
    </nav>
  );
}

/** Holds what the row does not show at this width, as found when it is opened. */
function More({ pages }: { readonly pages: readonly PageLinkProps[] }) {
  const [held, setHeld] = useState<readonly PageLinkProps[] | null>(null);
  const close = () => setHeld(null);
  const open = (row: HTMLElement | null) => {
    const shown = [...(row?.querySelectorAll(":scope > a") ?? [])].filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href"));
    setHeld(pages.filter(({ item }) => !shown.includes(item.href)));
  };
  return (
    <Popover opened={held !== null} onChange={(opened) => { if (!opened) close(); }} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="nav-more" data-fold={pages.at(-1)?.fold} onClick={(event) => (held === null ? open(event.currentTarget.parentElement) : close())}>More<Glyph of="below" /></button>
      </Popover.Target>
      <Popover.Dropdown aria-label="More pages">
        <ul className="nav-menu">{held?.map((page) => <li key={page.item.href}><PageLink {...page} onClick={close} /></li>)}</ul>
      </Popover.Dropdown>
    </Popover>
  );
}
