import type { ReactNode } from "react";
import { TextLink } from "./text-link";

export interface Crumb {
  readonly label: string;
  /** null for the page itself and for what has no page. */
  readonly href: string | null;
}

export function Breadcrumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumbs">
      <ol>
        {trail.map(({ label, href }) => <li key={label}>{href ? <TextLink href={href}>{label}</TextLink> : label}</li>)}
      </ol>
    </nav>
  );
}

interface PageHeaderProps {
  readonly title: ReactNode;
  /** What the title is of, in a quieter voice: "Haematology and marrow, D35". */
  readonly subject?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly trail?: readonly Crumb[];
  readonly actions?: ReactNode;
}

/** The only h1 of a page, one line on the state of the whole, and what can be done about it. */
export function PageHeader({ title, subject, subtitle, trail, actions }: PageHeaderProps) {
  return (
    <div className="page-head">
      <div>
        {trail && <Breadcrumbs trail={trail} />}
        <h1>{title}{subject && <> <span className="subject">{subject}</span></>}</h1>
        {subtitle && <p className="page-subtitle">{subtitle}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </div>
  );
}
