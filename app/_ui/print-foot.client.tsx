"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { sayInstant } from "@/lib/kernel/instant";

interface Props {
  readonly person: { readonly name: string; readonly role: string };
  readonly brand: string;
  /** Protocol, rules, cut: under what the page was made. */
  readonly facts: readonly string[];
}

/** On every sheet of a print: what it is a print of, with the patient's number where there is one, who printed it and when. Page numbers are in css/print.css. */
export function PrintFoot({ person, brand, facts }: Props) {
  const [print, setPrint] = useState<{ readonly of: string; readonly at: string } | null>(null);
  useEffect(() => {
    const note = () => flushSync(() => setPrint({ of: document.querySelector("h1")?.textContent ?? "", at: sayInstant(new Date().toISOString(), "UTC") }));
    addEventListener("beforeprint", note);
    return () => removeEventListener("beforeprint", note);
  }, []);
  return (
    <div className="print-foot" aria-hidden="true">
      <b>{brand}{print && ` · ${print.of}`}</b>
      <span>Printed by {person.name}, {person.role}{print && `, ${print.at}`} · {facts.join(" · ")}</span>
    </div>
  );
}
