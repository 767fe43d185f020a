"use client";

import type { ReactNode } from "react";
import { Popover } from "@/app/_ui/popover.client";

export interface Person {
  /** "R. Imani" */
  readonly name: string;
  /** Role and where it holds: "Coordinator · Site 101". */
  readonly role: string;
}

/** First letters of the first and the last word of a name: "R. Imani" is RI. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word) && !/^(dr|prof)\.?$/i.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}

/** Who is signed in, and the way out. */
export function PersonMenu({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="person">
          <span className="person-initials" aria-hidden="true">{initials(person.name)}</span>
          <span className="person-name"><b>{person.name}</b><small>{person.role}</small></span>
          <span className="unseen">Account of {person.name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Account of ${person.name}`}>
        <div className="person-card">
          <p><b>{person.name}</b><br /><span className="muted">{person.role}</span></p>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
