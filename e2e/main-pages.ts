import type { Page } from "@playwright/test";
import { PAGES } from "@/lib/access/entry-points";
import type { Persona } from "./cast";
import { addressOfForm } from "./company";

/** Every main page, with somebody whose day it belongs to. */
export const MAIN_PAGES = {
  cora: ["/", "/delegation", "/patients", "/patients/101-004", "/patients/101-011", "/patients/101-021", "/patients/101-001/logs/concomitant_medication", "/patients/101-021/paste", "/patients/101-021/new-questions", "/imports", "/imports/new", "/imports/forms", "/queries", "/account", "/help"],
  dana: ["/lock", "/lock?patient=101-004&rehearse=yes", "/versions/rehearsal?version=review", "/cuts", "/cuts/compare", "/cuts/programs", "/efficacy", "/trail", "/safety", "/deviations", "/laboratory", "/redactions", "/reports", "/reports/overall-survival", "/reports/swimmer"],
  ines: ["/signatures", "/copies", "/patients/101-021"],
  mona: ["/exposure", "/verification", "/verification/101-001", "/verification/changed?whose=all", "/verification/plan", "/verification/reports", "/queries/metrics", "/monitoring", "/medical-review"],
  ada: ["/people", "/people/review", "/sessions", "/protocol", "/protocol/forms/vital_signs", "/versions"],
  ingo: ["/people"],
} as const satisfies Readonly<Partial<Record<Persona, readonly string[]>>>;

/** Who is needed to see them all. */
export const READERS = Object.keys(MAIN_PAGES) as readonly (keyof typeof MAIN_PAGES)[];
type Reader = (typeof READERS)[number];

/** Pages whose address holds an id: how one of them is found, and by whom. */
export const FOUND_PAGES: Readonly<Record<string, { readonly by: Reader; readonly find: (page: Page) => Promise<string> }>> = {
  "/entries/[entryId]": { by: "cora", find: (page) => addressOfForm(page, "101-004", "D28", "Haematology") },
  "/people/[accountId]": { by: "ada", find: (page) => firstLink(page, "/people", /^\/people\/[0-9a-f-]{36}$/) },
  "/queries/[discrepancyId]": { by: "cora", find: (page) => firstLink(page, "/queries?state=all", /^\/queries\/[0-9a-f-]{36}/) },
  "/redactions/ask/[entryId]": { by: "cora", find: async (page) => (await addressOfForm(page, "101-021", "SCR", "Eligibility")).replace("/entries/", "/redactions/ask/") },
};

/** Where nobody is signed in, and where nothing is. */
export const OPEN_PAGES = ["/sign-in", "/forgot", "/confirm", "/confirmed", "/welcome/no-such-link", "/no-such-page"] as const;

/** Pages that only a journey makes, which then looks at them itself. */
const MADE_BY_JOURNEYS = ["/imports/[importId]"]; // labs.spec.ts

/** Pages of the product that no list here opens: each wants a line. */
export function unvisitedPages(): readonly string[] {
  const opened = [...Object.values(MAIN_PAGES).flat(), ...OPEN_PAGES].map((address) => address.split("?")[0] ?? "");
  const isOpened = (page: string) => page in FOUND_PAGES || MADE_BY_JOURNEYS.includes(page) || opened.some((address) => new RegExp(`^${page.replace(/\[[^\]]+\]/g, "[^/]+")}$`).test(address));
  return Object.keys(PAGES).filter((page) => !isOpened(page));
}

async function firstLink(page: Page, on: string, pattern: RegExp): Promise<string> {
  await page.goto(on);
  const addresses = await page.getByRole("main").getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const found = addresses.find((address) => pattern.test(address));
  if (found === undefined) throw new Error(`${on} links to nothing like ${String(pattern)}`);
  return found;
}
