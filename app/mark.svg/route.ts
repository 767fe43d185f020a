import { isTraining } from "@/lib/server/trial-kind";

const [ground, line] = isTraining ? ["#ffe100", "#141403"] : ["#1d4f91", "#fff"];
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <rect x="1" y="1" width="22" height="22" rx="6" fill="${ground}"/>
  ${isTraining ? `<path d="M7 7.5h10M12 7.5v10" fill="none" stroke="${line}" stroke-width="3"/>` : `<path d="M5 15.5c3.2 0 3.5-7 7-7s3.8 7 7 7" fill="none" stroke="${line}" stroke-width="1.9"/><circle cx="12" cy="8.5" r="2.1" fill="${line}"/>`}
</svg>`;

/** The mark in the browser's tab. A training has a T on yellow, so that two tabs are told apart. */
export function GET(): Response {
  return new Response(MARK, { headers: { "content-type": "image/svg+xml" } });
}
