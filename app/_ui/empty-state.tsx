import type { ReactNode } from "react";

/** Nothing to show, said as a result: what would appear here, and where to go. Stands alone on a page or inside a card. */
export function EmptyState({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="empty">
      <svg className="empty-art" viewBox="0 0 150 96" aria-hidden="true">
        <path className="empty-art-ground" d="M8 76h134" />
        <path className="empty-art-limit" d="M8 34h134" />
        <path className="empty-art-curve" d="M8 60c22 0 26-34 48-34s20 40 42 40 20-12 44-12" />
        <circle className="empty-art-done" cx="134" cy="54" r="11" />
        <path className="icon-hole" strokeWidth="2.4" d="M129 54.5l3.6 3.6 6.6-7.2" />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
