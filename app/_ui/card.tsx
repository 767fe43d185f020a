import { type ReactNode, useId } from "react";

interface CardProps {
  /** Where a link to it leads. */
  readonly id?: string;
  readonly title: ReactNode;
  /** Beside the title, quieter: a count, a rule, a range of dates. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Keeps the title for screen readers only, where the page already says it. */
  readonly hideTitle?: boolean;
  /** Padding around running text; lists and tables bring their own. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

/** A named region on a white surface. Cards do not nest. */
export function Card({ id, title, note, actions, hideTitle = false, padded = false, children }: CardProps) {
  const titleId = useId();
  return (
    <section className="card" id={id} aria-labelledby={titleId}>
      {hideTitle
        ? <h2 id={titleId} className="unseen">{title}</h2>
        : <header className="card-head"><h2 id={titleId}>{title}</h2>{note && <span className="dim">{note}</span>}{actions && <span className="end row">{actions}</span>}</header>}
      {padded ? <div className="card-pad">{children}</div> : children}
    </section>
  );
}

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}

/** Facts under small labels, four abreast (or two). */
export function DefinitionGrid({ items, columns = 4 }: { readonly items: readonly Definition[]; readonly columns?: 2 | 4 }) {
  return (
    <dl className={`definitions${columns === 2 ? " definitions-2" : ""}`}>
      {items.map(({ term, value, note }) => <div key={term}><dt>{term}</dt><dd>{value}{note && <small>{note}</small>}</dd></div>)}
    </dl>
  );
}
