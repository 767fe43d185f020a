"use client";

import { useEffect } from "react";
import { sayInstant } from "@/lib/kernel/instant";

interface Props {
  readonly person: { readonly name: string; readonly role: string };
  readonly brand: string;
  /** Protocol, rules, cut: under what the page was made. */
  readonly facts: readonly string[];
}

/**
 * On every sheet of a print: what it is a print of, with the patient's number where there is one, who printed it and when.
 * The sheet's own margin shows it (css/print.css), where nothing of the page can lie over it.
 */
export function PrintFoot({ person, brand, facts }: Props) {
  const by = `Printed by ${person.name}, ${person.role}`;
  const under = facts.join(" · ");
  useEffect(() => {
    const note = () => {
      const says = (name: string, text: string) => document.documentElement.style.setProperty(name, JSON.stringify(text));
      says("--crf-print-of", `${brand} · ${document.querySelector("h1")?.textContent ?? ""}`);
      says("--crf-print-by", `${by}, ${sayInstant(new Date().toISOString(), "UTC")}`);
      says("--crf-print-under", under);
    };
    note();
    addEventListener("beforeprint", note);
    return () => removeEventListener("beforeprint", note);
  }, [brand, by, under]);
  return null;
}
