"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { findPlaces, type Place } from "./find-places";

const PASSAGES = "h3, p, li, tr";

/** Every passage of the page with the nearest address above it. Read when somebody begins to look, not before. */
function placesIn(text: HTMLElement): readonly Place[] {
  return [...text.querySelectorAll<HTMLElement>(PASSAGES)].map((passage) => {
    const own = passage.closest<HTMLElement>("[id]:not(#handbook-text)");
    const chapter = passage.closest(".handbook-chapter")?.querySelector("h2")?.textContent ?? "";
    return { at: own?.id ?? "", chapter, text: (passage.textContent ?? "").replace(/\s+/g, " ").trim() };
  });
}

/** Looks through the words of the handbook; each hit leads to its place. */
export function FindInHandbook() {
  const [typed, setTyped] = useState("");
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const found = findPlaces(places, typed);
  const begin = () => { const text = document.getElementById("handbook-text"); if (text && places.length === 0) setPlaces(placesIn(text)); };
  return (
    <div className="handbook-find" role="search" aria-label="Find in the handbook">
      <TextInput type="search" aria-label="Find in the handbook" placeholder="Find in the handbook" value={typed} maxLength={100} onFocus={begin} onChange={(event) => { begin(); setTyped(event.currentTarget.value); }} />
      <p className="dim" role="status">{typed.trim().length < 2 ? "" : found.length === 0 ? "Nothing is called so here." : `${found.length === 1 ? "One place" : `${found.length} places`}`}</p>
      {found.length > 0 && <ol>{found.map(({ at, chapter, text }) => <li key={`${at} ${text}`}><a href={`#${at}`}><b>{chapter}</b> {text.slice(0, 110)}{text.length > 110 ? "…" : ""}</a></li>)}</ol>}
    </div>
  );
}
