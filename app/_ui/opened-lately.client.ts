"use client";

const KEY = "opened-lately";
const KEPT = 6;

/** Numbers of the casebooks opened in this tab, the latest first. The browser drops them when the person signs out. */
export function openedLately(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return []; // a browser that keeps nothing, or something else's writing: then nothing was opened lately
  }
}

/** Remembers the patient of an address, if it has one. */
export function noteOpened(path: string): void {
  const number = /^\/patients\/(\d+-\d+)/.exec(path)?.[1];
  if (number === undefined) return;
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify([number, ...openedLately().filter((one) => one !== number)].slice(0, KEPT)));
  } catch {
    // a browser that keeps nothing: the box then begins with its pages
  }
}
