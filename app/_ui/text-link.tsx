import type { ReactNode } from "react";

/** A link in running text. Pages cost a query each, so none is fetched before it is asked for. */
export function TextLink({ href, underlined = false, title, children }: { readonly href: string; readonly underlined?: boolean; readonly title?: string; readonly children: ReactNode }) {
  return <a href={href} title={title} className={underlined ? "underlined" : undefined}>{children}</a>;
}

interface LinkButtonProps {
  readonly href: string;
  /** One primary per view: the next thing this person will do. */
  readonly look?: "plain" | "primary" | "ghost";
  readonly small?: boolean;
  /** Names the target when the words alone do not ("Open" in a list): they must begin the label. */
  readonly label?: string;
  /** A file to keep, fetched past the router. */
  readonly download?: boolean;
  readonly children: ReactNode;
}

/** A link that looks like a button. */
export function LinkButton({ href, look = "plain", small = false, label, download = false, children }: LinkButtonProps) {
  const className = `button${look === "plain" ? "" : ` button-${look}`}${small ? " button-small" : ""}`;
  return <a href={href} className={className} aria-label={label} download={download}>{children}</a>;
}
