import { FORBIDDEN } from "./xml-names";

type Fail = (says: string) => never;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with its references replaced, once: "&amp;lt;" is "&lt;". Fails on any entity that XML itself does not name. */
export function decodeText(text: string, fail: Fail): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9A-Fa-f]{1,8})|#(\d{1,9})|([^;&\s]{1,40}))?(;)?/g, (whole, hex?: string, decimal?: string, name?: string, close?: string) => {
    if (close === undefined) return fail("a “&” begins no reference. In text it is written &amp;.");
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? "") : fail(`the entity ${whole} is not known. Entities of one's own are refused.`);
    return characterOf(hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16), fail);
  });
}

function characterOf(code: number, fail: Fail): string {
  if (!(code <= 0x10ffff)) return fail("a reference names no character.");
  const character = String.fromCodePoint(code);
  return FORBIDDEN.test(character) ? fail("a reference names a character that XML cannot hold.") : character;
}

/** The value of an attribute: white space as written is a blank, white space by reference stays. */
export const normalisedValue = (text: string, fail: Fail): string => decodeText(text.replace(/[\t\n]/g, " "), fail);
