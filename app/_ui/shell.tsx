import type { ReactNode } from "react";
import { FollowLinks } from "./follow-links.client";
import { JumpBox } from "./jump-box.client";
import { MainNav, type NavItem } from "./main-nav.client";
import { type Person, PersonMenu } from "./person-menu.client";
import { PrintFoot } from "./print-foot.client";
import { ThemeToggle } from "./theme-toggle.client";

export interface ShellProps {
  readonly brand: { readonly name: string; readonly href: string };
  readonly nav: readonly NavItem[];
  readonly person: Person;
  /** Rendered inside the person's menu. */
  readonly signOut: ReactNode;
  /** On a deployment with invented patients, what it is: the header and the footer say so. */
  readonly invented: "Training" | "Demonstration" | null;
  /** Plain facts: the zone of times, the protocol's version, the server's clock. */
  readonly footer: readonly string[];
  readonly children: ReactNode;
}

/** Header, main and footer around every page of the study. All plain data, so that a server layout renders it. */
export function Shell({ brand, nav, person, signOut, invented, footer, children }: ShellProps) {
  const pages = nav.map(({ label, href }) => ({ label, href, detail: "page" }));
  return (
    <>
      <FollowLinks />
      <a className="skip" href="#main">Skip to content</a>
      <header className="top">
        <div className="top-in">
          <a className="brand" href={brand.href}><BrandMark />{brand.name}</a>
          <MainNav items={nav} />
          <div className="top-right">
            {invented !== null && <span className="demonstration" data-kind={invented}>{invented}</span>}
            <JumpBox pages={pages} from="/jump" />
            <ThemeToggle />
            <PersonMenu person={person}>{signOut}</PersonMenu>
          </div>
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1}>{children}</main>
      <footer className="foot">
        {footer.map((fact) => <span key={fact}>{fact}</span>)}
        {invented !== null && <span>{invented} data: invented patients</span>}
      </footer>
      <PrintFoot person={person} brand={brand.name} facts={[...footer, ...(invented !== null ? [`${invented} data: invented patients`] : [])]} />
    </>
  );
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect fill="currentColor" x="1" y="1" width="22" height="22" rx="6" />
      <path className="icon-hole" strokeWidth="1.9" d="M5 15.5c3.2 0 3.5-7 7-7s3.8 7 7 7" />
      <circle className="icon-dot" cx="12" cy="8.5" r="2.1" />
    </svg>
  );
}
