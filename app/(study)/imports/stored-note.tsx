import { useEffect, useRef, type ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { LinkButton } from "@/app/_ui/text-link";
import type { Imported } from "@/lib/imports/import-values";

/** What was stored, once it is; the page begins there for whoever listens. */
export function StoredNote({ stored: { id, stored, corrected, same, forms }, back, children }: { readonly stored: Imported; readonly back: { readonly label: string; readonly href: string }; readonly children?: ReactNode }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <div ref={said} tabIndex={-1} className="import-stored">
      <Callout tone="info" live="status" title={`${stored} ${stored === 1 ? "value is" : "values are"} stored in ${forms} ${forms === 1 ? "form" : "forms"}.`}>
        {corrected > 0 && `${corrected} of them replaced another. `}{same > 0 && `${same} ${same === 1 ? "was" : "were"} there already. `}Each keeps in its history where it came from.
        <span className="row import-next"><LinkButton href={back.href} look="primary">{back.label}</LinkButton><LinkButton href={`/imports/${id}`}>See the import</LinkButton>{children}</span>
      </Callout>
    </div>
  );
}
